import type { EnvironmentName } from '../environments';

/**
 * How much one plan may reach. Of several that fit, all hold.
 *
 * @public
 */
export interface TargetLimit {
  /** Where. */
  environment: EnvironmentName | '*';
  /** Objects at most. */
  maxTargets?: number;
  /** Pods at most. */
  maxPods?: number;
  /** Replicas of one object at most. */
  maxReplicas?: number;
  /** Which share of the ready replicas of one object at most. */
  maxPercentOfReady?: number;
}
