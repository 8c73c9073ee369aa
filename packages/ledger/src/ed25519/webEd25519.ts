import { concatBytes } from '../bytes/concatBytes';
import { decodeBase64 } from '../bytes/decodeBase64';
import { LedgerError } from '../errors/LedgerError';
import { Ed25519 } from './Ed25519';
import { keyPrefixes } from './keyPrefixes';

const ALGORITHM = { name: 'Ed25519' };

/**
 * Ed25519 of WebCrypto. It is missing in older browsers, and on pages that came
 * over plain HTTP the whole of WebCrypto is.
 *
 * @internal
 */
export function webEd25519(subtle: SubtleCrypto | undefined): Ed25519 {
  async function importKey(
    format: 'raw' | 'pkcs8',
    bytes: Uint8Array,
    usage: KeyUsage,
  ): Promise<[SubtleCrypto, CryptoKey]> {
    if (!subtle) {
      throw new LedgerError(
        'unsupported',
        'cannot verify in this browser: it offers no cryptography to this page; open it over HTTPS',
      );
    }
    try {
      const key = await subtle.importKey(
        format,
        new Uint8Array(bytes),
        ALGORITHM,
        true,
        [usage],
      );
      return [subtle, key];
    } catch (error) {
      if ((error as { name?: unknown } | undefined)?.name === 'DataError') {
        throw new LedgerError(
          'malformed-key',
          'The key is not an Ed25519 public key',
        );
      }
      throw new LedgerError(
        'unsupported',
        'cannot verify in this browser: it does not know Ed25519; a newer browser does',
      );
    }
  }
  const privateKey = (seed: Uint8Array) =>
    importKey('pkcs8', concatBytes([keyPrefixes.pkcs8, seed]), 'sign');
  return {
    async publicKeyOf(seed) {
      const [crypto, key] = await privateKey(seed);
      const { x } = await crypto.exportKey('jwk', key);
      const base64 = x!.replace(/-/g, '+').replace(/_/g, '/');
      return decodeBase64(`${base64}=`);
    },
    async sign(seed, message) {
      const [crypto, key] = await privateKey(seed);
      const signature = await crypto.sign(
        ALGORITHM,
        key,
        new Uint8Array(message),
      );
      return new Uint8Array(signature);
    },
    async verify(publicKey, message, signature) {
      const [crypto, key] = await importKey('raw', publicKey, 'verify');
      return crypto.verify(
        ALGORITHM,
        key,
        new Uint8Array(signature),
        new Uint8Array(message),
      );
    },
  };
}
