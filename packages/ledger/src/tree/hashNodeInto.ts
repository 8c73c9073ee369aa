import { hashInto } from '../sha256/hashInto';

const scratch = new Uint8Array(65);

/**
 * Hashes two nodes into their parent: `SHA-256(0x01 || left || right)`. The
 * three arrays may be one and the same.
 *
 * @internal
 */
export function hashNodeInto(
  left: Uint8Array,
  leftAt: number,
  right: Uint8Array,
  rightAt: number,
  into: Uint8Array,
  at: number,
): void {
  scratch[0] = 1;
  for (let i = 0; i < 32; i++) {
    scratch[1 + i] = left[leftAt + i];
    scratch[33 + i] = right[rightAt + i];
  }
  hashInto(scratch, into, at);
}
