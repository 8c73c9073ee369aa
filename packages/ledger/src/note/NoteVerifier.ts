/**
 * A key that signatures can be checked with. {@link parseVerifierKey} makes
 * them of the two Ed25519 types; implement it for another type.
 *
 * @public
 */
export interface NoteVerifier {
  /** Name of the key. */
  readonly name: string;
  /** First four bytes of the key's hash, as a number. */
  readonly keyId: number;
  /** `log` signs the text itself; `witness` cosigns checkpoints with a time. */
  readonly role: 'log' | 'witness';
  /** Whether `signature`, without key id, is one of this key over `text`. */
  verify(text: string, signature: Uint8Array): Promise<boolean>;
}
