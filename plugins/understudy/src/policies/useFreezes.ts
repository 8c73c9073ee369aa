import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { policyApiRef } from './policyApiRef';

/** What is frozen, and whether one may change that. */
export function useFreezes() {
  const api = useApi(policyApiRef);
  return useAsyncRetry(() => api.listFreezes(), [api]);
}
