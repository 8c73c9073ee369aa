import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { reviewApiRef } from '../reviews/reviewApiRef';
import type { ReviewParameters } from '../reviews/ReviewTypes';

/** What was flagged for review. */
export function useFlags(parameters: ReviewParameters) {
  const api = useApi(reviewApiRef);
  const key = JSON.stringify(parameters);
  return useAsyncRetry(() => api.listFlags(JSON.parse(key)), [api, key]);
}
