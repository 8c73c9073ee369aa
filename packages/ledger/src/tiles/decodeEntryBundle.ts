import { checkBytes } from '../bytes/checkBytes';
import { LedgerError } from '../errors/LedgerError';

/**
 * The entries of a bundle, of which there must be exactly `width`. They are
 * views into `bytes`, not copies.
 *
 * @public
 */
export function decodeEntryBundle(
  bytes: Uint8Array,
  width: number,
): Uint8Array[] {
  checkBytes(bytes, 'The bundle');
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const start = offset + 2;
    const end = start + bytes[offset] * 256 + bytes[offset + 1];
    // A missing second length byte makes `end` NaN, which is no smaller.
    if (!(end <= bytes.length)) {
      throw new LedgerError(
        'bad-tile',
        `Entry ${entries.length} of the bundle is cut off`,
      );
    }
    entries.push(bytes.subarray(start, end));
    offset = end;
  }
  if (entries.length !== width) {
    throw new LedgerError(
      'bad-tile',
      `The bundle holds ${entries.length} entries, not ${width}`,
    );
  }
  return entries;
}
