import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { StoreEvent } from '../store/Store';
import { Raw } from '../types';
import { Behaviour, BehaviourSource, ordinaryBehaviour } from './Behaviour';
import { ContainerActor } from './ContainerActor';
import { missingVolume } from './missingConfig';
import { newContainerRun, PodRun } from './PodRun';
import { podStatus } from './podStatus';

const STOP_MS = 1500;

/** Plays the kubelets of all nodes: pods that were scheduled begin, run, fail and end. */
export class Kubelet {
  readonly #engine: Engine;
  readonly #client: SystemClient;
  readonly #runs = new Map<string, PodRun>();
  readonly #sources: BehaviourSource[] = [];
  readonly #addresses = new Map<string, number>();
  readonly #downNodes = new Set<string>();
  readonly #actor: ContainerActor;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#client = new SystemClient(engine, 'kubelet');
    this.#actor = new ContainerActor(engine, this.#client, {
      behaviour: (pod, container) => this.behaviour(pod, container),
      report: run => this.#report(run),
      later: (run, ms, action) => this.#later(run, ms, action),
    });
    engine.store.listen('pods', event => this.#onPod(event));
  }

  /** Adds parts for containers; later ones win. */
  addBehaviours(source: BehaviourSource): () => void {
    this.#sources.unshift(source);
    return () => this.#sources.splice(this.#sources.indexOf(source), 1);
  }

  behaviour(pod: Raw, container: Raw): Behaviour {
    for (const source of this.#sources) {
      const found = source(pod, container);
      if (found) return found;
    }
    return ordinaryBehaviour(pod, container);
  }

  /** What runs for a pod, undefined before it was scheduled. */
  runOf(uid: string): PodRun | undefined {
    return this.#runs.get(uid);
  }

  /** Looks at running containers again after the parts or the configuration changed. */
  reconsider(): void {
    for (const run of this.#runs.values()) {
      const pod = this.#pod(run);
      if (pod) this.#actor.reconsider(pod, run);
    }
  }

  /** Stops or resumes a node's reports. */
  setNodeDown(node: string, down: boolean): void {
    if (down) {
      this.#downNodes.add(node);
      return;
    }
    this.#downNodes.delete(node);
    for (const run of [...this.#runs.values()]) {
      if (run.node !== node) continue;
      const pod = this.#pod(run);
      if (pod?.metadata.deletionTimestamp) this.#stop(pod, run);
      else this.#report(run);
    }
  }

  isNodeDown(node: string): boolean {
    return this.#downNodes.has(node);
  }

  #pod(run: PodRun): Raw {
    const pod = this.#engine.store.get('pods', run.key);
    return pod?.metadata.uid === run.uid ? pod : undefined;
  }

  #onPod(event: StoreEvent): void {
    const pod: Raw = event.object;
    const uid = pod.metadata.uid as string;
    if (event.type === 'DELETED') {
      this.#forget(uid);
      return;
    }
    const run = this.#runs.get(uid);
    if (run) {
      if (pod.metadata.deletionTimestamp && !run.stopping) this.#stop(pod, run);
      else if (
        event.previous &&
        pod.metadata.generation !== event.previous.metadata.generation
      )
        this.#actor.onSpecChange(pod, event.previous, run);
      return;
    }
    const phase = pod.status?.phase;
    if (
      pod.spec.nodeName &&
      phase === 'Pending' &&
      !pod.metadata.deletionTimestamp &&
      !pod.status?.startTime
    )
      this.#begin(pod);
    else if (pod.spec.nodeName && pod.metadata.deletionTimestamp)
      this.#engine.clock.after(STOP_MS, () => this.#remove(pod));
  }

  #begin(pod: Raw): void {
    const node = pod.spec.nodeName;
    const hasInit = (pod.spec.initContainers ?? []).length > 0;
    const run: PodRun = {
      uid: pod.metadata.uid,
      key: `${pod.metadata.namespace}/${pod.metadata.name}`,
      node,
      ip: this.#nextAddress(node),
      init: (pod.spec.initContainers ?? []).map((c: Raw) =>
        newContainerRun(c.name, 'PodInitializing'),
      ),
      main: (pod.spec.containers ?? []).map((c: Raw) =>
        newContainerRun(
          c.name,
          hasInit ? 'PodInitializing' : 'ContainerCreating',
        ),
      ),
      startedAt: this.#engine.clock.now(),
      timers: new Set(),
      stopping: false,
    };
    this.#runs.set(run.uid, run);
    this.#later(run, 50, () => {
      this.#report(run);
      this.#mount(run);
    });
  }

  #mount(run: PodRun): void {
    const pod = this.#pod(run);
    if (!pod) return;
    const problem = missingVolume(this.#engine, pod);
    if (problem) {
      this.#client.event(pod, 'Warning', 'FailedMount', problem, {
        component: 'kubelet',
        host: run.node,
      });
      this.#later(run, 10_000, () => this.#mount(run));
      return;
    }
    this.#actor.advance(pod, run);
  }

  #stop(pod: Raw, run: PodRun): void {
    if (this.#downNodes.has(run.node)) return;
    run.stopping = true;
    for (const timer of run.timers) timer.cancel();
    run.timers.clear();
    for (const c of run.main) {
      if (c.state !== 'running') continue;
      this.#client.event(
        pod,
        'Normal',
        'Killing',
        `Stopping container ${c.name}`,
        {
          component: 'kubelet',
          host: run.node,
          fieldPath: `spec.containers{${c.name}}`,
        },
      );
    }
    const grace = (pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000;
    this.#later(run, Math.min(grace, STOP_MS), () => {
      this.#actor.stopAll(run);
      this.#report(run);
      this.#remove(pod);
    });
  }

  #remove(pod: Raw): void {
    const current = this.#engine.find(
      'pods',
      pod.metadata.namespace,
      pod.metadata.name,
    );
    if (
      current?.metadata.uid === pod.metadata.uid &&
      current?.metadata.deletionTimestamp
    )
      this.#client.delete('pods', current, 0);
  }

  #forget(uid: string): void {
    const run = this.#runs.get(uid);
    if (!run) return;
    for (const timer of run.timers) timer.cancel();
    this.#runs.delete(uid);
  }

  #report(run: PodRun): void {
    const pod = this.#pod(run);
    if (!pod || this.#downNodes.has(run.node)) return;
    const node = this.#engine.find('nodes', undefined, run.node) as Raw;
    const hostIp =
      (node?.status?.addresses ?? []).find((a: Raw) => a.type === 'InternalIP')
        ?.address ?? '127.0.0.1';
    this.#client.updateStatus(
      'pods',
      pod,
      podStatus(pod, run, hostIp, this.#engine.clock.now()),
    );
  }

  #later(run: PodRun, ms: number, action: () => void): void {
    const timer = this.#engine.clock.after(ms, () => {
      run.timers.delete(timer);
      if (this.#runs.has(run.uid)) action();
    });
    run.timers.add(timer);
  }

  #nextAddress(node: string): string {
    const nodes = this.#engine.store.keys('nodes');
    const next = (this.#addresses.get(node) ?? 1) + 1;
    this.#addresses.set(node, next);
    return `10.244.${Math.max(0, nodes.indexOf(node)) % 256}.${
      2 + (next % 250)
    }`;
  }
}
