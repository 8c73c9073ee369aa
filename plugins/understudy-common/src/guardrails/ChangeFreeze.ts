import type { EnvironmentName } from '../environments';

/**
 * When nothing is written.
 *
 * @public
 */
export interface ChangeFreeze {
  /** Unique among the freezes. */
  id: string;
  /** From when, in ISO 8601 and UTC. */
  from: string;
  /** Until when; missing means until somebody lifts it. */
  to?: string;
  /** Where; missing means everywhere. */
  environments?: EnvironmentName[];
  /** Only for these catalog entities; `*` stands for anything. */
  entities?: string[];
  /** Why. */
  reason: string;
}
