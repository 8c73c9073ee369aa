import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { operatedKinds } from '../operatedKinds';

/** How many entities a page asks about one by one. */
const LIMIT = 10;

/** The first operated entities that belong to one of the given owners, and how many there are. */
export function useOwnedEntities(ownershipRefs: readonly string[] | undefined) {
  const catalogApi = useApi(catalogApiRef);
  const key = ownershipRefs?.join(' ');
  return useAsyncRetry(async () => {
    if (!key) {
      return undefined;
    }
    const { items, totalItems } = await catalogApi.queryEntities({
      filter: { kind: [...operatedKinds], 'relations.ownedBy': key.split(' ') },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
      orderFields: [{ field: 'metadata.name', order: 'asc' }],
      limit: LIMIT,
    });
    return { entities: items, more: totalItems - items.length };
  }, [catalogApi, key]);
}
