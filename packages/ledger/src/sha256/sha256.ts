import { checkBytes } from '../bytes/checkBytes';
import { hashInto } from './hashInto';

/**
 * SHA-256 of some bytes, synchronously: by `node:crypto` in Node, by this
 * package's own code in a browser.
 *
 * @public
 */
export function sha256(data: Uint8Array): Uint8Array {
  const digest = new Uint8Array(32);
  hashInto(checkBytes(data, 'The data'), digest, 0);
  return digest;
}
