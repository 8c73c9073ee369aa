import { NoteSignature } from './NoteSignature';

/**
 * A text with signatures (C2SP signed-note). Nothing in it is to be believed
 * before {@link verifyNote} accepted it.
 *
 * @public
 */
export interface Note {
  /** The signed text, its last newline included. */
  text: string;
  /** The signatures in the order of their lines. */
  signatures: NoteSignature[];
}
