/**
 * A node over a complete subtree: it covers the `2^level` entries from
 * `index * 2^level` on. Leaves have level 0.
 *
 * @public
 */
export interface NodeAddress {
  /** Height above the leaves, 0 to 63. */
  level: number;
  /** Position from the left among the nodes of that level. */
  index: bigint;
}
