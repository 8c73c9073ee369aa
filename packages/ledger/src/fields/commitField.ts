import { checkBytes } from '../bytes/checkBytes';
import { concatBytes } from '../bytes/concatBytes';
import { encodeUtf8 } from '../bytes/encodeUtf8';
import { canonicalJson } from '../canonical/canonicalJson';
import { LedgerError } from '../errors/LedgerError';
import { sha256 } from '../sha256/sha256';

function withLength(bytes: Uint8Array): Uint8Array[] {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return [length, bytes];
}

/**
 * Commits to a value without showing it:
 * `SHA-256(tag || len || domain || len || salt || canonical JSON)`, with the
 * tag `understudy-field/v1` and a newline, and lengths as four bytes, highest
 * first. `domain` says what the value is, so that the commitment of one field
 * is not one of another. Without a random salt of its own, a value with few
 * possibilities could be found by trying them.
 *
 * @public
 */
export function commitField(options: {
  domain: string;
  salt: Uint8Array;
  value: unknown;
}): Uint8Array {
  const salt = checkBytes(options.salt, 'The salt');
  if (salt.length < 16) {
    throw new LedgerError(
      'bad-argument',
      `A salt has at least 16 bytes, not ${salt.length}`,
    );
  }
  return sha256(
    concatBytes([
      encodeUtf8('understudy-field/v1\n'),
      ...withLength(encodeUtf8(options.domain)),
      ...withLength(salt),
      encodeUtf8(canonicalJson(options.value)),
    ]),
  );
}
