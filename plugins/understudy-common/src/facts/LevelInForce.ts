import type { TakeoverLevel } from '../takeover';

/**
 * How far software may act by itself right now.
 *
 * @public
 */
export interface LevelInForce {
  /** What counts. */
  level: TakeoverLevel;
  /** What the entity holds in this environment. */
  held: TakeoverLevel;
  /** What the environment allows at most. */
  cap: TakeoverLevel;
  /** The elevation that raises it, until when. */
  elevated?: { until: string; id: string };
}
