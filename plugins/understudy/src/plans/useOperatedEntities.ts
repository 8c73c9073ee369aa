import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { operatedKinds } from '../operatedKinds';

const LIMIT = 500;

/** Everything in the catalog that a plan can be for, by title. */
export function useOperatedEntities() {
  const catalogApi = useApi(catalogApiRef);
  return useAsyncRetry(async () => {
    const { items } = await catalogApi.queryEntities({
      filter: operatedKinds.map(kind => ({ kind })),
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
      orderFields: [{ field: 'metadata.name', order: 'asc' }],
      limit: LIMIT,
    });
    return items.map(entity => ({
      entityRef: stringifyEntityRef(entity),
      title: entity.metadata.title ?? entity.metadata.name,
      kind: entity.kind,
    }));
  }, [catalogApi]);
}
