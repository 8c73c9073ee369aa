import type { EnvironmentName } from '../environments';
import type { ChangeFreeze } from '../guardrails';
import { fitsEntity } from './fitsEntity';
import type { PlanFacts } from './PlanFacts';

/** When it ends; what cannot be read does not end. */
function endOf({ to }: ChangeFreeze): number {
  const end = to === undefined ? NaN : Date.parse(to);
  return Number.isNaN(end) ? Infinity : end;
}

/** Of the freezes that hold, the one that holds longest: it says when writes may go on. */
export function freezeInForce(
  freezes: readonly ChangeFreeze[],
  about: { environment: EnvironmentName; entityRef: string; now: Date },
): PlanFacts['freeze'] {
  const now = about.now.getTime();
  let longest: ChangeFreeze | undefined;
  for (const freeze of freezes) {
    if (
      // Turned around, so that a beginning that cannot be read has begun.
      !(Date.parse(freeze.from) > now) &&
      now < endOf(freeze) &&
      (freeze.environments?.includes(about.environment) ?? true) &&
      fitsEntity(freeze.entities, about.entityRef) &&
      (!longest || endOf(freeze) > endOf(longest))
    ) {
      longest = freeze;
    }
  }
  if (!longest) {
    return undefined;
  }
  const end = endOf(longest);
  return {
    id: longest.id,
    reason: longest.reason,
    ...(end !== Infinity && { until: new Date(end).toISOString() }),
  };
}
