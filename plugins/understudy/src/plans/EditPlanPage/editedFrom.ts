import type {
  OperationDescription,
  PlanDetail,
} from '@understudy/plugin-understudy-common';
import type { EditedPlan } from '../PlanEditor';
import { intentOf } from '../PlanEditor/intentOf';

/** A plan as somebody goes on writing it. */
export function editedFrom(
  { content }: Pick<PlanDetail, 'content'>,
  operations: readonly OperationDescription[],
): EditedPlan {
  const isMade = content.intent === intentOf(content.steps, operations);
  return {
    entityRef: content.entityRef,
    // Words that were made of the steps are made again of the edited ones.
    intent: isMade ? '' : content.intent,
    reason: content.reason,
    start: content.start,
    ...(content.incident && { incident: content.incident }),
    steps: content.steps.map(
      ({ id, operation, input, title, requiresApproval, onFailure }) => ({
        id,
        operation,
        title,
        input,
        requiresApproval: requiresApproval ?? false,
        onFailure,
      }),
    ),
  };
}
