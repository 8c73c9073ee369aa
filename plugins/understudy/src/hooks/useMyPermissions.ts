import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { understudyApiRef } from '../api';

/** What the signed-in person may do. */
export function useMyPermissions() {
  const api = useApi(understudyApiRef);
  return useAsyncRetry(() => api.getMyPermissions(), [api]);
}
