import type {
  OperationDescription,
  PlanInput,
} from '@understudy/plugin-understudy-common';
import type { EditedPlan } from './EditedPlan';
import { intentOf } from './intentOf';

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
    steps: plan.steps.map(
      ({ id, operation, input, requiresApproval, onFailure }) => ({
        ...(id && { id }),
        operation,
        input: input as PlanInput['steps'][number]['input'],
        ...(requiresApproval && { requiresApproval }),
        ...(onFailure && { onFailure }),
      }),
    ),
  };
}
