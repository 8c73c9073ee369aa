import type { OperationDescription } from '@understudy/plugin-understudy-common';
import type { EditedStep } from './EditedPlan';

const MOST = 200;

/** What a step is called where nobody has given it a name: what it does to what. */
export function titleOf(
  { operation, input, title }: EditedStep,
  operations: readonly OperationDescription[],
): string {
  if (title) {
    return title;
  }
  const does =
    operations.find(({ id }) => id === operation)?.title ?? operation;
  const { kind, name } = input;
  const object = [
    typeof kind === 'string' && kind.toLocaleLowerCase('en-GB'),
    typeof name === 'string' && name,
  ]
    .filter(Boolean)
    .join(' ');
  return (object ? `${does}: ${object}` : does).slice(0, MOST);
}
