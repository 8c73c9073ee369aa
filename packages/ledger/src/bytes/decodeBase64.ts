import { LedgerError } from '../errors/LedgerError';
import { base64Alphabet } from './base64Alphabet';
import { encodeBase64 } from './encodeBase64';

const SHAPE =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Standard base64 with padding as bytes. Only the one spelling that
 * {@link encodeBase64} writes is accepted: no line breaks, no missing padding,
 * no stray bits behind the last byte. So no two texts decode to the same bytes.
 *
 * @public
 */
export function decodeBase64(text: string): Uint8Array {
  if (!SHAPE.test(text)) {
    throw new LedgerError('bad-argument', 'The text is not standard base64');
  }
  const padding = (text.endsWith('==') && 2) || (text.endsWith('=') && 1) || 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let offset = 0;
  for (let i = 0; i < text.length; i += 4) {
    let group = 0;
    for (let j = i; j < i + 4; j++) {
      group = group * 64 + Math.max(0, base64Alphabet.indexOf(text[j]));
    }
    for (const byte of [group >>> 16, (group >>> 8) & 255, group & 255]) {
      if (offset < bytes.length) {
        bytes[offset++] = byte;
      }
    }
  }
  if (
    padding > 0 &&
    encodeBase64(bytes.subarray(-3 + padding)) !== text.slice(-4)
  ) {
    throw new LedgerError(
      'bad-argument',
      'The base64 text carries bits behind its last byte',
    );
  }
  return bytes;
}
