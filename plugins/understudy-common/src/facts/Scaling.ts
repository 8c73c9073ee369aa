import type { TierRule } from '../guardrails';
import type { Target } from '../plans';
import { countOf } from './countOf';
import { replicasWanted } from './replicasWanted';
import type { SeenStep } from './SeenStep';

/** Whether a rule fits; where it is not known, why not. */
export type Fit = { fits: boolean } | { fits: 'unknown'; because: string };

function placeOf({ system, clusterUid, namespace }: Target): string {
  return [system, clusterUid, namespace ?? ''].join('\n');
}

/**
 * How the steps of one plan scale. A quota is shared: what it leaves is known
 * to suffice only where one object of the plan grows into it.
 */
export class Scaling {
  readonly #growing = new Map<string, number>();

  constructor(steps: readonly SeenStep[]) {
    for (const step of steps.filter(({ verb }) => verb === 'scale')) {
      const wanted = replicasWanted(step);
      for (const target of step.targets) {
        const has = countOf(target.observed.replicas);
        if (wanted === undefined || has === undefined || wanted > has) {
          const place = placeOf(target);
          this.#growing.set(place, (this.#growing.get(place) ?? 0) + 1);
        }
      }
    }
  }

  /** Whether a step scales as a rule asks. */
  fit(when: NonNullable<TierRule['when']>, step: SeenStep): Fit {
    if (step.verb !== 'scale') {
      return { fits: false };
    }
    const wanted = replicasWanted(step);
    if (wanted === undefined) {
      return {
        fits: 'unknown',
        because: 'The step does not say how many replicas there shall be',
      };
    }
    if (when.scaleToZero) {
      return { fits: wanted === 0 };
    }
    const most = when.scaleUpAtMost ?? 0;
    const all = step.targets.map(target => this.#grows(target, wanted, most));
    return (
      all.find(({ fits }) => fits === false) ??
      all.find(({ fits }) => fits === 'unknown') ??
      all[0] ?? {
        fits: 'unknown',
        because: 'It is not known how many replicas there are',
      }
    );
  }

  #grows(target: Target, wanted: number, most: number): Fit {
    const has = countOf(target.observed.replicas);
    if (has === undefined) {
      return {
        fits: 'unknown',
        because: 'It is not known how many replicas there are',
      };
    }
    const more = wanted - has;
    if (more <= 0 || more > most) {
      return { fits: false };
    }
    const { quota } = target.observed;
    if (!quota) {
      return {
        fits: 'unknown',
        because: 'It is not known whether the quota has room',
      };
    }
    if (quota.podsLeft === undefined) {
      return { fits: true };
    }
    // Also what is no number is no room.
    if (!(quota.podsLeft >= more)) {
      return { fits: false };
    }
    return this.#growing.get(placeOf(target)) === 1
      ? { fits: true }
      : {
          fits: 'unknown',
          because:
            'Several objects of this plan grow within one quota, so it is not known whether it has room for all',
        };
  }
}
