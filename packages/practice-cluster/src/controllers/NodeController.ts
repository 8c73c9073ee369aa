import { Engine } from '../engine/Engine';
import { Kubelet } from '../kubelet/Kubelet';
import { Raw } from '../types';
import { formatMicroTime, formatTime } from '../util/time';
import { Controller } from './Controller';

const LEASES = 'leases.coordination.k8s.io';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** Marks nodes that went silent or were cordoned, and evicts from those that stay silent. */
export class NodeController extends Controller {
  readonly #kubelet: Kubelet;

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
      this.#evictLater(pod, name);
    }
  }

  #evictLater(pod: Raw, node: string): void {
    const toleration = (pod.spec.tolerations ?? []).find(
      (t: Raw) => t.key === UNREACHABLE,
    );
    const seconds = toleration ? toleration.tolerationSeconds : 0;
    if (seconds === undefined) return;
    this.engine.clock.after(seconds * 1000, () => {
      if (!this.#kubelet.isNodeDown(node)) return;
      const current = this.client.get(
        'pods',
        pod.metadata.namespace,
        pod.metadata.name,
      );
      if (current?.metadata.uid !== pod.metadata.uid) return;
      this.client.event(
        current,
        'Normal',
        'TaintManagerEviction',
        `Marking for deletion Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
        { component: 'taint-eviction-controller' },
      );
      this.client.delete('pods', current);
    });
  }
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
