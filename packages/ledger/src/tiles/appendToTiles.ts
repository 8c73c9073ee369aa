import { checkHash } from '../bytes/checkHash';
import { concatBytes } from '../bytes/concatBytes';
import { LogNumber } from '../tree/LogNumber';
import { toUint64 } from '../tree/toUint64';
import { readTileBytes } from './readTileBytes';
import { Tile } from './Tile';
import { TileSource } from './TileSource';
import { tileSubtree } from './tileSubtree';

/**
 * The tiles that new entries change, from the lowest level up: store all of
 * them, in one transaction with the entries. Of the old tiles only the last
 * partial one of each level is read.
 *
 * @public
 */
export async function appendToTiles(options: {
  /** How many entries the tiles hold so far. */
  size: LogNumber;
  /** The leaf hashes of the entries that follow. */
  leafHashes: readonly Uint8Array[];
  /** Where the tiles so far are kept. */
  source: TileSource;
}): Promise<Tile[]> {
  const tiles: Tile[] = [];
  let hashes: readonly Uint8Array[] = options.leafHashes;
  hashes.forEach((hash, i) => checkHash(hash, `Leaf hash ${i}`));
  let count = toUint64(options.size, 'The size');
  for (let level = 0; hashes.length > 0; level++) {
    const index = count / 256n;
    const there = Number(count % 256n);
    const before =
      there === 0
        ? []
        : [await readTileBytes({ level, index, width: there }, options.source)];
    const all = concatBytes([...before, ...hashes]);
    const full: Uint8Array[] = [];
    for (let start = 0; start < all.length; start += 8192) {
      const bytes = all.slice(start, start + 8192);
      const width = bytes.length / 32;
      tiles.push({ level, index: index + BigInt(start / 8192), width, bytes });
      if (width === 256) {
        full.push(tileSubtree(bytes, 0, 256));
      }
    }
    hashes = full;
    count = index;
  }
  return tiles;
}
