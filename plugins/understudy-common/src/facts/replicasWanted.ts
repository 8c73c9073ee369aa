import { countOf } from './countOf';
import type { SeenStep } from './SeenStep';

/** How many replicas a step asks for, if it scales and says so. */
export function replicasWanted({ verb, step }: SeenStep): number | undefined {
  return verb === 'scale' ? countOf(step.input.replicas) : undefined;
}
