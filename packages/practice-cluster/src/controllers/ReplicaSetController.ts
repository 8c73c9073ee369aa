import { Engine } from '../engine/Engine';
import { controllerRef } from '../engine/SystemClient';
import { StatusError } from '../status/StatusError';
import { Raw } from '../types';
import { formatTime } from '../util/time';
import { selectorMatches } from '../validation/selector';
import { Controller, keyFor } from './Controller';
import {
  byDisposability,
  isActive,
  isAvailable,
  isReady,
  podFromTemplate,
} from './pods';

const RS = 'replicasets.apps';

/** Keeps as many pods as a ReplicaSet asks for. */
export class ReplicaSetController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'replicaset-controller');
    this.watchOwn(RS);
    this.watchOwned('pods', 'ReplicaSet');
    // A pod that nobody controls may be what one of them is missing.
    engine.store.listen('pods', ({ type, object }) => {
      if (type === 'DELETED' || object.metadata.ownerReferences?.length) return;
      for (const rs of engine.list(RS, object.metadata.namespace))
        this.enqueue(keyFor(rs));
    });
  }

  protected reconcile(key: string): void {
    const rs = this.read(RS, key);
    if (!rs) return;
    if (!rs.metadata.deletionTimestamp) this.#claim(rs);
    const pods = this.owned('pods', rs).filter(isActive);
    let failure: Raw;
    if (!rs.metadata.deletionTimestamp) failure = this.#scale(rs, pods);
    const now = this.owned('pods', rs).filter(isActive);
    const min = rs.spec.minReadySeconds ?? 0;
    const conditions: Raw[] = (rs.status?.conditions ?? []).filter(
      (c: Raw) => c.type !== 'ReplicaFailure',
    );
    if (failure) conditions.push(failure);
    const ready = now.filter(isReady);
    const available = ready.filter(p => isAvailable(p, min, this.now()));
    const terminating = this.owned('pods', rs).filter(
      p => p.metadata.deletionTimestamp,
    ).length;
    const labels = Object.entries(
      (rs.spec.template.metadata?.labels ?? {}) as Record<string, string>,
    );
    const status = {
      replicas: now.length,
      fullyLabeledReplicas: now.filter(p =>
        labels.every(([k, v]) => p.metadata.labels?.[k] === v),
      ).length,
      readyReplicas: ready.length,
      availableReplicas: available.length,
      terminatingReplicas: terminating,
      observedGeneration: rs.metadata.generation,
      conditions,
    };
    if (ready.length > available.length) this.enqueue(key, min * 1000 + 50);
    this.client.updateStatus(RS, rs, status);
  }

  /** Lets go of pods that its selector no longer means, and takes in those that it does. */
  #claim(rs: Raw): void {
    for (const pod of this.client.list('pods', rs.metadata.namespace)) {
      const owners: Raw[] = pod.metadata.ownerReferences ?? [];
      const controller = owners.find(o => o.controller);
      const isMeant = selectorMatches(
        rs.spec.selector,
        pod.metadata.labels ?? {},
      );
      let next: Raw[] | undefined;
      if (controller?.uid === rs.metadata.uid && !isMeant)
        next = owners.filter(o => o !== controller);
      else if (!controller && isMeant && isActive(pod))
        next = [...owners, controllerRef(rs)];
      if (next)
        this.client.update('pods', pod, {
          ...pod,
          metadata: { ...pod.metadata, ownerReferences: next },
        });
    }
  }

  #scale(rs: Raw, pods: Raw[]): Raw {
    const wanted = rs.spec.replicas ?? 1;
    if (pods.length > wanted) {
      for (const pod of [...pods]
        .sort(byDisposability)
        .slice(0, pods.length - wanted)) {
        this.client.delete('pods', pod);
        this.client.event(
          rs,
          'Normal',
          'SuccessfulDelete',
          `Deleted pod: ${pod.metadata.name}`,
        );
      }
    }
    for (let i = pods.length; i < wanted; i++) {
      try {
        const pod = this.client.create(
          'pods',
          podFromTemplate(rs, rs.spec.template, {
            generateName: `${rs.metadata.name}-`,
          }),
        );
        this.client.event(
          rs,
          'Normal',
          'SuccessfulCreate',
          `Created pod: ${pod.metadata.name}`,
        );
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        this.client.event(
          rs,
          'Warning',
          'FailedCreate',
          `Error creating: ${error.message}`,
        );
        this.enqueue(keyFor(rs), 5000);
        return {
          type: 'ReplicaFailure',
          status: 'True',
          lastTransitionTime: formatTime(this.now()),
          reason: 'FailedCreate',
          message: error.message,
        };
      }
    }
    return undefined;
  }
}
