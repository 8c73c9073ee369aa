import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { Raw } from '../types';
import { Behaviour } from './Behaviour';
import { ContainerRun, PodRun } from './PodRun';

/** What actors need of their kubelet. */
export interface Stage {
  behaviour(pod: Raw, container: Raw): Behaviour;
  report(run: PodRun): void;
  later(run: PodRun, ms: number, action: () => void): void;
}

/** Where actors find the pod that they play in, and how they let others know. */
export class PodScene {
  readonly stage: Stage;
  readonly #engine: Engine;
  readonly #client: SystemClient;

  constructor(engine: Engine, client: SystemClient, stage: Stage) {
    this.#engine = engine;
    this.#client = client;
    this.stage = stage;
  }

  /** What the pod says about one of its containers. */
  spec(pod: Raw, run: PodRun, c: ContainerRun): Raw {
    const list = run.init.includes(c)
      ? pod.spec.initContainers
      : pod.spec.containers;
    return (list ?? []).find((s: Raw) => s.name === c.name);
  }

  /** The pod as it is stored now, undefined if it is gone or going. */
  pod(run: PodRun): Raw {
    const pod = this.#engine.store.get('pods', run.key);
    return pod?.metadata.uid === run.uid && !run.stopping ? pod : undefined;
  }

  event(
    pod: Raw,
    run: PodRun,
    c: ContainerRun,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    const list = run.init.includes(c) ? 'initContainers' : 'containers';
    this.#client.event(pod, type, reason, message, {
      component: 'kubelet',
      host: run.node,
      fieldPath: `spec.${list}{${c.name}}`,
    });
  }
}
