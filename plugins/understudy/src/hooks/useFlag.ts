import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { reviewApiRef } from '../reviews/reviewApiRef';

/** One flag with all that was done about it. */
export function useFlag(flagId: string) {
  const api = useApi(reviewApiRef);
  return useAsyncRetry(() => api.getFlag(flagId), [api, flagId]);
}
