import { LedgerError } from '../errors/LedgerError';
import { TileAddress } from './TileAddress';
import { tilePath } from './tilePath';

const SHAPE =
  /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,6}\d{3})(?:\.p\/(\d{1,3}))?$/;

/**
 * The tile at a path. Only the one spelling that {@link tilePath} writes is
 * accepted, so that nothing can be cached twice.
 *
 * @public
 */
export function parseTilePath(path: string): TileAddress {
  const match = SHAPE.exec(path);
  const width = match?.[3] === undefined ? 256 : Number(match[3]);
  if (match && width >= 1 && width <= 256) {
    const tile: TileAddress = {
      level: match[1] === 'entries' ? 'entries' : Number(match[1]),
      index: BigInt(match[2].replace(/[x/]/g, '')),
      width,
    };
    if (
      (tile.level === 'entries' || tile.level <= 63) &&
      tile.index < 2n ** 64n &&
      tilePath(tile) === path
    ) {
      return tile;
    }
  }
  throw new LedgerError('bad-argument', 'The path is not the path of a tile');
}
