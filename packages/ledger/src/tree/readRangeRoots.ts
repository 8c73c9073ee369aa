import { checkHash } from '../bytes/checkHash';
import { LedgerError } from '../errors/LedgerError';
import { foldRight } from './foldRight';
import { HashReader } from './HashReader';
import { rangeNodes } from './rangeNodes';

/** @internal */
export interface EntryRange {
  begin: bigint;
  end: bigint;
}

/**
 * The Merkle tree hash of each range, with all nodes asked for at once.
 *
 * @internal
 */
export async function readRangeRoots(
  ranges: readonly EntryRange[],
  reader: HashReader,
): Promise<Uint8Array[]> {
  const nodes = ranges.map(({ begin, end }) => rangeNodes(begin, end));
  const wanted = nodes.flat();
  const hashes = wanted.length === 0 ? [] : await reader.readHashes(wanted);
  if (hashes.length !== wanted.length) {
    throw new LedgerError(
      'bad-tile',
      `${wanted.length} hashes were asked for, ${hashes.length} came`,
    );
  }
  let next = 0;
  return nodes.map(list => {
    const part = hashes.slice(next, next + list.length);
    next += list.length;
    part.forEach(hash => checkHash(hash, 'A hash that was read'));
    return foldRight(part);
  });
}
