import type { OperationDescription } from '@understudy/plugin-understudy-common';
import type { EditedStep } from './EditedPlan';

/** What the steps are for, in words made of them, where nobody wrote any. */
export function intentOf(
  steps: readonly Pick<EditedStep, 'operation' | 'input'>[],
  operations: readonly OperationDescription[],
): string {
  return steps
    .map(({ operation, input }) => {
      const title =
        operations.find(({ id }) => id === operation)?.title ?? operation;
      const { namespace, name, cluster, kind: _, ...others } = input;
      const where = [cluster, namespace, name].filter(Boolean).join('/');
      const how = Object.entries(others)
        .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
        .join(', ');
      return [title, where, how && `(${how})`].filter(Boolean).join(' ');
    })
    .join('; ')
    .slice(0, 2000);
}
