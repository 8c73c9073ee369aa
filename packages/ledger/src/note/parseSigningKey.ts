import { concatBytes } from '../bytes/concatBytes';
import { encodeBase64 } from '../bytes/encodeBase64';
import { encodeUtf8 } from '../bytes/encodeUtf8';
import { platformEd25519 } from '../ed25519/platformEd25519';
import { LedgerError } from '../errors/LedgerError';
import { cosignedMessage } from './cosignedMessage';
import { keyTypeBytes } from './keyTypeBytes';
import { noteKeyId } from './noteKeyId';
import { NoteSigner } from './NoteSigner';
import { splitKey } from './splitKey';

const PREFIX = 'PRIVATE+KEY+';

/**
 * A private key from its text, `PRIVATE+KEY+name+id+base64(type || seed)`, the
 * form of Go's `sumdb/note`; with the public key that goes with it.
 *
 * @public
 */
export async function parseSigningKey(
  signingKey: string,
  options: {
    /** Gives the time of cosignatures in milliseconds; `Date.now` by default. */
    now?: () => number;
  } = {},
): Promise<NoteSigner & { verifierKey: string }> {
  if (!signingKey.startsWith(PREFIX)) {
    throw new LedgerError(
      'malformed-key',
      `The signing key does not begin with ${PREFIX}`,
    );
  }
  const { name, keyId, type, key } = splitKey(
    signingKey.slice(PREFIX.length),
    'The signing key',
  );
  const publicKey = await platformEd25519.publicKeyOf(key);
  if (noteKeyId({ name, type: keyTypeBytes[type], publicKey }) !== keyId) {
    throw new LedgerError(
      'malformed-key',
      `The id in the signing key of ${name} is not the id of that key`,
    );
  }
  const id = keyId.toString(16).padStart(8, '0');
  const typed = concatBytes([new Uint8Array([keyTypeBytes[type]]), publicKey]);
  const now = options.now ?? Date.now;
  return {
    name,
    keyId,
    verifierKey: `${name}+${id}+${encodeBase64(typed)}`,
    async sign(text) {
      if (type === 'log') {
        return platformEd25519.sign(key, encodeUtf8(text));
      }
      const time = BigInt(Math.floor(now() / 1000));
      const stamp = new Uint8Array(8);
      new DataView(stamp.buffer).setBigUint64(0, time);
      const message = encodeUtf8(cosignedMessage(time, text));
      return concatBytes([stamp, await platformEd25519.sign(key, message)]);
    },
  };
}
