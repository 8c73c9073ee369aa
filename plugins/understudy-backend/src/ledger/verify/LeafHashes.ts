import type { TileSource } from '@understudy/ledger';

/** The leaf hashes that stand in the tiles, one tile at a time. */
export class LeafHashes {
  readonly #source: TileSource;
  readonly #size: number;
  #tile = -1;
  #bytes: Uint8Array = new Uint8Array();

  constructor(source: TileSource, size: number) {
    this.#source = source;
    this.#size = size;
  }

  /** Undefined where the tile does not reach so far. */
  async at(index: number): Promise<Uint8Array | undefined> {
    const tile = Math.floor(index / 256);
    if (tile !== this.#tile) {
      const width = Math.min(256, this.#size - tile * 256);
      this.#bytes = await this.#source.readTile({
        level: 0,
        index: BigInt(tile),
        width,
      });
      this.#tile = tile;
    }
    const start = (index % 256) * 32;
    return this.#bytes.length >= start + 32
      ? this.#bytes.slice(start, start + 32)
      : undefined;
  }
}
