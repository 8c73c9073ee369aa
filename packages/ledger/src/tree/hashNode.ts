import { checkHash } from '../bytes/checkHash';
import { hashNodeInto } from './hashNodeInto';

/**
 * The hash of an inner node: `SHA-256(0x01 || left || right)` (RFC 6962,
 * section 2.1).
 *
 * @public
 */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  const parent = new Uint8Array(32);
  checkHash(left, 'The left hash');
  checkHash(right, 'The right hash');
  hashNodeInto(left, 0, right, 0, parent, 0);
  return parent;
}
