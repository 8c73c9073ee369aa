import type { JsonObject } from '@backstage/types';
import type { TargetIdentity } from '@understudy/plugin-understudy-common';

/**
 * What undo needs of one target, taken before a step acts. Values of secrets are
 * not in it.
 *
 * @public
 */
export interface Snapshot {
  /** The operation that is about to act. */
  operation: string;
  /** On what. */
  target: TargetIdentity;
  /** When it was taken, as an ISO time. */
  takenAt: string;
  /** How the target was, in the connector's own shape. */
  state: JsonObject;
}
