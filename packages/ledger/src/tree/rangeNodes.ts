import { LedgerError } from '../errors/LedgerError';
import { LogNumber } from './LogNumber';
import { NodeAddress } from './NodeAddress';
import { toUint64 } from './toUint64';

/**
 * The fewest complete subtrees that together cover the entries from `begin`
 * up to, not including, `end`; from left to right.
 *
 * @public
 */
export function rangeNodes(begin: LogNumber, end: LogNumber): NodeAddress[] {
  let position = toUint64(begin, 'The begin of the range');
  const stop = toUint64(end, 'The end of the range');
  if (position > stop) {
    throw new LedgerError(
      'bad-argument',
      `The range begins at ${position}, behind its end ${stop}`,
    );
  }
  const nodes: NodeAddress[] = [];
  while (position < stop) {
    let level = 0;
    let width = 1n;
    while (position % (2n * width) === 0n && position + 2n * width <= stop) {
      width *= 2n;
      level++;
    }
    nodes.push({ level, index: position / width });
    position += width;
  }
  return nodes;
}
