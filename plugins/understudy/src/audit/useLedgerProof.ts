import { useCallback, useEffect, useMemo, useState } from 'react';
import type { EntryVerdict } from '../proof/EntryVerdict';
import type { LedgerProof } from '../proof/LedgerProof';
import type { LogVerdict } from '../proof/LogVerdict';
import type { AuditEntry } from './AuditEntry';
import { useLedgerVerifier } from './useLedgerVerifier';

const LOOK_AGAIN_MS = 30_000;

type Look = { verdict?: LogVerdict; error?: Error };

const nothing: ReadonlyMap<string, EntryVerdict> = new Map();

/** Verifies the log, now and every half minute while somebody looks, and the entries that are shown. */
export function useLedgerProof(
  shown: readonly AuditEntry[] | undefined,
): LedgerProof {
  const verifier = useLedgerVerifier();
  const [look, setLook] = useState<Look>();
  const [entries, setEntries] = useState(nothing);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let current = true;
    verifier.checkLog().then(
      verdict => current && setLook({ verdict }),
      error => current && setLook(before => ({ ...before, error })),
    );
    const timer = setInterval(() => {
      if (!document.hidden) {
        setTurn(before => before + 1);
      }
    }, LOOK_AGAIN_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [verifier, turn]);

  const verdict = look?.verdict;
  useEffect(() => {
    let current = true;
    const verifiable = (shown ?? []).flatMap(({ id, index, body }) =>
      body === undefined ? [] : [{ id, index, body }],
    );
    if (verdict && verdict.size > 0) {
      verifier.checkEntries(verdict, verifiable).then(
        found => current && setEntries(found),
        error => current && setLook(before => ({ ...before, error })),
      );
    }
    return () => {
      current = false;
    };
  }, [verifier, verdict, shown]);

  const check = useCallback(() => setTurn(before => before + 1), []);
  const forget = useCallback(() => {
    verifier.forget();
    setEntries(nothing);
    setTurn(before => before + 1);
  }, [verifier]);
  return useMemo(
    () => ({
      checking: look === undefined,
      verdict,
      entries,
      error: look?.error,
      check,
      forget,
    }),
    [look, verdict, entries, check, forget],
  );
}
