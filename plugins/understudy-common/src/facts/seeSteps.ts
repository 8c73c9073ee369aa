import type { OperationVerb, PlanStep, ResolvedStep } from '../plans';
import type { OperationSummary } from './OperationSummary';
import type { SeenStep } from './SeenStep';
import { targetKey } from './targetKey';

/** What nobody offers could do anything, so it counts as the verb that can. */
const UNKNOWN: OperationVerb = 'exec';

/** Puts together what is known of each step, in the order of the plan. */
export function seeSteps(
  steps: readonly PlanStep[],
  resolved: readonly ResolvedStep[],
  operations: readonly OperationSummary[],
): SeenStep[] {
  const byId = new Map(operations.map(one => [one.id, one]));
  const byStep = new Map(resolved.map(one => [one.stepId, one]));
  return steps.map(step => {
    const operation = byId.get(step.operation);
    const verb = operation?.verb ?? UNKNOWN;
    const found = byStep.get(step.id);
    const targets = new Map(
      (found?.targets ?? []).map(target => [targetKey(target), target]),
    );
    return {
      step,
      ...(operation && { operation }),
      verb,
      writes: verb !== 'read',
      targets: Array.from(targets.values()),
      ...(found?.preview &&
        found.refusal === undefined && { preview: found.preview }),
    };
  });
}
