import { checkHash } from '../bytes/checkHash';
import { LedgerError } from '../errors/LedgerError';

/** @internal */
export function checkProof(
  proof: readonly Uint8Array[],
  length: number,
): readonly Uint8Array[] {
  if (!Array.isArray(proof)) {
    throw new LedgerError('bad-argument', 'The proof is not a list of hashes');
  }
  if (proof.length !== length) {
    throw new LedgerError(
      'wrong-proof-length',
      `The proof has ${proof.length} hashes, these sizes need ${length}`,
    );
  }
  proof.forEach((hash, i) => checkHash(hash, `Hash ${i} of the proof`));
  return proof;
}
