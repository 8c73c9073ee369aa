/**
 * One signature line of a note.
 *
 * @public
 */
export interface NoteSignature {
  /** Name of the key. */
  name: string;
  /** First four bytes of the key's hash, as a number. */
  keyId: number;
  /** What the key wrote, without the key id. */
  signature: Uint8Array;
}
