import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  OperationError,
  type ActingIdentity,
  type OperationActor,
} from '@understudy/plugin-understudy-node';
import type { ImpersonationConfig } from '../config/ClusterConfig';

function refuse(cluster: string, why: string): OperationError {
  return new OperationError(
    'forbidden',
    `Understudy acts on the cluster ${cluster} in the name of people only, and ${why}`,
  );
}

/**
 * How a cluster calls a person of the catalog. Only users and groups of the
 * namespace `default` have a name by rule: a user of the same name in another
 * namespace is somebody else.
 */
export function mapPerson(options: {
  cluster: string;
  actor: OperationActor;
  config: ImpersonationConfig;
}): ActingIdentity {
  const { cluster, actor, config } = options;
  if (!actor.userEntityRef) {
    throw refuse(cluster, 'nobody asked for this');
  }
  const ref = parseEntityRef(actor.userEntityRef, { defaultKind: 'user' });
  const written = stringifyEntityRef(ref);
  const explicit = config.users.get(written);
  if (
    !explicit &&
    (ref.kind.toLocaleLowerCase('en') !== 'user' || ref.namespace !== 'default')
  ) {
    throw refuse(
      cluster,
      `${written} has no name there. Name it under impersonate.users of the cluster`,
    );
  }
  const name =
    explicit ?? `${config.usernamePrefix}${ref.name.toLocaleLowerCase('en')}`;
  const groups = (actor.groups ?? [])
    .map(group => parseEntityRef(group, { defaultKind: 'group' }))
    .filter(
      group =>
        group.kind.toLocaleLowerCase('en') === 'group' &&
        group.namespace === 'default',
    )
    .map(group => `${config.groupPrefix}${group.name.toLocaleLowerCase('en')}`)
    .sort();
  // The cluster's own parts are named so.
  for (const claimed of [name, ...groups]) {
    if (claimed.startsWith('system:')) {
      throw refuse(cluster, `${claimed} is a name of the cluster itself`);
    }
  }
  return {
    kind: 'person',
    name,
    groups: [...new Set(groups)],
    title: `${name}, by impersonation`,
  };
}
