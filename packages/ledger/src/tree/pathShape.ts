import { bitLength } from './bitLength';
import { onesCount } from './onesCount';

/**
 * How the path from a leaf to the root of a tree looks: `inner` levels on
 * which the sibling may stand on either side, then `border` levels along the
 * right edge of the tree, where every sibling stands on the left.
 *
 * @internal
 */
export function pathShape(
  index: bigint,
  size: bigint,
): { inner: number; border: number } {
  const inner = bitLength(index ^ (size - 1n));
  return { inner, border: onesCount(index >> BigInt(inner)) };
}
