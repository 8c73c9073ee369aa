import type {
  OperationDescription,
  PlanInput,
} from '@understudy/plugin-understudy-common';
import type { EditedPlan } from './EditedPlan';
import { intentOf } from './intentOf';
import { titleOf } from './titleOf';

/** What is sent of a plan that somebody wrote. */
export function inputOf(
  plan: EditedPlan,
  operations: readonly OperationDescription[],
): PlanInput {
  return {
    entityRef: plan.entityRef,
    intent: plan.intent.trim() || intentOf(plan.steps, operations),
    reason: plan.reason.trim(),
    start: plan.start,
    source: 'ui',
    ...(plan.incident && { incident: plan.incident }),
    steps: plan.steps.map(step => {
      const { id, operation, input, requiresApproval, onFailure } = step;
      return {
        ...(id && { id }),
        operation,
        title: titleOf(step, operations),
        input: input as PlanInput['steps'][number]['input'],
        ...(requiresApproval && { requiresApproval }),
        ...(onFailure && { onFailure }),
      };
    }),
  };
}
