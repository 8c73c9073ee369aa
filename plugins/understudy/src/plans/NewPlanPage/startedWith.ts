import type { OperationDescription } from '@understudy/plugin-understudy-common';
import type { EditedPlan } from '../PlanEditor';

/** Gives a plan its first step, and fills in what is known where nobody has written anything yet. */
export function startedWith(
  plan: EditedPlan,
  known: {
    operations: readonly OperationDescription[];
    defaults: Record<string, unknown>;
    /** The operation that is wanted. */
    wanted?: string;
  },
): EditedPlan {
  const { operations, defaults, wanted } = known;
  const writes = operations.filter(({ reads }) => !reads);
  const operation = writes.find(({ id }) => id === wanted) ?? writes[0];
  if (!operation) {
    return plan;
  }
  const [first, ...more] = plan.steps;
  if (!first) {
    return {
      ...plan,
      steps: [
        {
          operation: operation.id,
          input: fitting(defaults, operation),
          requiresApproval: false,
        },
      ],
    };
  }
  const description = writes.find(({ id }) => id === first.operation);
  return {
    ...plan,
    steps: [
      {
        ...first,
        input: {
          ...(description ? fitting(defaults, description) : {}),
          ...first.input,
        },
      },
      ...more,
    ],
  };
}

function fitting(
  defaults: Record<string, unknown>,
  { input }: OperationDescription,
): Record<string, unknown> {
  const { properties = {} } = input as { properties?: object };
  return Object.fromEntries(
    Object.entries(defaults).filter(([name]) => name in properties),
  );
}
