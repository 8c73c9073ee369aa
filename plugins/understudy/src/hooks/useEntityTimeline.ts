import {
  type CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import type { AuditEntry } from '../audit/AuditEntry';
import { auditApiRef } from '../audit/auditApiRef';
import { mergeEntries } from '../audit/mergeEntries';
import { useAuditTail } from '../audit/useAuditTail';

const SHOWN = 20;

/** The last entries about one entity, and those that come in while somebody looks. */
export function useEntityTimeline(entity: CompoundEntityRef) {
  const api = useApi(auditApiRef);
  const { kind, namespace, name } = entity;
  const ref = stringifyEntityRef({ kind, namespace, name });
  const [arrived, setArrived] = useState<AuditEntry[]>([]);
  const page = useAsyncRetry(async () => {
    const found = await api.getTimeline(
      { kind, namespace, name },
      { limit: SHOWN },
    );
    setArrived([]);
    return { ...found, ref };
  }, [api, ref]);
  const current = page.value?.ref === ref ? page.value : undefined;
  const parameters = useMemo(() => ({ entityRef: [ref] }), [ref]);
  const onArrive = useCallback(
    (entry: AuditEntry) =>
      setArrived(before => mergeEntries([entry], before).slice(0, SHOWN)),
    [],
  );
  const tail = useAuditTail({
    parameters,
    after: current && current.size - 1,
    onArrive,
  });
  const items = useMemo(
    () => current && mergeEntries(arrived, current.items).slice(0, SHOWN),
    [arrived, current],
  );
  useEffect(() => setArrived([]), [ref]);
  return { items, error: page.error, retry: page.retry, tail, ref };
}
