import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { understudyApiRef } from '../api';

/** The state of every health check. */
export function useHealth() {
  const api = useApi(understudyApiRef);
  return useAsyncRetry(() => api.getHealth(), [api]);
}
