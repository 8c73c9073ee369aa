import { checkHash } from '../bytes/checkHash';
import { equalBytes } from '../bytes/equalBytes';
import { LedgerError } from '../errors/LedgerError';
import { checkProof } from './checkProof';
import { hashNode } from './hashNode';
import { LogNumber } from './LogNumber';
import { pathShape } from './pathShape';
import { toUint64 } from './toUint64';

/**
 * Verifies that the entry with this leaf hash stands at `index` in the log
 * with this size and root (RFC 9162, section 2.1.3.2). Returns when it does and
 * throws a {@link LedgerError} with the reason when it does not.
 *
 * Take `size` and `root` from a checkpoint that {@link verifyCheckpoint}
 * accepted, never from whoever sent the proof.
 *
 * @public
 */
export function verifyInclusionProof(options: {
  index: LogNumber;
  size: LogNumber;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}): void {
  const index = toUint64(options.index, 'The index');
  const size = toUint64(options.size, 'The size');
  const leafHash = checkHash(options.leafHash, 'The leaf hash');
  const root = checkHash(options.root, 'The root');
  if (index >= size) {
    throw new LedgerError(
      'index-outside-tree',
      `Entry ${index} is not in a log of ${size} entries`,
    );
  }
  const { inner, border } = pathShape(index, size);
  const proof = checkProof(options.proof, inner + border);
  let hash = leafHash;
  proof.forEach((sibling, level) => {
    const onTheRight = level < inner && !((index >> BigInt(level)) & 1n);
    hash = onTheRight ? hashNode(hash, sibling) : hashNode(sibling, hash);
  });
  if (!equalBytes(hash, root)) {
    throw new LedgerError(
      'root-mismatch',
      `The proof of entry ${index} does not lead to the root of the log of ${size} entries`,
    );
  }
}
