import type { JsonObject } from '@backstage/types';
import type { EnvironmentName } from '../environments';
import type { TakeoverLevel } from '../takeover';
import type { EntryActor } from './EntryActor';
import type { EntryApproval } from './EntryApproval';
import type { EntryDecision } from './EntryDecision';
import type { EntryOutcome } from './entryOutcomes';
import type { EntryScope } from './EntryScope';
import type { EntrySource } from './entrySources';
import type { OperationType } from './operationTypes';

/**
 * One entry of the ledger: who did what, where, when, how and why, and how it
 * ended. The leaf of the log is the hash of its canonical JSON (RFC 8785),
 * with the {@link sealedPointers} replaced by salted commitments.
 *
 * @public
 */
export interface LedgerEntry {
  /** The shape of this entry. */
  schemaVersion: 1;
  /** A UUID of version 7, so that ids sort by time. */
  id: string;
  /** An event stands alone; an intent is closed by one outcome. */
  kind: 'event' | 'intent' | 'outcome';
  /** For an outcome: the intent that it closes. */
  intentId?: string;
  /** When, in ISO 8601 and UTC with milliseconds, by the clock of who wrote it. */
  occurredAt: string;
  /** Who. */
  actor: EntryActor;
  /** The account that the other system saw. */
  actingIdentity?: string;
  /** Through which door. */
  source: EntrySource;
  /** The channel, thread or session of that door. */
  channelRef?: string;
  /** What belongs together across services. */
  correlationId?: string;
  /** The catalog entity that it is about. */
  entityRef?: string;
  /** The project, where it is not the entity itself. */
  project?: string;
  /** The version of the project. */
  version?: string;
  /** The operations spec that was in force. */
  specSnapshotId?: string;
  /** The environment that it reached. */
  environment?: EnvironmentName;
  /** The role or permission that allowed it. */
  permissionLevel?: string;
  /** The takeover level in force. */
  takeoverLevel?: TakeoverLevel;
  /** The risk that was computed. */
  riskTier?: 'read' | 'low' | 'medium' | 'high';
  /** The change level, such as `Change L2`. */
  changeLevel?: string;
  /** What kind of thing. */
  operationType: OperationType;
  /** What exactly, in lower case words such as `kubernetes:scale`. */
  action: string;
  /** The tool that did it. */
  tool?: string;
  /** Why that tool. */
  toolRationale?: string;
  /** The system that was acted on. */
  targetSystem?: string;
  /** What it reached. */
  scope?: EntryScope;
  /** With what; redacted before, and sealed. */
  parameters?: JsonObject;
  /** The equivalent command; sealed. */
  commandText?: string;
  /** Why; sealed. Every intent gives one. */
  reason?: string;
  /** The plan. */
  planId?: string;
  /** Its revision. */
  planRevision?: number;
  /** Its exact hash. */
  planHash?: string;
  /** The step of the plan. */
  stepId?: string;
  /** The run. */
  executionId?: string;
  /** What was decided before. */
  decision?: EntryDecision;
  /** Who agreed or did not. */
  approvals?: EntryApproval[];
  /** The dry run that was shown. */
  dryRunRef?: string;
  /** How it ended; every outcome says so. */
  outcome?: EntryOutcome;
  /** SHA-256 of the output, in hex. */
  outputDigest?: string;
  /** Where the output is kept. */
  outputRef?: string;
  /** Where the evidence is kept. */
  evidenceRefs?: string[];
  /** What went wrong, without stack traces; sealed. A failure gives it. */
  errorContext?: JsonObject;
  /** What was tried to recover; sealed. A failure gives it, if only as an empty list. */
  recoveryActions?: string[];
  /** The run or entry that was undone. */
  rollbackOf?: string;
  /** How long it took. */
  durationMs?: number;
  /** Further words for finding it again. */
  contextTags?: Record<string, string>;
}
