import { concatBytes } from '../bytes/concatBytes';
import { Ed25519 } from './Ed25519';
import { keyPrefixes } from './keyPrefixes';

/** @internal */
export function nodeEd25519(crypto: typeof import('node:crypto')): Ed25519 {
  const privateKey = (seed: Uint8Array) =>
    crypto.createPrivateKey({
      key: Buffer.from(concatBytes([keyPrefixes.pkcs8, seed])),
      format: 'der',
      type: 'pkcs8',
    });
  return {
    async publicKeyOf(seed) {
      const spki = crypto
        .createPublicKey(privateKey(seed))
        .export({ format: 'der', type: 'spki' });
      return new Uint8Array(spki.subarray(-32));
    },
    async sign(seed, message) {
      return new Uint8Array(crypto.sign(undefined, message, privateKey(seed)));
    },
    async verify(publicKey, message, signature) {
      const key = crypto.createPublicKey({
        key: Buffer.from(concatBytes([keyPrefixes.spki, publicKey])),
        format: 'der',
        type: 'spki',
      });
      return crypto.verify(undefined, message, key, signature);
    },
  };
}
