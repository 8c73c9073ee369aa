import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { Raw } from '../types';
import { quantityValue } from '../util/quantity';
import { formatTime } from '../util/time';
import { hostPorts, portsClash } from './hostPorts';
import { Neighbours } from './Neighbours';
import { matchesNode } from './nodeAffinity';
import { hasPodAffinity, keepsOthersAway, PodAffinity } from './podAffinity';
import { Refusal } from './Refusal';
import { tolerates } from './tolerates';
import { spreadConstraints, TopologySpread } from './TopologySpread';

interface Use {
  cpu: number;
  memory: number;
  pods: number;
}

/** Who else has a say in where a pod goes. */
interface Company {
  neighbours: Neighbours;
  spread: TopologySpread;
  affinity: PodAffinity;
}

/** What a pod asks a node for. */
function requestOf(pod: Raw, resource: string): number {
  const sum = (list: Raw[]) =>
    list.reduce(
      (total, c) => total + quantityValue(c.resources?.requests?.[resource]),
      0,
    );
  const init = (pod.spec.initContainers ?? []).map((c: Raw) =>
    quantityValue(c.resources?.requests?.[resource]),
  );
  return Math.max(sum(pod.spec.containers ?? []), 0, ...init);
}

/** Equal sentences once, each with how many there were. */
function counted(sentences: string[]): string {
  const counts = new Map<string, number>();
  for (const one of sentences) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts]
    .map(([one, n]) => `${n} ${one}`)
    .sort()
    .join(', ');
}

/** Whether a pod waits for this scheduler: another may be named for it. */
function isOurs(pod: Raw): boolean {
  return (
    !pod.spec.nodeName &&
    !pod.metadata.deletionTimestamp &&
    (pod.spec.schedulerName ?? 'default-scheduler') === 'default-scheduler'
  );
}

/** Gives pods a node, or says why there is none. */
export class Scheduler {
  readonly #engine: Engine;
  readonly #client: SystemClient;
  readonly #waiting = new Set<string>();
  readonly #usage = new Map<string, Use>();
  /** Pods that keep others away. */
  readonly #apart = new Set<string>();
  #scheduled = false;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#client = new SystemClient(
      engine,
      'default-scheduler',
      'kube-scheduler',
    );
    engine.store.listen('pods', event => {
      const pod: Raw = event.object;
      this.#count(
        event.type === 'ADDED' ? undefined : event.previous,
        event.type === 'DELETED' ? undefined : pod,
      );
      const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
      if (event.type !== 'DELETED' && keepsOthersAway(pod))
        this.#apart.add(key);
      if (event.type === 'DELETED') {
        this.#apart.delete(key);
        this.#waiting.delete(key);
        if (pod.spec.nodeName) this.#soon();
      } else if (isOurs(pod)) {
        if (
          event.type === 'ADDED' ||
          event.previous?.metadata.generation !== pod.metadata.generation
        )
          this.#soon();
        this.#waiting.add(key);
      }
    });
    engine.store.listen('nodes', () => this.#waiting.size > 0 && this.#soon());
  }

  #count(before: Raw, after: Raw): void {
    for (const [pod, sign] of [
      [before, -1],
      [after, 1],
    ] as const) {
      if (
        !pod?.spec?.nodeName ||
        pod.status?.phase === 'Succeeded' ||
        pod.status?.phase === 'Failed'
      )
        continue;
      const use = this.#useOf(pod.spec.nodeName);
      use.cpu += sign * requestOf(pod, 'cpu');
      use.memory += sign * requestOf(pod, 'memory');
      use.pods += sign;
      this.#usage.set(pod.spec.nodeName, use);
    }
  }

  #soon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#engine.clock.after(20, () => {
      this.#scheduled = false;
      for (const key of [...this.#waiting]) this.#place(key);
    });
  }

  #useOf(node: string): Use {
    return this.#usage.get(node) ?? { cpu: 0, memory: 0, pods: 0 };
  }

  /** The others are looked at only where they matter: there may be very many. */
  #companyOf(pod: Raw, nodes: Raw[]): Company | undefined {
    if (
      this.#apart.size === 0 &&
      !hasPodAffinity(pod) &&
      spreadConstraints(pod).length === 0 &&
      hostPorts(pod).length === 0
    )
      return undefined;
    const neighbours = new Neighbours(nodes, this.#client.list('pods'), () =>
      this.#client.list('namespaces'),
    );
    return {
      neighbours,
      spread: new TopologySpread(pod, neighbours),
      affinity: new PodAffinity(pod, neighbours),
    };
  }

  /** Asks in the order in which kube-scheduler does; the first refusal counts. */
  #refusal(
    pod: Raw,
    node: Raw,
    company: Company | undefined,
  ): Refusal | undefined {
    const never = (reason: string) => ({
      reasons: [reason],
      othersInTheWay: false,
    });
    if (
      node.spec?.unschedulable &&
      !tolerates(pod, {
        key: 'node.kubernetes.io/unschedulable',
        effect: 'NoSchedule',
      })
    )
      return never('node(s) were unschedulable');
    if (
      (node.spec?.taints ?? []).some(
        (t: Raw) => t.effect !== 'PreferNoSchedule' && !tolerates(pod, t),
      )
    )
      return never('node(s) had untolerated taint(s)');
    if (!matchesNode(pod, node))
      return never("node(s) didn't match Pod's node affinity/selector");
    const clashes = company?.neighbours.pods.some(
      other =>
        other.spec.nodeName === node.metadata.name && portsClash(pod, other),
    );
    if (clashes)
      return {
        reasons: ["node(s) didn't have free ports for the requested pod ports"],
        othersInTheWay: true,
      };
    return (
      this.#shortage(pod, node) ??
      company?.spread.refusal(node) ??
      company?.affinity.refusal(node)
    );
  }

  #shortage(pod: Raw, node: Raw): Refusal | undefined {
    const use = this.#useOf(node.metadata.name);
    const free = node.status?.allocatable ?? {};
    const reasons: string[] = [];
    let othersInTheWay = true;
    if (use.pods + 1 > quantityValue(free.pods)) reasons.push('Too many pods');
    for (const resource of ['cpu', 'memory'] as const) {
      const request = requestOf(pod, resource);
      const all = quantityValue(free[resource]) + 1e-9;
      if (request === 0 || use[resource] + request <= all) continue;
      reasons.push(`Insufficient ${resource}`);
      if (request > all) othersInTheWay = false;
    }
    return reasons.length > 0 ? { reasons, othersInTheWay } : undefined;
  }

  #place(key: string): void {
    const pod = this.#engine.store.get('pods', key) as Raw;
    if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) {
      this.#waiting.delete(key);
      return;
    }
    const nodes = this.#client.list('nodes');
    const company = this.#companyOf(pod, nodes);
    const refusals: Refusal[] = [];
    const fitting: Raw[] = [];
    for (const node of nodes) {
      const refusal = this.#refusal(pod, node, company);
      if (refusal) refusals.push(refusal);
      else fitting.push(node);
    }
    if (fitting.length === 0) {
      this.#unschedulable(pod, refusals);
      return;
    }
    const load = (n: Raw) => {
      const use = this.#useOf(n.metadata.name);
      return (
        use.cpu / quantityValue(n.status.allocatable.cpu) +
        use.memory / quantityValue(n.status.allocatable.memory) +
        use.pods / 1000
      );
    };
    const best = fitting.reduce((a, b) => (load(b) < load(a) ? b : a));
    this.bind(pod, best.metadata.name);
  }

  /** Puts a pod on a node. */
  bind(pod: Raw, node: string): void {
    this.#waiting.delete(`${pod.metadata.namespace}/${pod.metadata.name}`);
    const now = formatTime(this.#engine.clock.now());
    const conditions = [
      ...(pod.status?.conditions ?? []).filter(
        (c: Raw) => c.type !== 'PodScheduled',
      ),
      {
        type: 'PodScheduled',
        ...(pod.metadata.generation
          ? { observedGeneration: pod.metadata.generation }
          : {}),
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: now,
      },
    ];
    this.#client.event(
      pod,
      'Normal',
      'Scheduled',
      `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node}`,
      { action: 'Binding' },
    );
    this.#engine.store.put(
      'pods',
      `${pod.metadata.namespace}/${pod.metadata.name}`,
      {
        ...pod,
        spec: { ...pod.spec, nodeName: node },
        status: { ...pod.status, conditions },
      },
    );
  }

  #unschedulable(pod: Raw, refusals: Refusal[]): void {
    const count = refusals.length;
    const helpless = refusals.map(r =>
      r.othersInTheWay
        ? 'No preemption victims found for incoming pod'
        : 'Preemption is not helpful for scheduling',
    );
    const message =
      count === 0
        ? 'no nodes available to schedule pods'
        : `0/${count} nodes are available: ${counted(
            refusals.flatMap(r => r.reasons),
          )}. no new claims to deallocate, preemption: 0/${count} nodes are available: ${counted(
            helpless,
          )}.`;
    const old = (pod.status?.conditions ?? []).find(
      (c: Raw) => c.type === 'PodScheduled',
    );
    if (old?.message === message) return;
    const condition = {
      type: 'PodScheduled',
      ...(pod.metadata.generation
        ? { observedGeneration: pod.metadata.generation }
        : {}),
      status: 'False',
      lastProbeTime: null,
      lastTransitionTime: formatTime(this.#engine.clock.now()),
      reason: 'Unschedulable',
      message,
    };
    this.#client.event(pod, 'Warning', 'FailedScheduling', message, {
      action: 'Scheduling',
    });
    const conditions = [
      ...(pod.status?.conditions ?? []).filter(
        (c: Raw) => c.type !== 'PodScheduled',
      ),
      condition,
    ];
    this.#client.updateStatus('pods', pod, { ...pod.status, conditions });
  }
}
