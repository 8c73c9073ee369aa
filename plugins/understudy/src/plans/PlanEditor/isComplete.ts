import type { OperationDescription } from '@understudy/plugin-understudy-common';
import { inputProblems } from '../InputForm/inputProblems';
import type { InputSchema } from '../InputForm/InputSchema';
import type { EditedPlan } from './EditedPlan';

/** Whether everything is there that the backend asks for, as far as the page can tell. */
export function isComplete(
  plan: EditedPlan,
  operations: readonly OperationDescription[],
): boolean {
  return (
    plan.entityRef !== '' &&
    plan.reason.trim() !== '' &&
    plan.steps.length > 0 &&
    plan.steps.every(({ operation, input }) => {
      const description = operations.find(({ id }) => id === operation);
      return (
        description !== undefined &&
        Object.keys(inputProblems(description.input as InputSchema, input))
          .length === 0
      );
    })
  );
}
