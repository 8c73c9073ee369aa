import { hkdfSync } from 'node:crypto';

const INFO = 'understudy-ledger-mac/v1';

/**
 * The key that authenticates rows of the database, from a signing key that was
 * parsed before: `PRIVATE+KEY+name+id+base64(type || seed)`.
 */
export function deriveMacKey(signingKey: string): Uint8Array {
  // Base64 may hold a plus itself.
  const base64 = signingKey.split('+').slice(4).join('+');
  const seed = Buffer.from(base64, 'base64').subarray(1);
  return new Uint8Array(hkdfSync('sha256', seed, '', INFO, 32));
}
