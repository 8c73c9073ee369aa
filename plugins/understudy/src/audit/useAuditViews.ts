import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { auditApiRef } from './auditApiRef';
import { type AuditSearch, queryOf } from './AuditSearch';

/** The saved views, mine and those that are shared with me. */
export function useAuditViews() {
  const api = useApi(auditApiRef);
  const { value, retry } = useAsyncRetry(() => api.listViews(), [api]);
  const save = useCallback(
    async (name: string, shared: boolean, search: AuditSearch) => {
      await api.createView({ name, shared, query: queryOf(search) });
      retry();
    },
    [api, retry],
  );
  const remove = useCallback(
    async (id: string) => {
      await api.deleteView(id);
      retry();
    },
    [api, retry],
  );
  return { views: value ?? [], save, remove };
}
