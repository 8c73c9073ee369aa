import {
  takeoverLevels,
  type EnvironmentName,
  type TakeoverLevel,
} from '@understudy/plugin-understudy-common';

const MINUTE_MS = 60_000;

/** How long and how high an elevation can be. */
export const elevationLimits = {
  defaultMinutes: 60,
  longestMs: 240 * MINUTE_MS,
  /** How long it goes on after its incident was closed. */
  graceMs: 15 * MINUTE_MS,
  reasonAtLeast: 20,
  severities: ['sev1', 'sev2'],
} as const;

const rank = (level: TakeoverLevel) => takeoverLevels.indexOf(level);

/**
 * The levels that can be asked for: in production up to L3, elsewhere by two
 * levels at most and never L5. Nothing below what holds already.
 */
export function levelsToAskFor(
  environment: EnvironmentName,
  holds: TakeoverLevel,
): TakeoverLevel[] {
  const highest =
    environment === 'production'
      ? rank('L3_SEMI_AUTO')
      : Math.min(rank(holds) + 2, rank('L4_AUTO'));
  return takeoverLevels.slice(rank(holds) + 1, highest + 1);
}
