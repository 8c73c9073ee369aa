import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { evidenceApiRef } from './evidenceApiRef';

const LOOK_AGAIN_MS = 1_500;

/** The packages of evidence; asks again while one is being made. */
export function useEvidence() {
  const api = useApi(evidenceApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    () => api.listExports(),
    [api],
  );
  const busy = value?.some(
    ({ state }) => state === 'waiting' || state === 'running',
  );
  useEffect(() => {
    if (!busy || loading) {
      return undefined;
    }
    const timer = setTimeout(retry, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [busy, loading, retry]);
  return { exports: value, error, retry };
}
