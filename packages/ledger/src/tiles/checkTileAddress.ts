import { LedgerError } from '../errors/LedgerError';
import { toUint64 } from '../tree/toUint64';
import { TileAddress } from './TileAddress';

/** @internal */
export function checkTileAddress(tile: TileAddress): TileAddress {
  const { level, index, width } = tile;
  if (
    level !== 'entries' &&
    !(Number.isInteger(level) && level >= 0 && level <= 63)
  ) {
    throw new LedgerError(
      'bad-argument',
      `A tile has level 0 to 63 or 'entries', not ${level}`,
    );
  }
  if (!(Number.isInteger(width) && width >= 1 && width <= 256)) {
    throw new LedgerError(
      'bad-argument',
      `A tile is 1 to 256 wide, not ${width}`,
    );
  }
  return { level, index: toUint64(index, 'The tile index'), width };
}
