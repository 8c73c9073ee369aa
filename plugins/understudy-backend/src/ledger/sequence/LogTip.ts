import {
  appendToTiles,
  CompactRange,
  rangeNodes,
  TileHashReader,
  type Tile,
  type TileSource,
} from '@understudy/ledger';

/**
 * The end of the log, in memory: the compact range, and the last tile of each
 * level. It grows only when what it grew by was committed.
 */
export class LogTip {
  readonly #range: CompactRange;
  readonly #tiles: Map<number, Tile>;

  private constructor(range: CompactRange, tiles: Map<number, Tile>) {
    this.#range = range;
    this.#tiles = tiles;
  }

  /** The end of a log of this size, from its tiles. */
  static async read(options: {
    size: number;
    source: TileSource;
  }): Promise<LogTip> {
    const { size, source } = options;
    const hashes = await new TileHashReader({ size, source }).readHashes(
      rangeNodes(0, size),
    );
    const tiles = new Map<number, Tile>();
    for (let level = 0, count = size; count > 0; level++) {
      const index = BigInt(Math.floor(count / 256));
      const width = count % 256;
      if (width > 0) {
        const bytes = await source.readTile({ level, index, width });
        tiles.set(level, { level, index, width, bytes });
      }
      count = Math.floor(count / 256);
    }
    return new LogTip(CompactRange.from({ end: size, hashes }), tiles);
  }

  get size(): number {
    return Number(this.#range.end);
  }

  /** The compact range, to replay from. */
  range(): CompactRange {
    return this.#range.clone();
  }

  root(): Uint8Array {
    return this.#range.root();
  }

  /** What the log would be with these leaves behind it, and the tiles that change. */
  async with(
    leafHashes: readonly Uint8Array[],
  ): Promise<{ tip: LogTip; tiles: Tile[] }> {
    const range = this.#range.clone();
    leafHashes.forEach(hash => range.append(hash));
    const tiles = await appendToTiles({
      size: this.size,
      leafHashes,
      source: {
        readTile: async ({ level }) =>
          this.#tiles.get(Number(level))?.bytes ?? new Uint8Array(),
      },
    });
    const last = new Map(this.#tiles);
    tiles.forEach(tile => last.set(Number(tile.level), tile));
    return { tip: new LogTip(range, last), tiles };
  }
}
