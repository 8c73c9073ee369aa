import { LedgerError } from '../errors/LedgerError';

/**
 * Hexadecimal digits, in either case, as bytes.
 *
 * @public
 */
export function decodeHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) {
    throw new LedgerError(
      'bad-argument',
      'The text is not made of pairs of hexadecimal digits',
    );
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}
