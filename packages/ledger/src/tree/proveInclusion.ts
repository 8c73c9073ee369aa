import { LedgerError } from '../errors/LedgerError';
import { HashReader } from './HashReader';
import { LogNumber } from './LogNumber';
import { EntryRange, readRangeRoots } from './readRangeRoots';
import { splitPoint } from './splitPoint';
import { toUint64 } from './toUint64';

/**
 * Builds the proof that the entry at `index` is part of the log of `size`
 * entries (RFC 6962, section 2.1.1), with at most two hashes read per level.
 *
 * @public
 */
export async function proveInclusion(
  options: { index: LogNumber; size: LogNumber },
  reader: HashReader,
): Promise<Uint8Array[]> {
  const index = toUint64(options.index, 'The index');
  const size = toUint64(options.size, 'The size');
  if (index >= size) {
    throw new LedgerError(
      'index-outside-tree',
      `Entry ${index} is not in a log of ${size} entries`,
    );
  }
  const siblings: EntryRange[] = [];
  let begin = 0n;
  let end = size;
  while (end - begin > 1n) {
    const middle = begin + splitPoint(end - begin);
    if (index < middle) {
      siblings.push({ begin: middle, end });
      end = middle;
    } else {
      siblings.push({ begin, end: middle });
      begin = middle;
    }
  }
  return readRangeRoots(siblings.reverse(), reader);
}
