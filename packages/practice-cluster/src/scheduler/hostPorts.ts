import { Raw } from '../types';

/** The ports of its node that a pod asks for. */
export function hostPorts(pod: Raw): Raw[] {
  return (pod.spec.containers ?? []).flatMap((c: Raw) =>
    (c.ports ?? []).filter((p: Raw) => p.hostPort),
  );
}

function clash(a: Raw, b: Raw): boolean {
  const [ipA, ipB] = [a, b].map(p => p.hostIP || '0.0.0.0');
  return (
    a.hostPort === b.hostPort &&
    (a.protocol ?? 'TCP') === (b.protocol ?? 'TCP') &&
    (ipA === ipB || ipA === '0.0.0.0' || ipB === '0.0.0.0')
  );
}

/** Whether two pods cannot stand on the same node because of its ports. */
export function portsClash(pod: Raw, other: Raw): boolean {
  const theirs = hostPorts(other);
  return (
    theirs.length > 0 &&
    hostPorts(pod).some(mine => theirs.some(port => clash(mine, port)))
  );
}
