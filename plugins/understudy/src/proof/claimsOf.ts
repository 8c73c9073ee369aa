import type { AuditEntry } from '../audit/AuditEntry';
import type { LedgerProof } from './LedgerProof';
import type { LogProblem } from './LogVerdict';

/** The strongest thing that holds; exactly one is true at a time. */
export type Headline =
  | 'checking'
  | 'broken'
  | 'unavailable'
  | 'denied'
  | 'empty'
  | 'unsupported'
  | 'consistent'
  | 'unsigned'
  | 'anchored'
  | 'witnessed'
  | 'notAnchored';

/** What can be said about the log and the entries that are shown. */
export interface Claims {
  headline: Headline;
  tone: 'good' | 'attention' | 'bad' | 'neutral';
  /** How many entries shown are in the checkpoint. */
  included: number;
  /** How many came after it. */
  waiting: number;
  /** How many are in it, but in none that a store outside accepted. */
  newer: number;
  total: number;
  problems: Array<{
    problem: LogProblem | 'altered' | 'fields';
    detail: string;
    index?: number;
  }>;
}

/** Says exactly what holds, and nothing that does not. */
export function claimsOf(
  proof: LedgerProof,
  shown: readonly Pick<AuditEntry, 'id' | 'index' | 'fieldProblem'>[],
): Claims {
  const { verdict } = proof;
  const problems: Claims['problems'] = [...(verdict?.problems ?? [])];
  let included = 0;
  let waiting = 0;
  let newer = 0;
  for (const { id, index, fieldProblem } of shown) {
    const entry = proof.entries.get(id);
    if (entry?.state === 'altered') {
      problems.push({ problem: 'altered', detail: entry.detail, index });
    } else if (fieldProblem !== undefined) {
      problems.push({ problem: 'fields', detail: fieldProblem, index });
    } else if (entry?.state === 'included') {
      included += 1;
      newer += index < (verdict?.anchor?.size ?? 0) ? 0 : 1;
    } else if (entry?.state === 'waiting') {
      waiting += 1;
    }
  }
  const headline = headlineOf(proof, problems.length > 0);
  return {
    headline,
    tone: toneOf(headline),
    included,
    waiting,
    newer,
    total: shown.length,
    problems,
  };
}

function headlineOf(proof: LedgerProof, broken: boolean): Headline {
  const { verdict, error, checking } = proof;
  if (broken) {
    return 'broken';
  }
  if (error) {
    return (error as { statusCode?: number }).statusCode === 403
      ? 'denied'
      : 'unavailable';
  }
  if (checking) {
    return 'checking';
  }
  if (!verdict) {
    return 'empty';
  }
  if (verdict.signature.kind === 'unsupported') {
    return 'unsupported';
  }
  if (verdict.signature.kind !== 'verified') {
    return verdict.seen ? 'consistent' : 'unsigned';
  }
  if (verdict.anchor) {
    return 'anchored';
  }
  return verdict.witnesses.length > 0 ? 'witnessed' : 'notAnchored';
}

function toneOf(headline: Headline): Claims['tone'] {
  switch (headline) {
    case 'broken':
      return 'bad';
    case 'anchored':
    case 'witnessed':
      return 'good';
    case 'checking':
    case 'empty':
    case 'denied':
      return 'neutral';
    default:
      return 'attention';
  }
}
