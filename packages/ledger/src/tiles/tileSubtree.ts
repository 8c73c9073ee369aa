import { hashNodeInto } from '../tree/hashNodeInto';

/**
 * The root over `count` neighbouring hashes of a tile; `count` is a power of
 * two.
 *
 * @internal
 */
export function tileSubtree(
  bytes: Uint8Array,
  first: number,
  count: number,
): Uint8Array {
  const hashes = bytes.slice(32 * first, 32 * (first + count));
  for (let width = count; width > 1; width /= 2) {
    for (let i = 0; i < width / 2; i++) {
      hashNodeInto(hashes, 64 * i, hashes, 64 * i + 32, hashes, 32 * i);
    }
  }
  return hashes.slice(0, 32);
}
