import { toFinding } from './toFinding';
import { trailing } from './trailing';
import type { Detector, Finding } from './types';

/** Too large a part of what somebody did within sixty minutes failed. */
export const detectErrorRate: Detector = (work, thresholds) => {
  const worst = new Map<string, { rate: number; finding: Finding }>();
  for (const { last, window } of trailing(work, ({ actor }) => actor)) {
    const failed = window.filter(observation => observation.failed);
    const rate = failed.length / window.length;
    const known = worst.get(last.actor);
    if (
      window.length >= thresholds.errorRateMinimumOperations &&
      rate > thresholds.errorRate &&
      (known === undefined || rate > known.rate)
    ) {
      worst.set(last.actor, {
        rate,
        finding: toFinding({
          detector: 'error-rate',
          work,
          actor: last.actor,
          sentence: `${failed.length} of ${window.length} operations of ${
            last.actor
          } within 60 minutes failed, which is more than ${percent(
            thresholds.errorRate,
          )}`,
          numbers: { failed: failed.length, operations: window.length },
          evidence: failed,
        }),
      });
    }
  }
  return Array.from(worst.values(), ({ finding }) => finding);
};

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
