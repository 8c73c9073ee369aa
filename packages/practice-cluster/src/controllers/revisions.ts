import { Engine } from '../engine/Engine';
import { controllerRef, SystemClient } from '../engine/SystemClient';
import { Raw } from '../types';

const REVISIONS = 'controllerrevisions.apps';

/** Keeps the history of a StatefulSet or DaemonSet; returns the name or hash of the present revision. */
export function ensureRevision(
  engine: Engine,
  client: SystemClient,
  owner: Raw,
  data: Raw,
  hash: string,
): string {
  const own = engine
    .list(REVISIONS, owner.metadata.namespace)
    .filter(r =>
      r.metadata.ownerReferences?.some(o => o.uid === owner.metadata.uid),
    ) as Raw[];
  const name = `${owner.metadata.name}-${hash}`;
  const highest = Math.max(0, ...own.map(r => r.revision));
  const found = own.find(r => r.metadata.name === name);
  if (!found) {
    client.create(REVISIONS, {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name,
        namespace: owner.metadata.namespace,
        labels: {
          ...owner.spec.template.metadata?.labels,
          'controller.kubernetes.io/hash': hash,
        },
        ...(owner.metadata.annotations
          ? { annotations: owner.metadata.annotations }
          : {}),
        ownerReferences: [controllerRef(owner)],
      },
      data,
      revision: highest + 1,
    });
  } else if (found.revision !== highest) {
    client.update(REVISIONS, found, { ...found, revision: highest + 1 });
  }
  return name;
}
