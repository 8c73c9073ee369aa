import type { JsonValue } from '@backstage/types';
import type { TargetIdentity } from './TargetIdentity';

/**
 * One value that a step changes.
 *
 * @public
 */
export interface PreviewChange {
  /** The object. */
  target: TargetIdentity;
  /** Where in it, as a JSON pointer (RFC 6901). */
  path: string;
  /** The value as it is; missing where there is none. */
  before?: JsonValue;
  /** The value as it will be; missing where it goes. */
  after?: JsonValue;
  /** Both values are keyed commitments, because the value is secret. */
  masked?: true;
}
