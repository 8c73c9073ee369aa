import { hourOf } from './hourOf';
import { toFinding } from './toFinding';
import type { Detector, Observation } from './types';

/**
 * Somebody was active at an hour of the day at which they have not been in
 * thirty days, nor in the hour before or after it.
 */
export const detectUnusualHours: Detector = (work, thresholds) => {
  const mine = new Map<string, Observation[]>();
  for (const observation of work.observations) {
    if (hourOf(observation.at) === work.hour) {
      const list = mine.get(observation.actor) ?? [];
      mine.set(observation.actor, [...list, observation]);
    }
  }
  const hour = ((work.hour % 24) + 24) % 24;
  return Array.from(mine).flatMap(([actor, evidence]) => {
    const { byHourOfDay } = work.before(actor);
    const known = byHourOfDay.reduce((a, b) => a + b, 0);
    const near = [hour + 23, hour, hour + 1].reduce(
      (sum, h) => sum + byHourOfDay[h % 24],
      0,
    );
    if (known < thresholds.usualHoursMinimumOperations || near > 0) {
      return [];
    }
    const clock = `${String(hour).padStart(2, '0')}:00`;
    return toFinding({
      detector: 'unusual-hours',
      work,
      actor,
      sentence: `${actor} was active after ${clock} UTC, when none of their ${known} operations of 30 days were within an hour`,
      numbers: { operations: evidence.length, known, hour },
      evidence,
    });
  });
};
