import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ANNOTATION_KUBERNETES_ID } from '@understudy/plugin-understudy-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { operatedKinds } from '../operatedKinds';

/** How many entities a page asks about one by one. */
const LIMIT = 10;

const shape = {
  fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
  orderFields: [{ field: 'metadata.name', order: 'asc' as const }],
};

/** A system often bears the name of its main component, and the catalog sorts by one field only. */
function byNameThenKind(a: Entity, b: Entity): number {
  return (
    a.metadata.name.localeCompare(b.metadata.name, 'en-US') ||
    a.kind.localeCompare(b.kind, 'en-US')
  );
}

/** What belongs to somebody, and an entity worth opening first. */
export type OwnedEntities = {
  entities: Entity[];
  /** How many more there are. */
  more: number;
  /** One of their own, or else any component that says it runs somewhere. */
  suggestion?: Entity;
};

/** The first operated entities that belong to one of the given owners. */
export function useOwnedEntities(ownershipRefs: readonly string[] | undefined) {
  const catalogApi = useApi(catalogApiRef);
  const key = ownershipRefs?.join(' ');
  return useAsyncRetry(async (): Promise<OwnedEntities | undefined> => {
    if (key === undefined) {
      return undefined;
    }
    const owned = await catalogApi.queryEntities({
      ...shape,
      filter: operatedKinds.map(kind => ({
        kind,
        'relations.ownedBy': key.split(' '),
      })),
      limit: LIMIT,
    });
    const suggestions =
      owned.items.length > 0
        ? owned
        : await catalogApi.queryEntities({
            ...shape,
            filter: {
              kind: 'component',
              [`metadata.annotations.${ANNOTATION_KUBERNETES_ID}`]:
                CATALOG_FILTER_EXISTS,
            },
            limit: 1,
          });
    return {
      entities: [...owned.items].sort(byNameThenKind),
      more: owned.totalItems - owned.items.length,
      suggestion:
        suggestions.items.find(({ kind }) => kind === 'Component') ??
        suggestions.items[0],
    };
  }, [catalogApi, key]);
}
