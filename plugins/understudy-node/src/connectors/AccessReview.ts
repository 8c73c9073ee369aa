import type { TargetIdentity } from '@understudy/plugin-understudy-common';

/**
 * What a system itself answered to the question whether the acting identity may
 * do one thing that an operation needs.
 *
 * @public
 */
export interface AccessReview {
  /** On what. */
  target: TargetIdentity;
  /** The verb of the system, such as `patch`. */
  verb: string;
  /** The resource of the system, such as `deployments.apps`. */
  resource: string;
  /** The part of it, such as `scale`. */
  subresource?: string;
  /** Whether it may. */
  allowed: boolean;
  /** Who was asked about, as the system knows it. */
  identity: string;
  /** The answer in one sentence; what is missing, and who can give it. */
  sentence: string;
}
