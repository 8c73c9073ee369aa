import { LedgerError } from '../errors/LedgerError';
import { formatNote } from './formatNote';
import { NoteSigner } from './NoteSigner';
import { parseNote } from './parseNote';

/**
 * Adds signature lines below those that a note has: a witness that cosigns, a
 * new key that joins the old one. The signatures that are there are kept as
 * they are and not verified: verify before you sign.
 *
 * @public
 */
export async function addSignatures(
  note: string | Uint8Array,
  signers: readonly NoteSigner[],
): Promise<string> {
  const { text, signatures } = parseNote(note);
  for (const signer of signers) {
    if (
      signatures.some(
        ({ name, keyId }) => name === signer.name && keyId === signer.keyId,
      )
    ) {
      throw new LedgerError(
        'bad-argument',
        `The note carries a signature of ${signer.name} already`,
      );
    }
    signatures.push({
      name: signer.name,
      keyId: signer.keyId,
      signature: await signer.sign(text),
    });
  }
  return formatNote({ text, signatures });
}
