import { checkBytes } from '../bytes/checkBytes';
import { hashLeafInto } from './hashLeafInto';

/**
 * The leaf hash of an entry: `SHA-256(0x00 || entry)` (RFC 6962, section 2.1).
 *
 * @public
 */
export function hashLeaf(entry: Uint8Array): Uint8Array {
  const digest = new Uint8Array(32);
  hashLeafInto(checkBytes(entry, 'The entry'), digest, 0);
  return digest;
}
