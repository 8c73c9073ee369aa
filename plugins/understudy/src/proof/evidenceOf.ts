import type { AuditEntry } from '../audit/AuditEntry';
import type { Claims } from './claimsOf';
import type { LedgerProof } from './LedgerProof';

/** What somebody else needs to see for themselves that the log does not verify. */
export function evidenceOf(
  proof: LedgerProof,
  claims: Claims,
  shown: readonly AuditEntry[],
): string {
  const { verdict } = proof;
  const blamed = new Set(claims.problems.map(({ index }) => index));
  return JSON.stringify(
    {
      problems: claims.problems,
      checkedAt: verdict?.checkedAt,
      served: verdict?.note,
      seenBefore: verdict?.seen,
      entries: shown
        .filter(({ index }) => blamed.has(index))
        .map(({ index, body }) => ({ index, body })),
    },
    undefined,
    2,
  );
}
