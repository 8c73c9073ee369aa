import type { JsonValue } from '@backstage/types';

/**
 * What the connector saw of a target, for facts and screens. Never a secret.
 *
 * @public
 */
export interface TargetObservation {
  /** How many replicas the object asks for. */
  replicas?: number;
  /** How many of them are ready. */
  readyReplicas?: number;
  /** Whether a node takes no new pods. */
  unschedulable?: boolean;
  /** Whether a rollout is paused. */
  paused?: boolean;
  /** Its labels. */
  labels?: Record<string, string>;
  /** What manages it, such as `argocd` or `helm`. */
  managedBy?: string;
  /** How many pods belong to it. */
  pods?: number;
  /** What owns it, up to the top, such as `Deployment/payments`. */
  owners?: string[];
  /** What selects it: services, disruption budgets, autoscalers, as `Kind/name`. */
  selectors?: string[];
  /**
   * What the quotas of the namespace leave. Missing means that nobody looked,
   * an empty object that there is no limit.
   */
  quota?: {
    /** How many more pods of this object fit, by all limits together. */
    podsLeft?: number;
  };
  /** Whatever else a connector shows. */
  [more: string]: JsonValue | undefined;
}
