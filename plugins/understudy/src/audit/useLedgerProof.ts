import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { EntryVerdict } from '../proof/EntryVerdict';
import type { LedgerProof } from '../proof/LedgerProof';
import type { AuditEntry } from './AuditEntry';
import { useLogWatch } from './useLogWatch';

const nothing: ReadonlyMap<string, EntryVerdict> = new Map();

/**
 * What this browser can prove of the log right now, and of the entries that are
 * shown. Looks at the log only once it is known that the person may: who sees
 * none of it is refused, and each refusal is recorded as a denial.
 */
export function useLedgerProof(
  shown: readonly AuditEntry[] | undefined,
  scope?: 'all' | 'owned',
): LedgerProof {
  const { verifier, watch } = useLogWatch();
  const sees = scope === 'all' || (shown !== undefined && shown.length > 0);
  const [asked, setAsked] = useState(sees);
  useEffect(() => setAsked(before => before || sees), [sees]);
  const look = useSyncExternalStore(
    useMemo(
      () => listener => asked ? watch.subscribe(listener) : () => undefined,
      [watch, asked],
    ),
    () => (asked ? watch.look : undefined),
  );
  const [entries, setEntries] = useState(nothing);
  const [failed, setFailed] = useState<Error>();

  const verdict = look?.verdict;
  useEffect(() => {
    let current = true;
    const verifiable = (shown ?? []).flatMap(({ id, index, body }) =>
      body === undefined ? [] : [{ id, index, body }],
    );
    watch.expect(Math.max(-1, ...verifiable.map(({ index }) => index)));
    if (verdict && verdict.size > 0) {
      verifier.checkEntries(verdict, verifiable).then(
        found => {
          if (current) {
            setEntries(found);
            setFailed(undefined);
          }
        },
        error => {
          if ((error as Error).name === 'LogGrewError') {
            watch.check();
          } else if (current) {
            setFailed(error as Error);
          }
        },
      );
    }
    return () => {
      current = false;
    };
  }, [verifier, watch, verdict, shown]);

  return useMemo(
    () => ({
      asked,
      checking: look === undefined,
      verdict,
      entries,
      error: look?.error ?? failed,
      check: () => watch.check(),
      forget: () => watch.forget(),
    }),
    [asked, look, verdict, entries, failed, watch],
  );
}
