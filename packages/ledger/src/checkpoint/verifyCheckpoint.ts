import { LedgerError } from '../errors/LedgerError';
import { NoteVerifier } from '../note/NoteVerifier';
import { verifyNote } from '../note/verifyNote';
import { CheckpointPolicy } from './CheckpointPolicy';
import { parseCheckpoint } from './parseCheckpoint';
import { VerifiedCheckpoint } from './VerifiedCheckpoint';

/**
 * Verifies a signed checkpoint with keys that were pinned beforehand, as
 * {@link verifyNote} does, and reads it. The log itself must have signed: the
 * cosignatures of witnesses alone do not do.
 *
 * @public
 */
export async function verifyCheckpoint(
  note: string | Uint8Array,
  verifierKeys: ReadonlyArray<string | NoteVerifier>,
  policy: CheckpointPolicy = {},
): Promise<VerifiedCheckpoint> {
  const { text, signatures, ignored } = await verifyNote(note, verifierKeys);
  const byLog = signatures.filter(({ role }) => role === 'log');
  const byWitnesses = signatures.filter(({ role }) => role === 'witness');
  if (byLog.length === 0) {
    throw new LedgerError(
      'unknown-signers',
      'The checkpoint is cosigned, but not signed by a key of the log that is trusted here',
    );
  }
  const checkpoint = parseCheckpoint(text);
  if (policy.origin !== undefined && checkpoint.origin !== policy.origin) {
    throw new LedgerError(
      'wrong-origin',
      `The checkpoint is of the log ${checkpoint.origin}, not of ${policy.origin}`,
    );
  }
  const needed = policy.witnesses ?? 0;
  if (byWitnesses.length < needed) {
    throw new LedgerError(
      'not-enough-witnesses',
      `${byWitnesses.length} of the trusted witnesses cosigned, ${needed} are needed`,
    );
  }
  return { ...checkpoint, signatures: [...byLog, ...byWitnesses], ignored };
}
