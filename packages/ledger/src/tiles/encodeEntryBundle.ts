import { checkBytes } from '../bytes/checkBytes';
import { concatBytes } from '../bytes/concatBytes';
import { LedgerError } from '../errors/LedgerError';

/**
 * Entries as an entry bundle, each behind its length in two bytes (C2SP
 * tlog-tiles). So an entry has at most 65,535 bytes and a bundle at most 256
 * entries.
 *
 * @public
 */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > 256) {
    throw new LedgerError(
      'bad-argument',
      `A bundle holds at most 256 entries, not ${entries.length}`,
    );
  }
  return concatBytes(
    entries.flatMap((entry, i) => {
      const { length } = checkBytes(entry, `Entry ${i}`);
      if (length > 65535) {
        throw new LedgerError(
          'bad-argument',
          `Entry ${i} has ${length} bytes, a bundle holds at most 65535`,
        );
      }
      return [new Uint8Array([length >>> 8, length & 255]), entry];
    }),
  );
}
