import { checkBytes } from '../bytes/checkBytes';
import { checkHash } from '../bytes/checkHash';
import { equalBytes } from '../bytes/equalBytes';
import { LedgerError } from '../errors/LedgerError';
import { bitLength } from './bitLength';
import { checkProof } from './checkProof';
import { hashNode } from './hashNode';
import { LogNumber } from './LogNumber';
import { pathShape } from './pathShape';
import { toUint64 } from './toUint64';

/**
 * Verifies that the log with `size2` and `root2` extends the one with `size1`
 * and `root1` and changed none of its entries (RFC 9162, section 2.1.4.2).
 * Returns when it does and throws a {@link LedgerError} with the reason when it
 * does not.
 *
 * `size1` must not be 0: every log extends the empty one, so a proof of it says
 * nothing, and a caller who starts from nothing has to know that. Equal sizes
 * need an empty proof and equal roots.
 *
 * @public
 */
export function verifyConsistencyProof(options: {
  size1: LogNumber;
  size2: LogNumber;
  root1: Uint8Array;
  root2: Uint8Array;
  proof: readonly Uint8Array[];
}): void {
  const size1 = toUint64(options.size1, 'size1');
  const size2 = toUint64(options.size2, 'size2');
  if (size1 === 0n) {
    throw new LedgerError(
      'empty-first-tree',
      'Nothing can be proved from an empty log',
    );
  }
  if (size1 > size2) {
    throw new LedgerError(
      'sizes-out-of-order',
      `A log of ${size2} entries cannot extend one of ${size1}`,
    );
  }
  if (size1 === size2) {
    checkProof(options.proof, 0);
    if (
      !equalBytes(
        checkBytes(options.root1, 'root1'),
        checkBytes(options.root2, 'root2'),
      )
    ) {
      throw new LedgerError(
        'root-mismatch',
        `Two different roots for one size: the log of ${size1} entries was forked`,
      );
    }
    return;
  }
  const root1 = checkHash(options.root1, 'root1');
  const root2 = checkHash(options.root2, 'root2');

  // The proof starts at the largest subtree that ends where the old log ends.
  // Where that is the whole old log, its root is known and not in the proof.
  const height = bitLength(size1 & -size1) - 1;
  const wholeOldLog = size1 === 1n << BigInt(height);
  const { inner: fromLeaf, border } = pathShape(size1 - 1n, size2);
  const inner = fromLeaf - height;
  const start = wholeOldLog ? 0 : 1;
  const proof = checkProof(options.proof, start + inner + border);

  let old = wholeOldLog ? root1 : proof[0];
  let grown = old;
  proof.slice(start).forEach((sibling, level) => {
    const onTheRight =
      level < inner && !(((size1 - 1n) >> BigInt(height + level)) & 1n);
    if (onTheRight) {
      grown = hashNode(grown, sibling);
    } else {
      old = hashNode(sibling, old);
      grown = hashNode(sibling, grown);
    }
  });
  if (!equalBytes(old, root1)) {
    throw new LedgerError(
      'root-mismatch',
      `The proof does not lead to the root of the log of ${size1} entries`,
    );
  }
  if (!equalBytes(grown, root2)) {
    throw new LedgerError(
      'root-mismatch',
      `The proof does not lead to the root of the log of ${size2} entries`,
    );
  }
}
