/**
 * A random salt of 32 bytes for one field of one entry.
 *
 * @public
 */
export function generateSalt(): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(32));
}
