import { decodeBase64 } from '../bytes/decodeBase64';
import { LedgerError } from '../errors/LedgerError';
import { isKeyName } from './isKeyName';
import { keyTypeBytes } from './keyTypeBytes';
import { NoteKeyType } from './NoteKeyType';

/**
 * The parts of `name+id+base64(type || key)`, as both kinds of key text end.
 * No message repeats any of the text: it may be a private key.
 *
 * @internal
 */
export function splitKey(
  text: string,
  what: string,
): { name: string; keyId: number; type: NoteKeyType; key: Uint8Array } {
  const malformed = new LedgerError('malformed-key', `${what} is malformed`);
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  if (!match || !isKeyName(match[1])) {
    throw malformed;
  }
  let bytes: Uint8Array;
  try {
    bytes = decodeBase64(match[3]);
  } catch {
    throw malformed;
  }
  if (bytes.length === 0) {
    throw malformed;
  }
  const type = (['log', 'witness'] as const).find(
    candidate => keyTypeBytes[candidate] === bytes[0],
  );
  if (!type) {
    throw new LedgerError(
      'unsupported',
      `${what} is of type ${bytes[0]}; only Ed25519 (1) and Ed25519 cosignatures (4) are supported`,
    );
  }
  if (bytes.length !== 33) {
    throw malformed;
  }
  return {
    name: match[1],
    keyId: parseInt(match[2], 16),
    type,
    key: bytes.slice(1),
  };
}
