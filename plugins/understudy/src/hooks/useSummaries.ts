import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { reviewApiRef } from '../reviews/reviewApiRef';

/** The daily summaries, the newest first. */
export function useSummaries(before: string | undefined) {
  const api = useApi(reviewApiRef);
  return useAsyncRetry(() => api.listSummaries({ before }), [api, before]);
}
