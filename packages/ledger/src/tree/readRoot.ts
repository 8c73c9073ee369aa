import { emptyRoot } from './emptyRoot';
import { HashReader } from './HashReader';
import { LogNumber } from './LogNumber';
import { readRangeRoots } from './readRangeRoots';
import { toUint64 } from './toUint64';

/**
 * The root of the log at any size, from stored hashes.
 *
 * @public
 */
export async function readRoot(
  size: LogNumber,
  reader: HashReader,
): Promise<Uint8Array> {
  const end = toUint64(size, 'The size');
  if (end === 0n) {
    return emptyRoot();
  }
  const [root] = await readRangeRoots([{ begin: 0n, end }], reader);
  return root;
}
