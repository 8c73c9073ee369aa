import { VerifiedSignature } from './VerifiedSignature';

/**
 * What {@link verifyNote} vouches for.
 *
 * @public
 */
export interface VerifiedNote {
  /** The signed text, its last newline included. */
  text: string;
  /** One per pinned key that signed. */
  signatures: VerifiedSignature[];
  /** Names on lines of keys that are not pinned; nothing is known about them. */
  ignored: string[];
}
