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
import { useMyPermissions } from './useMyPermissions';

const SHOWN = 20;

/**
 * The last entries about one entity, and those that come in while somebody
 * looks. Asks for nothing that the person may not see: the card is on pages that
 * everybody opens, and each refusal would be recorded as a denial.
 */
export function useEntityTimeline(entity: CompoundEntityRef) {
  const api = useApi(auditApiRef);
  const { kind, namespace, name } = entity;
  const ref = stringifyEntityRef({ kind, namespace, name });
  const [arrived, setArrived] = useState<AuditEntry[]>([]);
  const mine = useMyPermissions();
  const read = mine.value?.permissions.find(
    ({ name: permission }) => permission === 'understudy.read',
  );
  const mayAsk = mine.value !== undefined && read?.allowed !== false;
  const page = useAsyncRetry(async () => {
    if (!mayAsk) {
      return undefined;
    }
    const found = await api.getTimeline(
      { kind, namespace, name },
      { limit: SHOWN },
    );
    setArrived([]);
    return { ...found, ref };
  }, [api, ref, mayAsk]);
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
  return {
    items,
    scope: current?.scope,
    /** Why the person may not see any of it, if so. */
    denied: read?.allowed === false ? read.reason : undefined,
    error: mine.error ?? page.error,
    retry: mine.error ? mine.retry : page.retry,
    tail,
    ref,
  };
}
