import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { Raw } from '../types';
import { quantityValue } from '../util/quantity';
import { formatTime } from '../util/time';

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

function tolerates(pod: Raw, taint: Raw): boolean {
  return (pod.spec.tolerations ?? []).some(
    (t: Raw) =>
      (!t.effect || t.effect === taint.effect) &&
      (!t.key || t.key === taint.key) &&
      (t.operator === 'Exists' ||
        (t.key === taint.key && (t.value ?? '') === (taint.value ?? ''))),
  );
}

function matchesTerm(term: Raw, node: Raw): boolean {
  const labels = node.metadata.labels ?? {};
  return (term.matchExpressions ?? []).every((e: Raw) => {
    const value = labels[e.key];
    switch (e.operator) {
      case 'In':
        return value !== undefined && e.values.includes(value);
      case 'NotIn':
        return value === undefined || !e.values.includes(value);
      case 'Exists':
        return value !== undefined;
      default:
        return value === undefined;
    }
  });
}

/** Gives pods a node, or says why there is none. */
export class Scheduler {
  readonly #engine: Engine;
  readonly #client: SystemClient;
  readonly #waiting = new Set<string>();
  readonly #usage = new Map<
    string,
    { cpu: number; memory: number; pods: number }
  >();
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
      if (event.type === 'DELETED') {
        this.#waiting.delete(key);
        if (pod.spec.nodeName) this.#soon();
      } else if (!pod.spec.nodeName && !pod.metadata.deletionTimestamp) {
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
      const use = this.#usage.get(pod.spec.nodeName) ?? {
        cpu: 0,
        memory: 0,
        pods: 0,
      };
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

  #refusal(pod: Raw, node: Raw): string | undefined {
    if (
      node.spec?.unschedulable &&
      !tolerates(pod, {
        key: 'node.kubernetes.io/unschedulable',
        effect: 'NoSchedule',
      })
    )
      return 'node(s) were unschedulable';
    const taint = (node.spec?.taints ?? []).find(
      (t: Raw) => t.effect !== 'PreferNoSchedule' && !tolerates(pod, t),
    );
    if (taint)
      return `node(s) had untolerated taint {${taint.key}: ${
        taint.value ?? ''
      }}`;
    const affinity: Raw[] =
      pod.spec.affinity?.nodeAffinity
        ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ??
      [];
    const selected = Object.entries(pod.spec.nodeSelector ?? {}).every(
      ([k, v]) => node.metadata.labels?.[k] === v,
    );
    if (
      !selected ||
      (affinity.length > 0 && !affinity.some(t => matchesTerm(t, node)))
    )
      return "node(s) didn't match Pod's node affinity/selector";
    const use = this.#usage.get(node.metadata.name) ?? {
      cpu: 0,
      memory: 0,
      pods: 0,
    };
    const free = node.status?.allocatable ?? {};
    if (use.pods + 1 > quantityValue(free.pods)) return 'Too many pods';
    if (use.cpu + requestOf(pod, 'cpu') > quantityValue(free.cpu) + 1e-9)
      return 'Insufficient cpu';
    if (use.memory + requestOf(pod, 'memory') > quantityValue(free.memory))
      return 'Insufficient memory';
    return undefined;
  }

  #place(key: string): void {
    const pod = this.#engine.store.get('pods', key) as Raw;
    if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) {
      this.#waiting.delete(key);
      return;
    }
    const nodes = this.#client.list('nodes');
    const refusals = new Map<string, number>();
    const fitting: Raw[] = [];
    for (const node of nodes) {
      const why = this.#refusal(pod, node);
      if (why) refusals.set(why, (refusals.get(why) ?? 0) + 1);
      else fitting.push(node);
    }
    if (fitting.length === 0) {
      this.#unschedulable(pod, nodes.length, refusals);
      return;
    }
    const load = (n: Raw) => {
      const use = this.#usage.get(n.metadata.name) ?? {
        cpu: 0,
        memory: 0,
        pods: 0,
      };
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

  #unschedulable(pod: Raw, count: number, refusals: Map<string, number>): void {
    const parts = [...refusals].map(([why, n]) => `${n} ${why}`).sort();
    const fit = parts.some(p => /Insufficient|Too many/.test(p));
    const preemption = fit
      ? `${count} No preemption victims found for incoming pod`
      : `${count} Preemption is not helpful for scheduling`;
    const message =
      count === 0
        ? 'no nodes available to schedule pods'
        : `0/${count} nodes are available: ${parts.join(
            ', ',
          )}. preemption: 0/${count} nodes are available: ${preemption}.`;
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
    this.#client.event(pod, 'Warning', 'FailedScheduling', message);
    const conditions = [
      ...(pod.status?.conditions ?? []).filter(
        (c: Raw) => c.type !== 'PodScheduled',
      ),
      condition,
    ];
    this.#client.updateStatus('pods', pod, { ...pod.status, conditions });
  }
}
