import {
  tilePath,
  type TileAddress,
  type TileSource,
} from '@understudy/ledger';
import type { ProofSource } from './ProofSource';

/** Reads each tile once. A tile of a log never changes; what it gives is verified anyway. */
export class CachedTiles implements TileSource {
  readonly #source: ProofSource;
  readonly #tiles = new Map<string, Promise<Uint8Array>>();

  constructor(source: ProofSource) {
    this.#source = source;
  }

  readTile(tile: TileAddress): Promise<Uint8Array> {
    const path = tilePath(tile);
    const known = this.#tiles.get(path);
    if (known) {
      return known;
    }
    const bytes = this.#source.readTile(path);
    this.#tiles.set(path, bytes);
    bytes.catch(() => this.#tiles.delete(path));
    return bytes;
  }

  /** After something did not verify, the next look reads everything anew. */
  clear(): void {
    this.#tiles.clear();
  }
}
