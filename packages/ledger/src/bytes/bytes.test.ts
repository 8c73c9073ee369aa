/** @jest-environment node */
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import { decodeBase64 } from './decodeBase64';
import { decodeHex } from './decodeHex';
import { decodeUtf8 } from './decodeUtf8';
import { encodeBase64 } from './encodeBase64';
import { encodeHex } from './encodeHex';
import { encodeUtf8 } from './encodeUtf8';

describe('base64', () => {
  it('is what Node writes and reads', () => {
    const { bytes } = random(4);
    for (let length = 0; length < 200; length++) {
      const data = bytes(length);
      const text = Buffer.from(data).toString('base64');
      expect(encodeBase64(data)).toBe(text);
      expect(decodeBase64(text)).toEqual(data);
    }
  });

  it.each([
    'QQ',
    'QQ=',
    'QQ===',
    'QR==',
    'QUF=',
    'QUFB\n',
    ' QUFB',
    'QU-B',
    'QU_B',
    '====',
    'Q===',
    'QUFBQQ==QUFB',
    'é===',
  ])('has one spelling only: %p is refused', text => {
    expect(reasonOf(() => decodeBase64(text))).toBe('bad-argument');
  });
});

describe('hexadecimal digits', () => {
  it('are what Node writes, and read in either case', () => {
    const data = random(5).bytes(64);
    const text = Buffer.from(data).toString('hex');
    expect(encodeHex(data)).toBe(text);
    expect(decodeHex(text.toUpperCase())).toEqual(data);
  });

  it.each(['a', 'zz', '0x', 'aa ', 'é0'])('refuse %p', text => {
    expect(reasonOf(() => decodeHex(text))).toBe('bad-argument');
  });
});

describe('UTF-8', () => {
  it('keeps every text, a byte order mark included', () => {
    for (const text of ['', 'ü', '日本', '🙂', '\ufeffa', '\u0000']) {
      expect(decodeUtf8(encodeUtf8(text))).toBe(text);
    }
  });

  it('refuses half pairs and broken sequences instead of replacing them', () => {
    expect(reasonOf(() => encodeUtf8('a\ud800'))).toBe('bad-argument');
    expect(reasonOf(() => encodeUtf8('\udc00'))).toBe('bad-argument');
    expect(reasonOf(() => decodeUtf8(Uint8Array.of(0xff)))).toBe(
      'bad-argument',
    );
    expect(reasonOf(() => decodeUtf8(Uint8Array.of(0xed, 0xa0, 0x80)))).toBe(
      'bad-argument',
    );
  });
});
