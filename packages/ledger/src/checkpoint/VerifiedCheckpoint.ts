import { VerifiedSignature } from '../note/VerifiedSignature';
import { Checkpoint } from './Checkpoint';

/**
 * What {@link verifyCheckpoint} vouches for.
 *
 * @public
 */
export interface VerifiedCheckpoint extends Checkpoint {
  /** One per pinned key that signed: the log's own, then witnesses. */
  signatures: VerifiedSignature[];
  /** Names on lines of keys that are not pinned; nothing is known about them. */
  ignored: string[];
}
