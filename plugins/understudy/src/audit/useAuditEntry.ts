import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { auditApiRef } from './auditApiRef';

/** One entry with what belongs to it. */
export function useAuditEntry(id: string) {
  const api = useApi(auditApiRef);
  return useAsyncRetry(() => api.getEntry(id), [api, id]);
}
