/** @internal */
export function onesCount(value: bigint): number {
  let ones = 0;
  for (let rest = value; rest > 0n; rest &= rest - 1n) {
    ones++;
  }
  return ones;
}
