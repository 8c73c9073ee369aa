import type { Target } from '../plans';
import { countOf } from './countOf';
import { replicasWanted } from './replicasWanted';
import type { SeenStep } from './SeenStep';

/** How many pods a step touches of one target: those that are there, or those that it asks for if they are more. */
export function podsTouched(seen: SeenStep, target: Target): number {
  if (!seen.writes) {
    return 0;
  }
  const { pods, replicas, readyReplicas } = target.observed;
  return Math.max(
    target.system === 'kubernetes' && target.kind === 'v1/Pod' ? 1 : 0,
    countOf(pods) ??
      Math.max(countOf(replicas) ?? 0, countOf(readyReplicas) ?? 0),
    replicasWanted(seen) ?? 0,
  );
}
