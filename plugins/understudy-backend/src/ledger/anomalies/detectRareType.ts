import { hourOf } from './hourOf';
import { toFinding } from './toFinding';
import type { Detector, Finding } from './types';

/** Somebody did what they hardly ever do. */
export const detectRareType: Detector = (work, thresholds) => {
  const counts = new Map<string, Map<string, number>>();
  const findings = new Map<string, Finding>();
  for (const observation of work.observations) {
    if (hourOf(observation.at) !== work.hour) {
      continue;
    }
    const { actor, type } = observation;
    const byType = counts.get(actor) ?? new Map(work.before(actor).byType);
    counts.set(actor, byType);
    const times = (byType.get(type) ?? 0) + 1;
    byType.set(type, times);
    const total = Array.from(byType.values()).reduce((a, b) => a + b, 0);
    const group = JSON.stringify([actor, type]);
    if (
      total > thresholds.rareTypeAmong &&
      times <= thresholds.rareTypeAtMost &&
      !findings.has(group)
    ) {
      findings.set(
        group,
        toFinding({
          detector: 'rare-type',
          work,
          actor,
          operationType: type,
          sentence: `${actor} did an operation of type ${type}, ${
            times === 1 ? 'the first' : `one of ${times}`
          } among ${total} operations in 30 days`,
          numbers: { times, operations: total },
          evidence: [observation],
        }),
      );
    }
  }
  return Array.from(findings.values());
};
