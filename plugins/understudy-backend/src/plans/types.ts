import type {
  EnvironmentName,
  PlanContent,
  PlanDecision,
  PlanFacts,
  PlanState,
  ResolvedStep,
  RiskTier,
} from '@understudy/plugin-understudy-common';

/** Why a run may start. */
export type AuthorisationKind =
  | 'policy-allow'
  | 'quorum'
  | 'covered-undo'
  | 'pre-approval'
  | 'break-glass'
  | 'self-approval';

/** A plan as it stands now. Times are milliseconds since 1970. */
export interface StoredPlan {
  id: string;
  state: PlanState;
  /** The newest revision. */
  revision: number;
  /** Grows with each change. */
  version: number;
  planHash?: string;
  content: PlanContent;
  /** As last previewed. */
  resolved: ResolvedStep[];
  facts?: PlanFacts;
  decision?: PlanDecision;
  environment?: EnvironmentName;
  tier?: RiskTier;
  /** The person who asked. */
  requestedBy: string;
  /** Software that asked on behalf of the person. */
  agent?: string;
  createdAt: number;
  changedAt: number;
  requestedAt?: number;
  expiresAt?: number;
}

/** A revision that is about to be stored. */
export interface NewRevision {
  content: PlanContent;
  resolved: ResolvedStep[];
  facts?: PlanFacts;
  planHash?: string;
  createdBy: string;
}

/** One step of the state machine. */
export interface PlanTransition {
  id: string;
  from: PlanState;
  to: PlanState;
  by: string;
  at: number;
  sentence?: string;
  entryId: string;
}

/** A recorded reason why a run may start. */
export interface Authorisation {
  id: string;
  planId: string;
  planHash: string;
  kind: AuthorisationKind;
  grantedBy: string[];
  grantedAt: number;
  expiresAt: number;
  entryId: string;
  consumedAt?: number;
  runId?: string;
  voidedAt?: number;
  voidedBecause?: string;
}

/** A vote or a question, which counts only as far as its entry in the ledger says the same. */
export interface StoredVote {
  id: string;
  planId: string;
  kind: 'vote' | 'question';
  planHash?: string;
  by: string;
  at: number;
  openedDifference?: boolean;
  entryId: string;
}

/** A run that was authorised. */
export interface StoredRun {
  id: string;
  planId: string;
  planHash: string;
  authorisationId: string;
  startedAt: number;
  handedOverAt?: number;
}

/** What was decided, with what went in. */
export interface StoredDecision {
  id: string;
  planId: string;
  planHash: string;
  entityRef: string;
  decision: PlanDecision;
  /** What policy was asked, step by step. */
  inputs: unknown[];
  at: number;
  entryId: string;
}

/** What shall become of a plan, all of it or nothing. */
export interface PlanChange {
  id: string;
  /** The version that was looked at; the change is refused if there is a newer one. */
  version: number;
  at: number;
  /** Where it goes, if it goes anywhere. */
  transition?: Omit<PlanTransition, 'at'>;
  set?: Partial<
    Pick<
      StoredPlan,
      | 'planHash'
      | 'resolved'
      | 'facts'
      | 'decision'
      | 'environment'
      | 'tier'
      | 'requestedAt'
      | 'expiresAt'
      | 'agent'
    >
  >;
  /** Columns that become empty. */
  clear?: Array<
    'planHash' | 'decision' | 'requestedAt' | 'expiresAt' | 'agent'
  >;
  revision?: NewRevision;
  /** Makes whatever authorisation there is worthless. */
  voidBecause?: string;
  authorise?: Omit<Authorisation, 'planId' | 'consumedAt' | 'runId'>;
  /** Uses up an authorisation, if it is the one for this hash and still good. */
  consume?: { authorisationId: string; planHash: string; runId: string };
}

/** Which plans. */
export interface PlanQuery {
  states?: readonly PlanState[];
  entityRef?: string;
  requestedBy?: string;
  environment?: EnvironmentName;
  after?: { at: number; id: string };
  limit: number;
}

/** Keeps plans and all that belongs to them. */
export interface PlanStore {
  /** Stores a new plan; where the request was made before, gives the plan of then. */
  create(
    plan: StoredPlan,
    request?: { caller: string; key: string; digest: string },
  ): Promise<{ planId: string; digest?: string; created: boolean }>;
  find(id: string): Promise<StoredPlan | undefined>;
  list(query: PlanQuery): Promise<StoredPlan[]>;
  /** What waits for approval, incidents first, then the oldest request. */
  waiting(query: {
    entityRef?: string;
    after?: { incident: boolean; at: number; id: string };
    limit: number;
  }): Promise<StoredPlan[]>;
  countWaiting(): Promise<number>;
  countCreatedBy(options: {
    requestedBy: string;
    since: number;
  }): Promise<number>;
  /** False where somebody was faster, or the authorisation is not good any more. */
  change(change: PlanChange): Promise<boolean>;
  revisionOf(
    planId: string,
    revision: number,
  ): Promise<
    (NewRevision & { revision: number; createdAt: number }) | undefined
  >;
  revisionsOf(planId: string): Promise<
    Array<{
      revision: number;
      planHash?: string;
      createdBy: string;
      createdAt: number;
    }>
  >;
  transitionsOf(planId: string): Promise<PlanTransition[]>;
  addVote(vote: StoredVote): Promise<void>;
  /** Who wrote any revision of these plans. */
  authorsOf(
    planIds: readonly string[],
  ): Promise<{ planId: string; by: string }[]>;
  /** The oldest first; of at most some hundred plans. */
  votesOf(
    planIds: readonly string[],
    kind: StoredVote['kind'],
  ): Promise<StoredVote[]>;
  /** How much somebody said about a plan; without a person, how much there is. */
  countSaid(about: {
    planId: string;
    kind: StoredVote['kind'];
    by?: string;
  }): Promise<number>;
  /** The authorisation that was not made worthless, or else the last one. */
  authorisationOf(planId: string): Promise<Authorisation | undefined>;
  addDecision(decision: StoredDecision): Promise<void>;
  /**
   * Incidents that nobody answered and whose reminder of this number nobody has
   * sent. Each is given to one caller only.
   */
  takeReminders(options: {
    number: number;
    requestedBefore: number;
    now: number;
    limit: number;
  }): Promise<StoredPlan[]>;
  /** Plans that may have expired, or whose preview was never finished. */
  overdue(options: {
    now: number;
    previewingBefore: number;
    draftsBefore: number;
    limit: number;
  }): Promise<StoredPlan[]>;
  /** Approved plans that shall start by themselves. */
  startable(limit: number): Promise<StoredPlan[]>;
  /** Runs that no engine has taken yet. */
  orphanedRuns(options: { before: number }): Promise<StoredRun[]>;
  markHandedOver(runId: string, at: number): Promise<void>;
  /** Forgets plans that ended long ago. */
  forget(options: { before: number; limit: number }): Promise<number>;
}
