import { bitLength } from './bitLength';

/**
 * The largest power of two below `width`: where RFC 6962 splits a tree.
 *
 * @internal
 */
export function splitPoint(width: bigint): bigint {
  return 1n << BigInt(bitLength(width - 1n) - 1);
}
