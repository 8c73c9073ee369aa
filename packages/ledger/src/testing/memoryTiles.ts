import { appendToTiles } from '../tiles/appendToTiles';
import { tilePath } from '../tiles/tilePath';
import { TileSource } from '../tiles/TileSource';

/** Tiles in memory, and how often each was read. */
export function memoryTiles() {
  const tiles = new Map<string, Uint8Array>();
  const reads: string[] = [];
  const source: TileSource = {
    async readTile(tile) {
      const path = tilePath(tile);
      reads.push(path);
      const bytes = tiles.get(path);
      if (!bytes) {
        throw new Error(`no tile at ${path}`);
      }
      return bytes;
    },
  };
  let size = 0;
  return {
    tiles,
    reads,
    source,
    async append(leafHashes: readonly Uint8Array[]) {
      for (const tile of await appendToTiles({ size, leafHashes, source })) {
        tiles.set(tilePath(tile), tile.bytes);
      }
      size += leafHashes.length;
    },
  };
}
