import { Engine } from '../engine/Engine';
import { controllerRef } from '../engine/SystemClient';
import { Raw } from '../types';
import { canonicalJson, cloneJson, equalJson } from '../util/json';
import { safeHash } from '../util/random';
import { Controller, keyFor } from './Controller';
import { deploymentStatus } from './deploymentStatus';
import { scaled } from './pods';

const DEPLOYMENTS = 'deployments.apps';
const RS = 'replicasets.apps';
const HASH = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';
const SKIPPED = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
]);

/** Rolls ReplicaSets forward and back as a Deployment asks. */
export class DeploymentController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'deployment-controller');
    this.watchOwn(DEPLOYMENTS);
    this.watchOwned(RS, 'Deployment');
  }

  protected reconcile(key: string): void {
    const deployment = this.read(DEPLOYMENTS, key);
    if (!deployment || deployment.metadata.deletionTimestamp) return;
    const sets = this.owned(RS, deployment);
    let current = sets.find(rs =>
      equalJson(withoutHash(rs.spec.template), deployment.spec.template),
    );
    if (deployment.spec.paused) {
      if (current)
        this.#resize(
          deployment,
          current,
          deployment.spec.replicas - sum(sets.filter(s => s !== current)),
        );
    } else {
      current = this.#ensureCurrent(deployment, sets, current);
      const old = this.owned(RS, deployment).filter(
        rs => rs.metadata.uid !== current.metadata.uid,
      );
      if (deployment.spec.strategy.type === 'Recreate')
        this.#recreate(deployment, current, old);
      else this.#roll(deployment, current, old);
      this.#tidy(deployment, current);
    }
    const after = this.owned(RS, deployment);
    const latest = current && this.read(RS, keyFor(current));
    const fresh = this.read(DEPLOYMENTS, key);
    if (!fresh) return;
    const { status, recheckMs } = deploymentStatus(
      fresh,
      latest,
      after,
      this.now(),
    );
    if (recheckMs !== undefined) this.enqueue(key, recheckMs);
    this.client.updateStatus(DEPLOYMENTS, fresh, status);
  }

  #ensureCurrent(deployment: Raw, sets: Raw[], found: Raw): Raw {
    const highest = Math.max(0, ...sets.map(revisionOf));
    let current = found;
    if (!current) {
      const hash = safeHash(
        canonicalJson(deployment.spec.template) +
          (deployment.status?.collisionCount ?? ''),
      );
      const template = cloneJson(deployment.spec.template);
      template.metadata = {
        ...template.metadata,
        labels: { ...template.metadata?.labels, [HASH]: hash },
      };
      current = this.client.create(RS, {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name: `${deployment.metadata.name}-${hash}`,
          namespace: deployment.metadata.namespace,
          labels: template.metadata.labels,
          annotations: this.#annotations(deployment, {}, highest + 1),
          ownerReferences: [controllerRef(deployment)],
        },
        spec: {
          replicas: 0,
          ...(deployment.spec.minReadySeconds
            ? { minReadySeconds: deployment.spec.minReadySeconds }
            : {}),
          selector: {
            ...deployment.spec.selector,
            matchLabels: {
              ...deployment.spec.selector.matchLabels,
              [HASH]: hash,
            },
          },
          template,
        },
      });
    } else {
      const others = Math.max(
        0,
        ...sets.filter(s => s !== current).map(revisionOf),
      );
      const revision = Math.max(
        revisionOf(current),
        others + (sets.length > 1 ? 1 : 0),
      );
      const annotations = this.#annotations(
        deployment,
        current.metadata.annotations ?? {},
        revision,
      );
      if (!equalJson(annotations, current.metadata.annotations)) {
        current = this.client.update(RS, current, {
          ...current,
          metadata: { ...current.metadata, annotations },
        });
      }
    }
    const wanted = current.metadata.annotations[REVISION];
    if (deployment.metadata.annotations?.[REVISION] !== wanted) {
      const fresh = this.read(DEPLOYMENTS, keyFor(deployment));
      this.client.updateStatus(DEPLOYMENTS, fresh, fresh.status, {
        ...fresh.metadata.annotations,
        [REVISION]: wanted,
      });
    }
    return current;
  }

  #annotations(deployment: Raw, old: Raw, revision: number): Raw {
    const copied = Object.fromEntries(
      Object.entries(deployment.metadata.annotations ?? {}).filter(
        ([k]) => !SKIPPED.has(k),
      ),
    );
    const before = old[REVISION];
    const history: string[] =
      old['deployment.kubernetes.io/revision-history']?.split(',') ?? [];
    if (before && before !== String(revision)) history.push(before);
    const surge =
      deployment.spec.strategy.type === 'RollingUpdate'
        ? scaled(
            deployment.spec.strategy.rollingUpdate.maxSurge,
            deployment.spec.replicas,
            true,
          )
        : 0;
    return {
      ...copied,
      'deployment.kubernetes.io/desired-replicas': String(
        deployment.spec.replicas,
      ),
      'deployment.kubernetes.io/max-replicas': String(
        deployment.spec.replicas + surge,
      ),
      [REVISION]: String(revision),
      ...(history.length > 0
        ? { 'deployment.kubernetes.io/revision-history': history.join(',') }
        : {}),
    };
  }

  #resize(deployment: Raw, set: Raw, replicas: number): void {
    const rs = this.read(RS, keyFor(set));
    const wanted = Math.max(0, replicas);
    const before = rs?.spec.replicas ?? 0;
    if (!rs || before === wanted) return;
    this.client.update(RS, rs, {
      ...rs,
      spec: { ...rs.spec, replicas: wanted },
    });
    const direction = wanted > before ? 'up' : 'down';
    const message =
      before === 0 && direction === 'up'
        ? `Scaled up replica set ${rs.metadata.name} from 0 to ${wanted}`
        : `Scaled ${direction} replica set ${rs.metadata.name} from ${before} to ${wanted}`;
    this.client.event(deployment, 'Normal', 'ScalingReplicaSet', message);
  }

  #recreate(deployment: Raw, current: Raw, old: Raw[]): void {
    old.forEach(rs => this.#resize(deployment, rs, 0));
    const left = old.flatMap(rs => this.owned('pods', rs));
    if (left.length === 0)
      this.#resize(deployment, current, deployment.spec.replicas);
    else this.enqueue(keyFor(deployment), 500);
  }

  #roll(deployment: Raw, current: Raw, old: Raw[]): void {
    const wanted = deployment.spec.replicas;
    const { rollingUpdate } = deployment.spec.strategy;
    const surge = scaled(rollingUpdate.maxSurge, wanted, true);
    let unavailable = scaled(rollingUpdate.maxUnavailable, wanted, false);
    if (surge === 0 && unavailable === 0) unavailable = 1;
    const total = sum([...old, current]);
    const live = old.filter(rs => rs.spec.replicas > 0);
    if (live.length === 0) {
      this.#resize(deployment, current, wanted);
      return;
    }
    const mine = current.spec.replicas ?? 0;
    if (mine < wanted) {
      const room = wanted + surge - total;
      if (room > 0)
        this.#resize(deployment, current, Math.min(wanted, mine + room));
    } else if (mine > wanted) {
      this.#resize(deployment, current, wanted);
    }
    const fresh = this.read(RS, keyFor(current));
    const newUnavailable =
      (fresh.spec.replicas ?? 0) - (fresh.status?.availableReplicas ?? 0);
    const all = sum([...live, fresh]);
    let spare = all - (wanted - unavailable) - newUnavailable;
    if (spare <= 0) return;
    const sorted = [...live].sort((a, b) => revisionOf(a) - revisionOf(b));
    for (const rs of sorted) {
      if (spare <= 0) break;
      const unhealthy = Math.max(
        0,
        rs.spec.replicas - (rs.status?.availableReplicas ?? 0),
      );
      const drop = Math.min(spare, unhealthy);
      if (drop > 0) {
        this.#resize(deployment, rs, rs.spec.replicas - drop);
        spare -= drop;
      }
    }
    let available =
      [...live, fresh].reduce(
        (n, rs) =>
          n + (this.read(RS, keyFor(rs))?.status?.availableReplicas ?? 0),
        0,
      ) -
      (wanted - unavailable);
    for (const rs of sorted) {
      const now = this.read(RS, keyFor(rs));
      if (available <= 0 || !now || now.spec.replicas === 0) continue;
      const drop = Math.min(available, now.spec.replicas);
      this.#resize(deployment, now, now.spec.replicas - drop);
      available -= drop;
    }
  }

  #tidy(deployment: Raw, current: Raw): void {
    const limit = deployment.spec.revisionHistoryLimit ?? 10;
    const idle = this.owned(RS, deployment)
      .filter(
        rs =>
          rs.metadata.uid !== current.metadata.uid &&
          rs.spec.replicas === 0 &&
          !(rs.status?.replicas > 0) &&
          !rs.metadata.deletionTimestamp,
      )
      .sort((a, b) => revisionOf(a) - revisionOf(b));
    for (const rs of idle.slice(0, Math.max(0, idle.length - limit)))
      this.client.delete(RS, rs);
  }
}

function sum(sets: Raw[]): number {
  return sets.reduce((n, rs) => n + (rs.spec.replicas ?? 0), 0);
}

function revisionOf(rs: Raw): number {
  return Number(rs.metadata.annotations?.[REVISION] ?? 0);
}

function withoutHash(template: Raw): Raw {
  const { [HASH]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}
