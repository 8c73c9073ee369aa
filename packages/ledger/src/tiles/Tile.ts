import { TileAddress } from './TileAddress';

/**
 * A tile of hashes, 32 bytes each, one behind the other.
 *
 * @public
 */
export interface Tile extends TileAddress {
  /** The hashes, `32 * width` bytes. */
  bytes: Uint8Array;
}
