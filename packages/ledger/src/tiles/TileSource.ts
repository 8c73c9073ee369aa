import { TileAddress } from './TileAddress';

/**
 * Where tiles are kept. For a partial tile the full one, or one that grew
 * further, may be given instead: its first hashes are the same.
 *
 * @public
 */
export interface TileSource {
  /** Reads the bytes of one tile. */
  readTile(tile: TileAddress): Promise<Uint8Array>;
}
