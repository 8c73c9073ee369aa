import { detectErrorRate } from './detectErrorRate';
import { detectOperationsPerHour } from './detectOperationsPerHour';
import { detectRareType } from './detectRareType';
import { detectRepeatedFailures } from './detectRepeatedFailures';
import { detectUnusualHours } from './detectUnusualHours';
import type { Detector } from './types';

const detectors: readonly Detector[] = [
  detectErrorRate,
  detectOperationsPerHour,
  detectRepeatedFailures,
  detectRareType,
  detectUnusualHours,
];

/** Asks all five detectors about an hour of work. */
export const detectAnomalies: Detector = (work, thresholds) => {
  const observations = [...work.observations].sort(
    (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1),
  );
  return detectors.flatMap(detect =>
    detect({ ...work, observations }, thresholds),
  );
};
