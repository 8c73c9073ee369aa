import type { DetectorName } from '../anomalies/types';
import type {
  CloseReason,
  FollowUp,
  ReviewAct,
  ReviewActKind,
  ReviewFlag,
} from './types';

/** A flag as it is stored; PostgreSQL gives large numbers as text. */
export interface FlagRow {
  id: string;
  detector: string;
  subject: string;
  actor: string;
  operation_type: string | null;
  sentence: string;
  evidence: string;
  raised_at: number | string;
  last_seen_at: number | string;
  times: number;
  status: 'open' | 'closed';
  assignee: string | null;
  close_reason: string | null;
  version: number;
  changed_at: number | string;
  entry_id: string | null;
}

/** An act as it is stored. */
export interface ActRow {
  id: string;
  kind: string;
  person: string;
  at: number | string;
  assignee: string | null;
  close_reason: string | null;
  version: number;
  entry_id: string;
}

/** A follow-up as it is stored. */
export interface FollowUpRow {
  id: string;
  flag_id: string;
  person: string;
  body: string | null;
  status: FollowUp['status'];
  attempts: number;
  next_at: number | string;
  created_at: number | string;
  problem: string | null;
  ticket: string | null;
  entry_id: string;
}

export function toFlag(row: FlagRow, entityRefs: string[]): ReviewFlag {
  return {
    id: row.id,
    detector: row.detector as DetectorName,
    subject: row.subject,
    actor: row.actor,
    operationType: row.operation_type ?? undefined,
    sentence: row.sentence,
    ...(JSON.parse(row.evidence) as Pick<ReviewFlag, 'numbers' | 'entryIds'>),
    entityRefs,
    raisedAt: new Date(Number(row.raised_at)),
    lastSeenAt: new Date(Number(row.last_seen_at)),
    times: row.times,
    status: row.status,
    assignee: row.assignee ?? undefined,
    closeReason: (row.close_reason as CloseReason) ?? undefined,
    version: row.version,
    changedAt: new Date(Number(row.changed_at)),
    entryId: row.entry_id ?? undefined,
  };
}

export function toAct(row: ActRow): ReviewAct {
  return {
    id: row.id,
    kind: row.kind as ReviewActKind,
    by: row.person,
    at: new Date(Number(row.at)),
    assignee: row.assignee ?? undefined,
    closeReason: (row.close_reason as CloseReason) ?? undefined,
    version: row.version,
    entryId: row.entry_id,
  };
}

export function toFollowUp(row: FollowUpRow): FollowUp {
  return {
    id: row.id,
    status: row.status,
    by: row.person,
    createdAt: new Date(Number(row.created_at)),
    attempts: row.attempts,
    problem: row.problem ?? undefined,
    ticket: row.ticket ?? undefined,
  };
}
