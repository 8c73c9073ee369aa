import { LedgerError } from '../errors/LedgerError';
import { HashReader } from '../tree/HashReader';
import { LogNumber } from '../tree/LogNumber';
import { NodeAddress } from '../tree/NodeAddress';
import { toUint64 } from '../tree/toUint64';
import { readTileBytes } from './readTileBytes';
import { TileAddress } from './TileAddress';
import { tilePath } from './tilePath';
import { tileSubtree } from './tileSubtree';
import { TileSource } from './TileSource';

/**
 * Reads hashes from tiles, each tile once per call and all of them at the same
 * time. What it reads is not verified: verify the proof that comes of it.
 *
 * @public
 */
export class TileHashReader implements HashReader {
  readonly #size: bigint;
  readonly #source: TileSource;

  /**
   * @param options - `size`: the size of the log whose tiles are there, which
   * says how wide the last tiles are; `source`: where they are kept
   */
  constructor(options: { size: LogNumber; source: TileSource }) {
    this.#size = toUint64(options.size, 'The size');
    this.#source = options.source;
  }

  /** {@inheritDoc HashReader.readHashes} */
  async readHashes(nodes: readonly NodeAddress[]): Promise<Uint8Array[]> {
    const tiles = new Map<string, Promise<Uint8Array>>();
    const read = (tile: TileAddress) => {
      const path = tilePath(tile);
      const bytes = tiles.get(path) ?? readTileBytes(tile, this.#source);
      tiles.set(path, bytes);
      return bytes;
    };
    return Promise.all(
      nodes.map(async node => {
        const { tile, first, count } = this.#locate(node);
        return tileSubtree(await read(tile), first, count);
      }),
    );
  }

  #locate({ level, index }: NodeAddress): {
    tile: TileAddress;
    first: number;
    count: number;
  } {
    if ((index + 1n) << BigInt(level) > this.#size) {
      throw new LedgerError(
        'index-outside-tree',
        `Node ${index} of level ${level} is not complete in a log of ${
          this.#size
        } entries`,
      );
    }
    const height = level % 8;
    const tileLevel = (level - height) / 8;
    const first = index << BigInt(height);
    const tileIndex = first / 256n;
    const width = this.#size / 256n ** BigInt(tileLevel) - tileIndex * 256n;
    return {
      tile: {
        level: tileLevel,
        index: tileIndex,
        width: width > 256n ? 256 : Number(width),
      },
      first: Number(first % 256n),
      count: 2 ** height,
    };
  }
}
