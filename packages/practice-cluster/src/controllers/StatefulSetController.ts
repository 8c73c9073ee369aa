import { Engine } from '../engine/Engine';
import { Raw } from '../types';
import { canonicalJson, equalJson } from '../util/json';
import { safeHash } from '../util/random';
import { Controller, keyFor } from './Controller';
import { ensureRevision } from './revisions';
import { isActive, isAvailable, isReady, podFromTemplate } from './pods';

const STS = 'statefulsets.apps';

/** Keeps numbered pods in order. */
export class StatefulSetController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'statefulset-controller');
    this.watchOwn(STS);
    this.watchOwned('pods', 'StatefulSet');
  }

  protected reconcile(key: string): void {
    const set = this.read(STS, key);
    if (!set || set.metadata.deletionTimestamp) return;
    const revision = ensureRevision(
      this.engine,
      this.client,
      set,
      { spec: { template: { ...set.spec.template, $patch: 'replace' } } },
      safeHash(canonicalJson(set.spec.template)),
    );
    const pods = new Map(this.owned('pods', set).map(p => [ordinal(p), p]));
    const first = set.spec.ordinals?.start ?? 0;
    const wanted = set.spec.replicas ?? 1;
    const parallel = set.spec.podManagementPolicy === 'Parallel';
    let blocked = false;
    for (let i = first; i < first + wanted && (parallel || !blocked); i++) {
      const pod = pods.get(i);
      if (!pod) {
        this.#create(set, i, this.#revisionFor(set, i, revision));
        blocked = true;
      } else if (pod.metadata.deletionTimestamp || !isReady(pod)) {
        blocked = true;
        if (pod.status?.phase === 'Failed' && !pod.metadata.deletionTimestamp)
          this.client.delete('pods', pod);
      }
    }
    const surplus = [...pods.keys()]
      .filter(i => i >= first + wanted || i < first)
      .sort((a, b) => b - a);
    for (const i of parallel ? surplus : surplus.slice(0, blocked ? 0 : 1)) {
      const pod = pods.get(i)!;
      if (isActive(pod)) {
        this.client.delete('pods', pod);
        this.client.event(
          set,
          'Normal',
          'SuccessfulDelete',
          `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
        );
      }
    }
    if (!blocked && surplus.length === 0) this.#update(set, pods, revision);
    this.#report(set, revision);
  }

  #revisionFor(set: Raw, i: number, update: string): string {
    const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
    const current = set.status?.currentRevision;
    return current && i - (set.spec.ordinals?.start ?? 0) < partition
      ? current
      : update;
  }

  #create(set: Raw, i: number, revision: string): void {
    const name = `${set.metadata.name}-${i}`;
    for (const claim of set.spec.volumeClaimTemplates ?? []) {
      const claimName = `${claim.metadata.name}-${name}`;
      if (
        this.client.get(
          'persistentvolumeclaims',
          set.metadata.namespace,
          claimName,
        )
      )
        continue;
      this.client.create('persistentvolumeclaims', {
        ...claim,
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          ...claim.metadata,
          name: claimName,
          namespace: set.metadata.namespace,
          labels: {
            ...claim.metadata.labels,
            ...set.spec.selector.matchLabels,
          },
        },
      });
    }
    const labels = {
      'statefulset.kubernetes.io/pod-name': name,
      'controller-revision-hash': revision,
      'apps.kubernetes.io/pod-index': String(i),
    };
    const pod = podFromTemplate(set, set.spec.template, { name }, labels);
    const volumes = (set.spec.volumeClaimTemplates ?? []).map((c: Raw) => ({
      name: c.metadata.name,
      persistentVolumeClaim: { claimName: `${c.metadata.name}-${name}` },
    }));
    pod.spec = {
      ...pod.spec,
      hostname: name,
      ...(set.spec.serviceName ? { subdomain: set.spec.serviceName } : {}),
      volumes: [...(pod.spec.volumes ?? []), ...volumes],
    };
    if (pod.spec.volumes.length === 0) delete pod.spec.volumes;
    this.client.create('pods', pod);
    this.client.event(
      set,
      'Normal',
      'SuccessfulCreate',
      `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
    );
  }

  #update(set: Raw, pods: Map<number, Raw>, revision: string): void {
    if (set.spec.updateStrategy.type !== 'RollingUpdate') return;
    const partition =
      (set.spec.updateStrategy.rollingUpdate?.partition ?? 0) +
      (set.spec.ordinals?.start ?? 0);
    const old = [...pods.entries()]
      .sort((a, b) => b[0] - a[0])
      .find(
        ([i, p]) =>
          i >= partition &&
          p.metadata.labels?.['controller-revision-hash'] !== revision,
      );
    if (!old) return;
    this.client.delete('pods', old[1]);
    this.client.event(
      set,
      'Normal',
      'SuccessfulDelete',
      `delete Pod ${old[1].metadata.name} in StatefulSet ${set.metadata.name} successful`,
    );
  }

  #report(set: Raw, revision: string): void {
    const pods = this.owned('pods', set).filter(
      p => !p.metadata.deletionTimestamp,
    );
    const of = (r: string) =>
      pods.filter(p => p.metadata.labels?.['controller-revision-hash'] === r)
        .length;
    const ready = pods.filter(isReady);
    const done =
      of(revision) === (set.spec.replicas ?? 1) &&
      ready.length === (set.spec.replicas ?? 1);
    const currentRevision = done
      ? revision
      : set.status?.currentRevision ?? revision;
    const status = {
      observedGeneration: set.metadata.generation,
      replicas: pods.length,
      readyReplicas: ready.length,
      currentReplicas: of(currentRevision),
      updatedReplicas: of(revision),
      currentRevision,
      updateRevision: revision,
      collisionCount: set.status?.collisionCount ?? 0,
      availableReplicas: pods.filter(p =>
        isAvailable(p, set.spec.minReadySeconds ?? 0, this.now()),
      ).length,
    };
    if (!equalJson(status, set.status))
      this.client.updateStatus(STS, this.read(STS, keyFor(set)) ?? set, status);
  }
}

function ordinal(pod: Raw): number {
  return Number(pod.metadata.name.split('-').pop());
}
