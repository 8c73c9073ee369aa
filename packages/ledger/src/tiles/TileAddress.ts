/**
 * Where a tile stands: 256 neighbouring hashes of every eighth tree level, or
 * 256 neighbouring entries (C2SP tlog-tiles).
 *
 * @public
 */
export interface TileAddress {
  /** 0 holds leaf hashes, each further level the roots of full tiles below. */
  level: number | 'entries';
  /** Position from the left among the tiles of that level. */
  index: bigint;
  /** How many hashes or entries the tile holds: 256 when full, else 1 to 255. */
  width: number;
}
