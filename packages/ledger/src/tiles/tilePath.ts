import { checkTileAddress } from './checkTileAddress';
import { TileAddress } from './TileAddress';

/**
 * The path of a tile below the address of a log, such as
 * `tile/0/x001/x234/067.p/8` or `tile/entries/000` (C2SP tlog-tiles).
 *
 * @public
 */
export function tilePath(tile: TileAddress): string {
  const { level, index, width } = checkTileAddress(tile);
  const digits = index.toString();
  const groups = digits
    .padStart(Math.ceil(digits.length / 3) * 3, '0')
    .match(/.{3}/g)!;
  const last = groups.pop();
  const path = [...groups.map(group => `x${group}`), last].join('/');
  return `tile/${level}/${path}${width === 256 ? '' : `.p/${width}`}`;
}
