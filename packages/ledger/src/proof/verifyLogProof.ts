import { CheckpointPolicy } from '../checkpoint/CheckpointPolicy';
import { VerifiedCheckpoint } from '../checkpoint/VerifiedCheckpoint';
import { verifyCheckpoint } from '../checkpoint/verifyCheckpoint';
import { NoteVerifier } from '../note/NoteVerifier';
import { verifyInclusionProof } from '../tree/verifyInclusionProof';
import { parseLogProof } from './parseLogProof';

/**
 * Verifies a self-contained proof offline: the checkpoint with the pinned keys,
 * then the entry's place below its root.
 *
 * @public
 */
export async function verifyLogProof(options: {
  /** The text of the `.tlog-proof` file. */
  proof: string;
  /** {@link hashLeaf} of the entry that it is about. */
  leafHash: Uint8Array;
  /** The keys that are trusted, from outside the server that is checked. */
  verifierKeys: ReadonlyArray<string | NoteVerifier>;
  /** What the checkpoint must satisfy besides. */
  policy?: CheckpointPolicy;
}): Promise<{ index: bigint; checkpoint: VerifiedCheckpoint }> {
  const { index, proof, checkpoint: note } = parseLogProof(options.proof);
  const checkpoint = await verifyCheckpoint(
    note,
    options.verifierKeys,
    options.policy,
  );
  verifyInclusionProof({
    index,
    size: checkpoint.size,
    leafHash: options.leafHash,
    proof,
    root: checkpoint.root,
  });
  return { index, checkpoint };
}
