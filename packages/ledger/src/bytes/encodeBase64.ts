import { base64Alphabet } from './base64Alphabet';

/**
 * Bytes as standard base64 with padding (RFC 4648, section 4).
 *
 * @public
 */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group =
      bytes[i] * 65536 +
      (left > 1 ? bytes[i + 1] * 256 : 0) +
      (left > 2 ? bytes[i + 2] : 0);
    text +=
      base64Alphabet.charAt(Math.floor(group / 262144)) +
      base64Alphabet.charAt(Math.floor(group / 4096) % 64) +
      (left > 1 ? base64Alphabet.charAt(Math.floor(group / 64) % 64) : '=') +
      (left > 2 ? base64Alphabet.charAt(group % 64) : '=');
  }
  return text;
}
