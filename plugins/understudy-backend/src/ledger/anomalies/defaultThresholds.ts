import type { AnomalyThresholds } from './types';

/** When the detectors speak if nobody configured them. */
export const defaultThresholds: AnomalyThresholds = {
  errorRate: 0.1,
  errorRateMinimumOperations: 10,
  operationsPerHour: 100,
  repeatedFailures: 3,
  rareTypeAtMost: 2,
  rareTypeAmong: 10,
  usualHoursMinimumOperations: 20,
};
