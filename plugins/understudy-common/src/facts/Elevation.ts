import type { EnvironmentName } from '../environments';
import type { TakeoverLevel } from '../takeover';

/**
 * A higher takeover level for a short time, for one entity in one environment.
 *
 * @public
 */
export interface Elevation {
  /** Its id. */
  id: string;
  /** The catalog entity. */
  entityRef: string;
  /** The environment. */
  environment: EnvironmentName;
  /** The level that was granted. */
  level: TakeoverLevel;
  /** From when, in ISO 8601 and UTC. */
  from: string;
  /** Until when, in ISO 8601 and UTC. */
  until: string;
  /** Only these operations, as ids or like `kubernetes:*`; missing means all that an elevation can cover. */
  operations?: string[];
}
