import { Engine } from '../engine/Engine';
import { Kubelet } from '../kubelet/Kubelet';
import { Raw } from '../types';
import { isFor } from '../scheduler/tolerates';
import { formatMicroTime, formatTime } from '../util/time';
import { Controller } from './Controller';

const LEASES = 'leases.coordination.k8s.io';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** Marks nodes that went silent or were cordoned, and evicts from those that stay silent. */
export class NodeController extends Controller {
  readonly #kubelet: Kubelet;
  /** The uids of pods whose patience with a taint runs out. */
  readonly #doomed = new Set<string>();

  constructor(engine: Engine, kubelet: Kubelet) {
    super(engine, 'node-controller');
    this.#kubelet = kubelet;
    this.watchOwn('nodes');
    this.#renewLeases();
  }

  /** Nodes that report renew their leases, as long as someone could look. */
  #renewLeases(): void {
    const { clock } = this.engine;
    clock.after(clock.playsPast ? 3_600_000 : 30_000, () => {
      for (const lease of this.client.list(LEASES, 'kube-node-lease')) {
        if (this.#kubelet.isNodeDown(lease.metadata.name)) continue;
        const spec = { ...lease.spec, renewTime: formatMicroTime(clock.now()) };
        this.client.update(LEASES, lease, { ...lease, spec });
      }
      this.#renewLeases();
    });
  }

  protected reconcile(name: string): void {
    const node = this.read('nodes', name);
    if (!node) {
      for (const pod of this.engine.list('pods') as Raw[])
        if (pod.spec.nodeName === name)
          this.engine.store.remove(
            'pods',
            `${pod.metadata.namespace}/${pod.metadata.name}`,
          );
      return;
    }
    const taints: Raw[] = node.spec?.taints ?? [];
    const wanted = taints.filter(t => t.key !== UNSCHEDULABLE);
    if (node.spec?.unschedulable)
      wanted.push(
        taints.find(t => t.key === UNSCHEDULABLE) ?? {
          key: UNSCHEDULABLE,
          effect: 'NoSchedule',
          timeAdded: formatTime(this.now()),
        },
      );
    const ready = (node.status?.conditions ?? []).find(
      (c: Raw) => c.type === 'Ready',
    );
    if (
      ready &&
      ready.status !== 'True' &&
      !wanted.some(t => t.key === UNREACHABLE)
    ) {
      wanted.push(
        {
          key: UNREACHABLE,
          effect: 'NoSchedule',
          timeAdded: formatTime(this.now()),
        },
        {
          key: UNREACHABLE,
          effect: 'NoExecute',
          timeAdded: formatTime(this.now()),
        },
      );
    }
    const final =
      ready?.status === 'True'
        ? wanted.filter(
            t =>
              t.key !== UNREACHABLE && t.key !== 'node.kubernetes.io/not-ready',
          )
        : wanted;
    if (JSON.stringify(final) !== JSON.stringify(taints)) {
      this.client.update('nodes', node, {
        ...node,
        spec: { ...node.spec, taints: final.length > 0 ? final : undefined },
      });
    }
    this.#evictFrom({ ...node, spec: { ...node.spec, taints: final } });
  }

  /** Takes a node off the network or brings it back. */
  setDown(name: string, down: boolean): void {
    const node = this.read('nodes', name);
    if (!node) return;
    this.#kubelet.setNodeDown(name, down);
    const time = formatTime(this.now());
    const conditions = (node.status.conditions ?? []).map((c: Raw) =>
      down
        ? {
            ...c,
            status: 'Unknown',
            reason: 'NodeStatusUnknown',
            message: 'Kubelet stopped posting node status.',
            lastTransitionTime: time,
          }
        : {
            ...c,
            status: c.type === 'Ready' ? 'True' : 'False',
            lastTransitionTime: time,
            lastHeartbeatTime: time,
            ...reasonOf(c.type),
          },
    );
    this.client.updateStatus('nodes', node, { ...node.status, conditions });
    this.client.event(
      node,
      'Normal',
      down ? 'NodeNotReady' : 'NodeReady',
      `Node ${name} status is now: ${down ? 'NodeNotReady' : 'NodeReady'}`,
    );
    if (!down) return;
    for (const pod of this.engine.list('pods') as Raw[]) {
      if (pod.spec.nodeName !== name || !pod.status?.conditions) continue;
      const marked = pod.status.conditions.map((c: Raw) =>
        c.type === 'Ready'
          ? { ...c, status: 'False', lastTransitionTime: time }
          : c,
      );
      this.client.updateStatus('pods', pod, {
        ...pod.status,
        conditions: marked,
      });
      this.client.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
    }
  }

  /** Evicts what does not tolerate a taint, at once or when its patience is over. */
  #evictFrom(node: Raw): void {
    const taints = evictingTaints(node);
    if (taints.length === 0) return;
    for (const pod of this.engine.list('pods') as Raw[]) {
      if (pod.spec.nodeName !== node.metadata.name) continue;
      const seconds = patience(pod, taints);
      const { uid } = pod.metadata;
      if (
        seconds === undefined ||
        pod.metadata.deletionTimestamp ||
        this.#doomed.has(uid)
      )
        continue;
      this.#doomed.add(uid);
      this.engine.clock.after(seconds * 1000, () => {
        this.#doomed.delete(uid);
        this.#evict(pod);
      });
    }
  }

  #evict(pod: Raw): void {
    const { namespace, name, uid } = pod.metadata;
    const current = this.client.get('pods', namespace, name);
    const node = this.read('nodes', pod.spec.nodeName);
    if (current?.metadata.uid !== uid || !node) return;
    if (patience(current, evictingTaints(node)) === undefined) return;
    this.client.event(
      current,
      'Normal',
      'TaintManagerEviction',
      `Marking for deletion Pod ${namespace}/${name}`,
      { component: 'taint-eviction-controller' },
    );
    this.client.delete('pods', current);
  }
}

function evictingTaints(node: Raw): Raw[] {
  return (node.spec?.taints ?? []).filter((t: Raw) => t.effect === 'NoExecute');
}

/** For how many seconds a pod bears taints; undefined for ever. */
function patience(pod: Raw, taints: Raw[]): number | undefined {
  const limits: (number | undefined)[] = taints.map(taint => {
    const tolerations = (pod.spec.tolerations ?? []).filter((t: Raw) =>
      isFor(t, taint),
    );
    if (tolerations.length === 0) return 0;
    const given = tolerations
      .map((t: Raw) => t.tolerationSeconds)
      .filter((t: Raw) => typeof t === 'number');
    return given.length > 0 ? Math.max(0, Math.min(...given)) : undefined;
  });
  const finite = limits.filter((l): l is number => l !== undefined);
  return finite.length > 0 ? Math.min(...finite) : undefined;
}

function reasonOf(type: string): Raw {
  switch (type) {
    case 'Ready':
      return {
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
      };
    case 'MemoryPressure':
      return {
        reason: 'KubeletHasSufficientMemory',
        message: 'kubelet has sufficient memory available',
      };
    case 'DiskPressure':
      return {
        reason: 'KubeletHasNoDiskPressure',
        message: 'kubelet has no disk pressure',
      };
    default:
      return {
        reason: 'KubeletHasSufficientPID',
        message: 'kubelet has sufficient PID available',
      };
  }
}
