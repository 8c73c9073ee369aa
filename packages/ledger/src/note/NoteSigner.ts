/**
 * A key that signs notes. {@link parseSigningKey} makes one from its text;
 * implement it for a key that stays in a key management system.
 *
 * @public
 */
export interface NoteSigner {
  /** Name of the key. */
  readonly name: string;
  /** First four bytes of the key's hash, as a number. */
  readonly keyId: number;
  /** Signs the text; returns the signature without key id. */
  sign(text: string): Promise<Uint8Array>;
}
