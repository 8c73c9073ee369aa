import { Raw } from '../types';
import { quantityMilli, quantityValue } from '../util/quantity';
import { fnv32a } from '../util/random';
import { Kubelet } from './Kubelet';

/** What a container or pod uses. */
export interface Usage {
  cpu: string;
  memory: string;
}

/** What a running container uses; it wavers a little over time. */
export function containerUsage(
  kubelet: Kubelet,
  pod: Raw,
  container: Raw,
  now: number,
): Usage {
  const given = kubelet.behaviour(pod, container).usage;
  const wave =
    0.9 +
    (fnv32a(`${pod.metadata.uid}${container.name}${Math.floor(now / 15_000)}`) %
      200) /
      1000;
  const cpu =
    quantityMilli(given?.cpu ?? container.resources?.requests?.cpu ?? '20m') *
    (given ? 1 : 0.4);
  const memory =
    quantityValue(
      given?.memory ?? container.resources?.requests?.memory ?? '48Mi',
    ) * (given ? 1 : 0.7);
  return {
    cpu: `${Math.max(1, Math.round(cpu * wave))}m`,
    memory: `${Math.round((memory * wave) / 1024)}Ki`,
  };
}

/** What all running containers of a pod use together. */
export function podUsage(kubelet: Kubelet, pod: Raw, now: number): Usage {
  let cpu = 0;
  let memory = 0;
  for (const c of pod.spec.containers ?? []) {
    const usage = containerUsage(kubelet, pod, c, now);
    cpu += quantityMilli(usage.cpu);
    memory += quantityValue(usage.memory);
  }
  return { cpu: `${cpu}m`, memory: `${Math.round(memory / 1024)}Ki` };
}
