import { Raw } from '../types';
import { Behaviour } from './Behaviour';
import { ContainerRun } from './PodRun';

/** One life of a container whose probes are to be played. */
export interface ProbedContainer {
  container: ContainerRun;
  spec: Raw;
  behaviour: Behaviour;
  startedAt: number;
  later(ms: number, action: () => void): void;
  report(): void;
  /** Notes an event; false if the pod is gone. */
  event(type: 'Normal' | 'Warning', reason: string, message: string): boolean;
  kill(): void;
}

/** Lets a container become ready, or fail the probe that its part says. */
export function playProbes(probed: ProbedContainer): void {
  const { container: c, spec, behaviour, startedAt } = probed;
  const failing = behaviour.failingProbe;
  const alive = () =>
    c.life?.startedAt === startedAt &&
    c.state === 'running' &&
    c.life.behaviour === behaviour;
  const setReady = (ready: boolean) => {
    if (c.ready === ready) return;
    c.ready = ready;
    probed.report();
  };
  const readiness = spec.readinessProbe ?? spec.startupProbe;
  if (!failing || failing.probe === 'liveness') {
    if (!readiness || (failing && c.ready)) c.ready = true;
    else
      probed.later(
        (readiness.initialDelaySeconds ?? 0) * 1000 + 300,
        () => alive() && setReady(true),
      );
  }
  if (!failing) return;
  const probe = spec[`${failing.probe}Probe`] ?? {
    periodSeconds: 10,
    failureThreshold: 3,
  };
  const title = failing.probe[0].toUpperCase() + failing.probe.slice(1);
  let failures = 0;
  const tick = () => {
    if (
      !alive() ||
      !probed.event(
        'Warning',
        'Unhealthy',
        `${title} probe failed: ${failing.message}`,
      )
    )
      return;
    failures++;
    if (failures >= probe.failureThreshold) {
      if (failing.probe === 'readiness') setReady(false);
      else {
        probed.event(
          'Normal',
          'Killing',
          `Container ${c.name} failed ${failing.probe} probe, will be restarted`,
        );
        probed.kill();
        return;
      }
    }
    probed.later((probe.periodSeconds ?? 10) * 1000, tick);
  };
  probed.later((probe.initialDelaySeconds ?? 0) * 1000 + 500, tick);
}
