import { LedgerError } from '../errors/LedgerError';

/**
 * Text as UTF-8. Half a surrogate pair is refused: an encoder would silently
 * write a replacement character, so that two different texts hash alike.
 *
 * @internal
 */
export function encodeUtf8(text: string): Uint8Array {
  if (/\p{Surrogate}/u.test(text)) {
    throw new LedgerError(
      'bad-argument',
      'The text holds half a surrogate pair, which UTF-8 cannot write',
    );
  }
  return new TextEncoder().encode(text);
}
