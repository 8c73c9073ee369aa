/** @internal */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}
