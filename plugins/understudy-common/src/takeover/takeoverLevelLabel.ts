import type { TakeoverLevel } from './TakeoverLevel';

/**
 * The words for a takeover level, such as "Takeover L2".
 *
 * @public
 */
export function takeoverLevelLabel(level: TakeoverLevel): string {
  return `Takeover ${level.slice(0, 2)}`;
}
