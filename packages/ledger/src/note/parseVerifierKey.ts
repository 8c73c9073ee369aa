import { encodeUtf8 } from '../bytes/encodeUtf8';
import { platformEd25519 } from '../ed25519/platformEd25519';
import { LedgerError } from '../errors/LedgerError';
import { cosignatureTime } from './cosignatureTime';
import { cosignedMessage } from './cosignedMessage';
import { keyTypeBytes } from './keyTypeBytes';
import { noteKeyId } from './noteKeyId';
import { NoteVerifier } from './NoteVerifier';
import { splitKey } from './splitKey';

/**
 * A public key from its text, `name+id+base64(type || key)`.
 *
 * @public
 */
export function parseVerifierKey(vkey: string): NoteVerifier {
  const { name, keyId, type, key } = splitKey(vkey, 'The verifier key');
  if (noteKeyId({ name, type: keyTypeBytes[type], publicKey: key }) !== keyId) {
    throw new LedgerError(
      'malformed-key',
      `The id in the verifier key of ${name} is not the id of that key`,
    );
  }
  if (type === 'log') {
    return {
      name,
      keyId,
      role: 'log',
      async verify(text, signature) {
        return (
          signature.length === 64 &&
          platformEd25519.verify(key, encodeUtf8(text), signature)
        );
      },
    };
  }
  return {
    name,
    keyId,
    role: 'witness',
    async verify(text, signature) {
      if (signature.length !== 72) {
        return false;
      }
      const time = cosignatureTime(signature);
      return (
        time < 2n ** 63n &&
        platformEd25519.verify(
          key,
          encodeUtf8(cosignedMessage(time, text)),
          signature.subarray(8),
        )
      );
    },
  };
}
