import type { SeenStep } from './SeenStep';

/**
 * Whether a step loses something that nothing brings back. What a command does
 * is not known; a pod that nothing owns does not come back.
 */
export function isDestructive(seen: SeenStep): boolean {
  const { operation, verb, targets } = seen;
  if (!operation || verb === 'delete' || verb === 'data-migration') {
    return true;
  }
  if (operation.reversible) {
    return false;
  }
  return (
    verb === 'exec' ||
    (verb === 'evict' &&
      targets.some(({ observed }) => !observed.owners?.length))
  );
}
