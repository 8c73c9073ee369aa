import { HOUR_MS, hourOf } from './hourOf';
import type { HourOfWork, Observation } from './types';

/**
 * For everything of a group that ended in the hour: what had ended within the
 * sixty minutes up to it. So a burst is seen wherever the hour begins.
 */
export function* trailing(
  work: HourOfWork,
  groupOf: (observation: Observation) => string | undefined,
): Generator<{ last: Observation; window: readonly Observation[] }> {
  const windows = new Map<string, Observation[]>();
  for (const observation of work.observations) {
    const group = groupOf(observation);
    if (group === undefined) {
      continue;
    }
    const window = windows.get(group) ?? [];
    windows.set(group, window);
    window.push(observation);
    const gone = window.findIndex(({ at }) => at > observation.at - HOUR_MS);
    window.splice(0, gone);
    if (hourOf(observation.at) === work.hour) {
      yield { last: observation, window };
    }
  }
}
