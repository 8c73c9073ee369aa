import type {
  EntryActor,
  NewLedgerEntry,
  PlanFacts,
} from '@understudy/plugin-understudy-common';
import type { StoredPlan } from '../plans/types';

/** The entry that software used an elevation for a run; undefined where it did not. */
export function elevationUse(run: {
  id: string;
  plan: StoredPlan;
  facts: PlanFacts;
  actor: EntryActor;
  /** Software that asked for the plan, or for its start. */
  software: string | undefined;
}): NewLedgerEntry | undefined {
  const { plan, facts, software } = run;
  const { elevated, level, held } = facts.level;
  // Levels bind software alone.
  if (!elevated || software === undefined) {
    return undefined;
  }
  return {
    actor: run.actor,
    source: 'api',
    operationType: 'elevation',
    action: 'elevation:used',
    entityRef: plan.content.entityRef,
    environment: facts.environment,
    takeoverLevel: level,
    riskTier: facts.tier,
    planId: plan.id,
    planRevision: plan.revision,
    ...(plan.planHash && { planHash: plan.planHash.replace('sha256:', '') }),
    executionId: run.id,
    reason: plan.content.reason,
    correlationId: `elevation:${elevated.id}`,
    contextTags: {
      elevation: elevated.id,
      until: elevated.until,
      held,
      software: software.slice(0, 512),
    },
  };
}
