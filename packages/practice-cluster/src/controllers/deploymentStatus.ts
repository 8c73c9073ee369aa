import { Raw } from '../types';
import { formatTime } from '../util/time';
import { scaled } from './pods';

function count(sets: Raw[], field: string): number {
  return sets.reduce((n, rs) => n + (rs.status?.[field] ?? 0), 0);
}

interface Progress {
  status: Raw;
  /** When the deadline must be looked at again. */
  recheckMs?: number;
}

/** The status of a Deployment with its conditions Available and Progressing. */
export function deploymentStatus(
  deployment: Raw,
  current: Raw,
  sets: Raw[],
  now: number,
): Progress {
  const { spec } = deployment;
  const old: Raw = deployment.status ?? {};
  const replicas = count(sets, 'replicas');
  const available = count(sets, 'availableReplicas');
  const updated = current?.status?.replicas ?? 0;
  const time = formatTime(now);
  const find = (type: string) =>
    (old.conditions ?? []).find((c: Raw) => c.type === type);
  const make = (
    type: string,
    status: string,
    reason: string,
    message: string,
    touch = false,
  ): Raw => {
    const before = find(type);
    const same =
      before &&
      before.status === status &&
      before.reason === reason &&
      (before.message === message || !touch);
    return {
      type,
      status,
      lastUpdateTime: same ? before.lastUpdateTime : time,
      lastTransitionTime:
        before?.status === status ? before.lastTransitionTime : time,
      reason,
      message,
    };
  };
  const unavailable =
    spec.strategy.type === 'RollingUpdate'
      ? scaled(spec.strategy.rollingUpdate.maxUnavailable, spec.replicas, false)
      : 0;
  const minimum = available >= spec.replicas - unavailable;
  const availableCondition = minimum
    ? make(
        'Available',
        'True',
        'MinimumReplicasAvailable',
        'Deployment has minimum availability.',
      )
    : make(
        'Available',
        'False',
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
      );

  const complete =
    updated === spec.replicas &&
    replicas === spec.replicas &&
    available === spec.replicas &&
    old.observedGeneration !== undefined;
  const before = find('Progressing');
  const moved =
    updated !== (old.updatedReplicas ?? 0) ||
    available > (old.availableReplicas ?? 0) ||
    replicas < (old.replicas ?? 0) + 0;
  const deadline = (spec.progressDeadlineSeconds ?? 600) * 1000;
  let progressing: Raw = before;
  let recheckMs: number | undefined;
  if (spec.paused) {
    progressing =
      before?.reason === 'DeploymentPaused'
        ? before
        : make(
            'Progressing',
            'Unknown',
            'DeploymentPaused',
            'Deployment is paused',
          );
  } else if (current && complete) {
    progressing = make(
      'Progressing',
      'True',
      'NewReplicaSetAvailable',
      `ReplicaSet "${current.metadata.name}" has successfully progressed.`,
      true,
    );
  } else if (current) {
    const name = current.metadata.name;
    const stale =
      !before ||
      !before.message.includes(`"${name}"`) ||
      before.reason === 'NewReplicaSetAvailable' ||
      before.reason === 'DeploymentPaused';
    if (stale) {
      const isNew =
        !before ||
        before.reason !== 'NewReplicaSetAvailable' ||
        !before.message.includes(`"${name}"`);
      progressing = {
        ...make(
          'Progressing',
          'True',
          isNew && updated === 0 ? 'NewReplicaSetCreated' : 'ReplicaSetUpdated',
          isNew && updated === 0
            ? `Created new replica set "${name}"`
            : `ReplicaSet "${name}" is progressing.`,
        ),
        lastUpdateTime: time,
      };
    } else if (moved) {
      progressing = {
        ...make(
          'Progressing',
          'True',
          'ReplicaSetUpdated',
          `ReplicaSet "${name}" is progressing.`,
        ),
        lastUpdateTime: time,
      };
    } else if (
      before.reason !== 'ProgressDeadlineExceeded' &&
      Date.parse(before.lastUpdateTime) + deadline <= now
    ) {
      progressing = make(
        'Progressing',
        'False',
        'ProgressDeadlineExceeded',
        `ReplicaSet "${name}" has timed out progressing.`,
      );
    }
    if (progressing.reason !== 'ProgressDeadlineExceeded')
      recheckMs = Math.max(
        1000,
        Date.parse(progressing.lastUpdateTime) + deadline - now + 500,
      );
  }
  const failure = current?.status?.conditions?.find(
    (c: Raw) => c.type === 'ReplicaFailure',
  );
  return {
    status: {
      observedGeneration: deployment.metadata.generation,
      replicas,
      updatedReplicas: updated,
      readyReplicas: count(sets, 'readyReplicas'),
      availableReplicas: available,
      unavailableReplicas: Math.max(
        0,
        spec.replicas - available,
        replicas - available,
      ),
      terminatingReplicas: count(sets, 'terminatingReplicas'),
      conditions: [
        ...(minimum || old.observedGeneration !== undefined
          ? [availableCondition]
          : [availableCondition]),
        ...(failure
          ? [{ ...failure, lastUpdateTime: failure.lastTransitionTime }]
          : []),
        ...(progressing ? [progressing] : []),
      ],
      ...(old.collisionCount ? { collisionCount: old.collisionCount } : {}),
    },
    recheckMs,
  };
}
