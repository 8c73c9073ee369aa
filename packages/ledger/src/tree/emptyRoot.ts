import { sha256 } from '../sha256/sha256';

/**
 * The root of a log without entries: the hash of nothing.
 *
 * @public
 */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}
