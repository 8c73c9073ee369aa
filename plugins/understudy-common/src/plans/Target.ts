import type { TargetIdentity } from './TargetIdentity';
import type { TargetObservation } from './TargetObservation';

/**
 * One resolved object.
 *
 * @public
 */
export interface Target extends TargetIdentity {
  /** The version that was seen. Shown, and never part of a hash. */
  resourceVersion?: string;
  /** `sha256:<hex>` of what matters of the object, see {@link fingerprintOf}. */
  fingerprint: string;
  /** What the connector saw. */
  observed: TargetObservation;
}
