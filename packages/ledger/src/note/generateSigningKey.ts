import { concatBytes } from '../bytes/concatBytes';
import { encodeBase64 } from '../bytes/encodeBase64';
import { platformEd25519 } from '../ed25519/platformEd25519';
import { LedgerError } from '../errors/LedgerError';
import { isKeyName } from './isKeyName';
import { keyTypeBytes } from './keyTypeBytes';
import { NoteKeyType } from './NoteKeyType';
import { noteKeyId } from './noteKeyId';
import { parseSigningKey } from './parseSigningKey';

/**
 * Makes a new key pair. Keep `signingKey` secret; hand out `verifierKey`.
 *
 * @public
 */
export async function generateSigningKey(
  name: string,
  type: NoteKeyType = 'log',
): Promise<{ signingKey: string; verifierKey: string }> {
  if (!isKeyName(name)) {
    throw new LedgerError(
      'malformed-key',
      'A key name is not empty and holds no space and no plus',
    );
  }
  const seed = globalThis.crypto.getRandomValues(new Uint8Array(32));
  const keyId = noteKeyId({
    name,
    type: keyTypeBytes[type],
    publicKey: await platformEd25519.publicKeyOf(seed),
  });
  const id = keyId.toString(16).padStart(8, '0');
  const typed = concatBytes([new Uint8Array([keyTypeBytes[type]]), seed]);
  const signingKey = `PRIVATE+KEY+${name}+${id}+${encodeBase64(typed)}`;
  const { verifierKey } = await parseSigningKey(signingKey);
  return { signingKey, verifierKey };
}
