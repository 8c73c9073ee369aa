import { LedgerError } from '../errors/LedgerError';
import { HashReader } from './HashReader';
import { LogNumber } from './LogNumber';
import { EntryRange, readRangeRoots } from './readRangeRoots';
import { splitPoint } from './splitPoint';
import { toUint64 } from './toUint64';

/**
 * Builds the proof that the log of `size2` entries extends the one of `size1`
 * entries and changed none of them (RFC 6962, section 2.1.2). `size1` must not
 * be 0: every log extends the empty one, there is nothing to prove.
 *
 * @public
 */
export async function proveConsistency(
  options: { size1: LogNumber; size2: LogNumber },
  reader: HashReader,
): Promise<Uint8Array[]> {
  const size1 = toUint64(options.size1, 'size1');
  const size2 = toUint64(options.size2, 'size2');
  if (size1 === 0n) {
    throw new LedgerError(
      'empty-first-tree',
      'There is no consistency proof from an empty log',
    );
  }
  if (size1 > size2) {
    throw new LedgerError(
      'sizes-out-of-order',
      `A log of ${size2} entries cannot extend one of ${size1}`,
    );
  }
  const parts: EntryRange[] = [];
  let begin = 0n;
  let end = size2;
  while (size1 < end) {
    const middle = begin + splitPoint(end - begin);
    if (size1 <= middle) {
      parts.push({ begin: middle, end });
      end = middle;
    } else {
      parts.push({ begin, end: middle });
      begin = middle;
    }
  }
  // What is left is a subtree of the old log. The verifier knows it already
  // when it is all of the old log: then it is the old root.
  if (begin > 0n) {
    parts.push({ begin, end });
  }
  return readRangeRoots(parts.reverse(), reader);
}
