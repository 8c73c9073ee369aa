import { LedgerError } from '../errors/LedgerError';
import { cosignatureTime } from './cosignatureTime';
import { NoteVerifier } from './NoteVerifier';
import { parseNote } from './parseNote';
import { parseVerifierKey } from './parseVerifierKey';
import { VerifiedNote } from './VerifiedNote';
import { VerifiedSignature } from './VerifiedSignature';

/**
 * Verifies a signed note with keys that were pinned beforehand, given as key
 * texts or as verifiers. Lines of other keys are ignored, so that keys can
 * rotate and witnesses can cosign; a line of a pinned key that does not verify
 * spoils the whole note; at least one must verify.
 *
 * @public
 */
export async function verifyNote(
  note: string | Uint8Array,
  verifierKeys: ReadonlyArray<string | NoteVerifier>,
): Promise<VerifiedNote> {
  const pinned = new Map<string, NoteVerifier>();
  const idOf = (key: { name: string; keyId: number }) =>
    `${key.name}+${key.keyId}`;
  for (const key of verifierKeys) {
    const verifier = typeof key === 'string' ? parseVerifierKey(key) : key;
    pinned.set(idOf(verifier), verifier);
  }
  const { text, signatures } = parseNote(note);
  const verified = new Map<string, VerifiedSignature>();
  const ignored: string[] = [];
  for (const line of signatures) {
    const verifier = pinned.get(idOf(line));
    if (!verifier) {
      ignored.push(line.name);
      continue;
    }
    if (!(await verifier.verify(text, line.signature))) {
      throw new LedgerError(
        'bad-signature',
        `The signature of ${line.name} does not fit the text`,
      );
    }
    const { name, keyId, role } = verifier;
    verified.set(
      idOf(line),
      role === 'witness'
        ? { name, keyId, role, time: cosignatureTime(line.signature) }
        : { name, keyId, role },
    );
  }
  if (verified.size === 0) {
    throw new LedgerError(
      'unknown-signers',
      'None of the signatures is by a key that is trusted here',
    );
  }
  return { text, signatures: [...verified.values()], ignored };
}
