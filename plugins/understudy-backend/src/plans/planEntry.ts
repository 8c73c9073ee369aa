import type {
  EntryActor,
  EntryApproval,
  EntrySource,
  NewLedgerEntry,
  PlanContent,
  PlanDecision,
} from '@understudy/plugin-understudy-common';
import type { UserCredentials } from '../access/types';
import type { StoredPlan } from './types';

const DOORS: Record<PlanContent['source'], EntrySource> = {
  chat: 'ui',
  ui: 'ui',
  runbook: 'ui',
  slack: 'slack',
  cli: 'cli',
  api: 'api',
  alert: 'webhook',
  undo: 'ui',
};

/** What an entry says beside what it says of every plan. */
export interface PlanEntryWords {
  actor: EntryActor;
  action: string;
  reason?: string;
  /** Where it did not come through the door of the plan. */
  source?: EntrySource;
  decision?: PlanDecision;
  approvals?: EntryApproval[];
  permissionLevel?: string;
  executionId?: string;
  contextTags?: Record<string, string>;
}

/** Whoever asks, as the ledger names them. */
export function actorOf(credentials: UserCredentials): EntryActor {
  const { userEntityRef, actor } = credentials.principal;
  return actor === undefined
    ? { type: 'user', id: userEntityRef }
    : { type: 'agent', id: actor.subject, onBehalfOf: userEntityRef };
}

/** What the backend does by itself. */
export const understudyActor: EntryActor = {
  type: 'service',
  id: 'understudy',
};

/** An entry of the ledger about a plan as it is, or is about to be. */
export function planEntry(
  plan: StoredPlan,
  words: PlanEntryWords,
): NewLedgerEntry {
  const { content } = plan;
  return {
    actor: words.actor,
    source: words.source ?? DOORS[content.source],
    operationType: 'approval',
    action: words.action,
    entityRef: content.entityRef,
    ...(plan.environment && { environment: plan.environment }),
    ...(plan.facts && {
      riskTier: plan.facts.tier,
      takeoverLevel: plan.facts.level.level,
    }),
    ...(words.permissionLevel && { permissionLevel: words.permissionLevel }),
    planId: plan.id,
    planRevision: plan.revision,
    ...(plan.planHash && { planHash: plan.planHash.replace('sha256:', '') }),
    ...(words.executionId && { executionId: words.executionId }),
    ...(words.decision && {
      decision: {
        decision: words.decision.decision,
        ruleIds: words.decision.ruleIds,
        policyVersion: words.decision.policyVersion,
      },
    }),
    ...(words.approvals && { approvals: words.approvals }),
    reason: words.reason || content.reason,
    correlationId: `plan:${plan.id}`,
    contextTags: {
      state: plan.state,
      ...(words.decision && { inputDigest: words.decision.inputDigest }),
      ...words.contextTags,
    },
  };
}
