import type {
  PlanDetail,
  PlanSummary,
} from '@understudy/plugin-understudy-common';
import type { PlanTransition, StoredPlan } from './types';

const iso = (at: number) => new Date(at).toISOString();

/** What If-Match compares. */
export function etagOf(plan: Pick<StoredPlan, 'revision' | 'version'>): string {
  return `"${plan.revision}.${plan.version}"`;
}

export function toSummary(plan: StoredPlan): PlanSummary {
  const { content } = plan;
  return {
    id: plan.id,
    state: plan.state,
    revision: plan.revision,
    etag: etagOf(plan),
    ...(plan.planHash && { planHash: plan.planHash }),
    intent: content.intent,
    reason: content.reason,
    entityRef: content.entityRef,
    ...(plan.environment && { environment: plan.environment }),
    ...(plan.tier && { tier: plan.tier }),
    ...(plan.facts && { critical: plan.facts.critical }),
    start: content.start,
    source: content.source,
    ...(content.incident !== undefined && { incident: content.incident }),
    steps: content.steps.map(({ title }) => title),
    requestedBy: plan.requestedBy,
    ...(plan.agent !== undefined && { agent: plan.agent }),
    createdAt: iso(plan.createdAt),
    changedAt: iso(plan.changedAt),
    ...(plan.requestedAt !== undefined && {
      requestedAt: iso(plan.requestedAt),
    }),
    ...(plan.expiresAt !== undefined && { expiresAt: iso(plan.expiresAt) }),
  };
}

/** The wire has plain objects where the domain has JSON. */
export function toResolved(
  resolved: StoredPlan['resolved'],
): PlanDetail['resolved'] {
  return resolved as PlanDetail['resolved'];
}

export function toTransition(
  transition: PlanTransition,
): PlanDetail['transitions'][number] {
  const { from, to, by, at, sentence, entryId } = transition;
  return {
    from,
    to,
    by,
    at: iso(at),
    ...(sentence !== undefined && { sentence }),
    entryId,
  };
}
