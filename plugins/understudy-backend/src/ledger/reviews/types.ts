import type { UserCredentials } from '../../access/types';
import type { DetectorName } from '../anomalies/types';

/** Why a flag was closed. */
export const closeReasons = [
  'expected',
  'handled',
  'false-alarm',
  'duplicate',
  'other',
] as const;

/** One of the {@link closeReasons}. */
export type CloseReason = (typeof closeReasons)[number];

/** What a person can do with a flag. */
export type ReviewActKind =
  | 'assign'
  | 'comment'
  | 'close'
  | 'reopen'
  | 'follow-up';

/** Something that a person should look at. */
export interface ReviewFlag {
  id: string;
  detector: DetectorName;
  /** Whom and what it is about. */
  subject: string;
  actor: string;
  operationType?: string;
  /** What was seen, in words. */
  sentence: string;
  /** The numbers behind it. */
  numbers: Record<string, number>;
  /** Some of the entries. */
  entryIds: string[];
  entityRefs: string[];
  raisedAt: Date;
  lastSeenAt: Date;
  /** In how many hours it was seen. */
  times: number;
  status: 'open' | 'closed';
  assignee?: string;
  closeReason?: CloseReason;
  /** Grows with each act; whoever acts says which one they have seen. */
  version: number;
  changedAt: Date;
  /** The ledger entry that records that it was raised. */
  entryId?: string;
}

/** What somebody did with a flag. */
export interface ReviewAct {
  id: string;
  kind: ReviewActKind;
  by: string;
  at: Date;
  /** What the person wrote, as the ledger has it; undefined once redacted. */
  text?: string;
  assignee?: string;
  closeReason?: CloseReason;
  /** What it made of the flag. */
  version: number;
  /** The intent in the ledger. */
  entryId: string;
}

/** What was handed, or is to be handed, to the ticketing system. */
export interface FollowUp {
  id: string;
  status: 'waiting' | 'delivered' | 'failed';
  by: string;
  createdAt: Date;
  attempts: number;
  /** Why the last attempt failed, in words. */
  problem?: string;
  /** What the ticketing system calls it, where it said so. */
  ticket?: string;
}

/** A flag with all that was done about it. */
export interface ReviewFlagDetail extends ReviewFlag {
  acts: ReviewAct[];
  followUps: FollowUp[];
}

/** Which flags somebody wants to see. */
export interface FlagQuery {
  status?: 'open' | 'closed';
  assignee?: string;
  detector?: DetectorName;
  actor?: string;
  entityRef?: string;
  limit: number;
  /** Continues after this flag. */
  after?: { raisedAt: number; id: string };
  /** Only flags of these entities, or of all if not given. */
  entityRefs?: readonly string[];
}

/** What somebody wants to do with a flag. */
export interface ReviewActInput {
  kind: ReviewActKind;
  /** The version of the flag that the person has seen. */
  version: number;
  text?: string;
  /** For `assign`: who looks after it; nobody if not given. */
  assignee?: string;
  /** For `close`. */
  closeReason?: CloseReason;
}

/** Shows the flags, and lets people act on them. */
export interface ReviewService {
  list(
    query: Omit<FlagQuery, 'after' | 'entityRefs'> & { cursor?: string },
    options: { credentials: UserCredentials },
  ): Promise<{ flags: ReviewFlag[]; nextCursor?: string }>;

  get(
    request: { id: string },
    options: { credentials: UserCredentials },
  ): Promise<ReviewFlagDetail>;

  act(
    request: { id: string; act: ReviewActInput },
    options: { credentials: UserCredentials },
  ): Promise<ReviewFlagDetail>;
}
