import { checkNoteText } from './checkNoteText';
import { formatNote } from './formatNote';
import { NoteSigner } from './NoteSigner';

/**
 * Signs a text, which must end with a newline, with one key or several.
 *
 * @public
 */
export async function signNote(
  text: string,
  signers: readonly NoteSigner[],
): Promise<string> {
  checkNoteText(text);
  const signatures = await Promise.all(
    signers.map(async signer => ({
      name: signer.name,
      keyId: signer.keyId,
      signature: await signer.sign(text),
    })),
  );
  return formatNote({ text, signatures });
}
