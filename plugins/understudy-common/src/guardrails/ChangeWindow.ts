import type { EnvironmentName } from '../environments';
import type { Weekday } from './weekdays';

/**
 * When writes may happen. Where any window applies, writes happen only inside
 * one.
 *
 * @public
 */
export interface ChangeWindow {
  /** Unique among the windows. */
  id: string;
  /** Where. */
  environments: EnvironmentName[];
  /** Only for these catalog entities; `*` stands for anything. */
  entities?: string[];
  /** On which days it begins. */
  days: Weekday[];
  /** From when, as `HH:MM` on the clock on the wall. */
  from: string;
  /** Until when, as `HH:MM` or `24:00`. Earlier than `from` means on the next day. */
  to: string;
  /** On whose wall, such as `Europe/Berlin`. */
  timeZone: string;
}
