import type { TakeoverLevel } from '../takeover';
import type { EnvironmentName } from './EnvironmentName';

/**
 * An environment as this installation has it.
 *
 * @public
 */
export interface Environment {
  /** The canonical name. */
  name: EnvironmentName;
  /** Other words for it, in lower case. */
  aliases: readonly string[];
  /** The clusters that belong to it, by the name Backstage knows them by. */
  clusters: readonly string[];
  /** The highest takeover level that it allows. */
  cap: TakeoverLevel;
  /** In words, what it asks of a write. */
  rules: string;
}
