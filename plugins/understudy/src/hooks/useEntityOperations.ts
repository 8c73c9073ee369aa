import type { CompoundEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { understudyApiRef } from '../api';

/** What is known about operating one entity. */
export function useEntityOperations(entity: CompoundEntityRef) {
  const api = useApi(understudyApiRef);
  const { kind, namespace, name } = entity;
  return useAsyncRetry(
    () => api.getEntityOperations({ kind, namespace, name }),
    [api, kind, namespace, name],
  );
}
