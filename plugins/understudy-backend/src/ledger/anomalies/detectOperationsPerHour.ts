import { toFinding } from './toFinding';
import { trailing } from './trailing';
import type { Detector, Finding } from './types';

/** Somebody did more within sixty minutes than people do. */
export const detectOperationsPerHour: Detector = (work, thresholds) => {
  const most = new Map<string, { count: number; finding: Finding }>();
  for (const { last, window } of trailing(work, ({ actor }) => actor)) {
    const count = window.length;
    const known = most.get(last.actor);
    if (
      count > thresholds.operationsPerHour &&
      (known === undefined || count > known.count)
    ) {
      most.set(last.actor, {
        count,
        finding: toFinding({
          detector: 'operations-per-hour',
          work,
          actor: last.actor,
          sentence: `${last.actor} did ${count} operations within 60 minutes, which is more than ${thresholds.operationsPerHour}`,
          numbers: { operations: count },
          evidence: window,
        }),
      });
    }
  }
  return Array.from(most.values(), ({ finding }) => finding);
};
