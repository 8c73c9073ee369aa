import type { PlanDetail } from '@understudy/plugin-understudy-common';
import type { EditedPlan } from '../PlanEditor';

/** A plan as somebody goes on writing it. */
export function editedFrom({
  content,
}: Pick<PlanDetail, 'content'>): EditedPlan {
  return {
    entityRef: content.entityRef,
    intent: content.intent,
    reason: content.reason,
    start: content.start,
    steps: content.steps.map(
      ({ id, operation, input, requiresApproval, onFailure }) => ({
        id,
        operation,
        input,
        requiresApproval: requiresApproval ?? false,
        onFailure,
      }),
    ),
  };
}
