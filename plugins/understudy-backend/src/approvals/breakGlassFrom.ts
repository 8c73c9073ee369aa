import type { StoredPlan } from '../plans/types';

const MINUTE_MS = 60_000;

/** From when on breaking the glass is offered. */
export function breakGlassFrom(plan: StoredPlan): number | undefined {
  const glass = plan.decision?.breakGlass;
  return plan.state === 'awaiting-approval' &&
    glass &&
    plan.requestedAt !== undefined
    ? plan.requestedAt + glass.afterMinutes * MINUTE_MS
    : undefined;
}
