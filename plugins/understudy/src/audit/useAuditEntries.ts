import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import type { AuditEntry } from './AuditEntry';
import { auditApiRef } from './auditApiRef';
import { type AuditSearch, parametersOf } from './AuditSearch';
import { mergeEntries } from './mergeEntries';
import { type TailState, useAuditTail } from './useAuditTail';

const PAGE = 50;

/** One page of entries, newest first, with what came in since. */
export function useAuditEntries(search: AuditSearch) {
  const api = useApi(auditApiRef);
  const [turn, setTurn] = useState(0);
  const [cursors, setCursors] = useState<string[]>([]);
  const [arrived, setArrived] = useState<AuditEntry[]>([]);
  const [held, setHeld] = useState<AuditEntry[]>([]);
  const [live, setLive] = useState(true);

  // The same span for every page of a search, counted from when it began.
  const parameters = useMemo(
    () => parametersOf(search, new Date()),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [search, turn],
  );
  useEffect(() => setCursors([]), [parameters]);
  const cursor = cursors[cursors.length - 1];

  const page = useAsyncRetry(async () => {
    const found = await api.listEntries({ ...parameters, limit: PAGE, cursor });
    setArrived([]);
    setHeld([]);
    return { ...found, parameters, cursor };
  }, [api, parameters, cursor]);
  const current =
    page.value?.parameters === parameters && page.value.cursor === cursor
      ? page.value
      : undefined;

  const onArrive = useCallback(
    (entry: AuditEntry) =>
      (live ? setArrived : setHeld)(before => mergeEntries([entry], before)),
    [live],
  );
  const follows =
    cursor === undefined &&
    (search.range.last !== undefined || search.range.to === undefined);
  const tail: TailState = useAuditTail({
    parameters,
    // What the first page has not got yet, also while it was on its way.
    after: follows && current ? current.size - 1 : undefined,
    onArrive,
  });

  const items = useMemo(
    () => current && mergeEntries(arrived, current.items),
    [arrived, current],
  );
  const setLiveAndShow = useCallback(
    (next: boolean) => {
      setLive(next);
      if (next) {
        setArrived(before => mergeEntries(held, before));
        setHeld([]);
      }
    },
    [held],
  );
  const refresh = useCallback(() => setTurn(before => before + 1), []);
  const older = useCallback(
    () =>
      setCursors(before =>
        current?.nextCursor ? [...before, current.nextCursor] : before,
      ),
    [current],
  );
  const newer = useCallback(
    () => setCursors(before => before.slice(0, -1)),
    [],
  );
  return {
    /** Undefined until the first answer for this search. */
    items,
    loading: page.loading,
    error: page.error,
    retry: page.retry,
    scope: current?.scope,
    stoppedAt: current?.stoppedAt,
    parameters,
    refresh,
    page: cursors.length + 1,
    older: current?.nextCursor ? older : undefined,
    newer: cursors.length > 0 ? newer : undefined,
    /** Undefined where the page cannot follow: an earlier one, or a time that has ended. */
    live: follows
      ? { on: live, set: setLiveAndShow, held: held.length, tail }
      : undefined,
  };
}
