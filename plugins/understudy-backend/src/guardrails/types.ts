import type { JsonValue } from '@backstage/types';
import type {
  GuardrailData,
  LedgerEntry,
  Person,
} from '@understudy/plugin-understudy-common';
import type { CallerCredentials, UserCredentials } from '../access/types';
import type { LedgerRecorder } from '../ledger/types';

/** The guardrails that hold. */
export interface ActiveVersion {
  version: number;
  digest: string;
  data: GuardrailData;
}

/** A version as it is stored. */
export interface StoredVersion {
  version: number;
  /** SHA-256 of `text`. */
  digest: string;
  /** The data as canonical JSON. */
  text: string;
  status: 'draft' | 'active' | 'former';
  basedOn?: number;
  reason: string;
  by: string;
  at: number;
  activatedAt?: number;
  /** Votes count for one round; every activation begins a new one. */
  round: number;
  /** What made it active, in the ledger. */
  entryId?: string;
}

/** A vote as it is stored; its entry in the ledger is what counts. */
export interface StoredVote {
  version: number;
  round: number;
  by: string;
  at: number;
  entryId: string;
}

/** A version in a list. */
export interface VersionSummary {
  version: number;
  digest: string;
  status: StoredVersion['status'];
  basedOn?: number;
  reason: string;
  by: string;
  at: string;
  activatedAt?: string;
  votes: { by: string; at: string }[];
}

/** A version with its data, and what is needed to activate it. */
export interface VersionDetail {
  version: VersionSummary;
  data: Record<string, JsonValue>;
  /** Against the active version. */
  differences: { path: string; before?: JsonValue; after?: JsonValue }[];
  activation: {
    needed: number;
    given: number;
    sentence: string;
    /** Whether the caller may vote for it now. */
    allowed: boolean;
  };
}

/** The words of the API for a decision. */
export type DecisionName = 'allow' | 'require-approval' | 'deny';

/** What other guardrails would have decided. */
export interface Simulation {
  /** How many recorded decisions were made again. */
  decisions: number;
  changed: number;
  sentence: string;
  /** The first hundred that would change. */
  items: {
    planId: string;
    at: string;
    entityRef: string;
    operation?: string;
    before: DecisionName;
    after: DecisionName;
    approversBefore?: number;
    approversAfter?: number;
    ruleIds: string[];
  }[];
}

/** What guardrails need of the ledger. */
export interface LedgerPort {
  readonly record: LedgerRecorder;
  /** Those of these entries that the ledger itself wrote. */
  readVerified(ids: readonly string[]): Promise<Map<string, LedgerEntry>>;
  /** Below which index entries may have been pruned. */
  minimumIndex(): Promise<number>;
}

/** Who accounts are now, from trusted origins. */
export interface PeoplePort {
  find(refs: readonly string[]): Promise<Map<string, Person>>;
}

/** The newest proof that somebody was there, bound to one digest. */
export interface PresencePort {
  find(request: {
    userEntityRef: string;
    planHash: string;
    at: number;
  }): Promise<{ method: string; at: number } | undefined>;
  status(): { possible: boolean; sentence: string };
}

/** Keeps the guardrails in versions, and lets people change which one holds. */
export interface GuardrailService {
  /** What holds now; policy judges by it from this moment on. */
  active(): Promise<ActiveVersion>;
  /** The newest first. */
  list(
    query: { limit?: number; cursor?: string },
    options: { credentials: CallerCredentials },
  ): Promise<{ items: VersionSummary[]; nextCursor?: string }>;
  /** One version; the active one if none is named. */
  get(
    request: { version?: number },
    options: { credentials: CallerCredentials },
  ): Promise<VersionDetail>;
  /** Keeps a new version; nothing holds until it is activated. */
  draft(
    input: { data: unknown; reason: string; basedOn: number },
    options: { credentials: UserCredentials },
  ): Promise<VersionDetail>;
  /** Votes for a draft or a former version; the last vote needed activates it. */
  activate(
    request: { version: number; digest: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<VersionDetail>;
  /** What a version, or other data, would have decided lately. */
  simulate(
    request: { version?: number; data?: unknown; days?: number },
    options: { credentials: UserCredentials },
  ): Promise<Simulation>;
}
