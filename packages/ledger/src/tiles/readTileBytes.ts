import { checkBytes } from '../bytes/checkBytes';
import { LedgerError } from '../errors/LedgerError';
import { TileAddress } from './TileAddress';
import { tilePath } from './tilePath';
import { TileSource } from './TileSource';

/** @internal */
export async function readTileBytes(
  tile: TileAddress,
  source: TileSource,
): Promise<Uint8Array> {
  const bytes = checkBytes(await source.readTile(tile), tilePath(tile));
  const wanted = 32 * tile.width;
  if (bytes.length % 32 !== 0 || bytes.length < wanted || bytes.length > 8192) {
    throw new LedgerError(
      'bad-tile',
      `${tilePath(tile)} has ${bytes.length} bytes, it needs ${wanted}`,
    );
  }
  return bytes.subarray(0, wanted);
}
