import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { planApiRef } from './planApiRef';

/** What plans can be made of, and where. */
export function useOperations() {
  const api = useApi(planApiRef);
  return useAsyncRetry(async () => {
    const [operations, clusters] = await Promise.all([
      api.listOperations(),
      api.listClusters(),
    ]);
    return { operations, clusters };
  }, [api]);
}
