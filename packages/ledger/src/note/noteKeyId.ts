import { checkBytes } from '../bytes/checkBytes';
import { concatBytes } from '../bytes/concatBytes';
import { encodeUtf8 } from '../bytes/encodeUtf8';
import { sha256 } from '../sha256/sha256';

/**
 * The key id of C2SP signed-note: the first four bytes of
 * `SHA-256(name || 0x0A || type || public key)`, as a number.
 *
 * @public
 */
export function noteKeyId(options: {
  name: string;
  /** The type byte: 1 for Ed25519, 4 for Ed25519 cosignatures. */
  type: number;
  publicKey: Uint8Array;
}): number {
  const hash = sha256(
    concatBytes([
      encodeUtf8(`${options.name}\n`),
      new Uint8Array([options.type]),
      checkBytes(options.publicKey, 'The public key'),
    ]),
  );
  return new DataView(hash.buffer).getUint32(0);
}
