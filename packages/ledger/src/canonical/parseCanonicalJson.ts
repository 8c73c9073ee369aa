import { decodeUtf8 } from '../bytes/decodeUtf8';
import { LedgerError } from '../errors/LedgerError';
import { canonicalJson } from './canonicalJson';
import { JsonValue } from './JsonValue';

/**
 * Reads canonical JSON and refuses any other spelling of it: other spaces,
 * another order, a key twice, numbers that lose digits. So what a person is
 * shown is what was hashed.
 *
 * @public
 */
export function parseCanonicalJson(json: string | Uint8Array): JsonValue {
  let text: string;
  let value: JsonValue;
  try {
    text = typeof json === 'string' ? json : decodeUtf8(json);
    value = JSON.parse(text);
  } catch {
    throw new LedgerError('not-json', 'The text is not JSON');
  }
  if (canonicalJson(value) !== text) {
    throw new LedgerError(
      'not-canonical',
      'The text is JSON, but not in the canonical form of RFC 8785',
    );
  }
  return value;
}
