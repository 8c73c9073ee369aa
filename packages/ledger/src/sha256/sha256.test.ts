/** @jest-environment node */
import { createHash } from 'node:crypto';
import { encodeHex } from '../bytes/encodeHex';
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import { nativeSha256 } from './nativeSha256';
import { portableSha256 } from './portableSha256';
import { sha256 } from './sha256';

function portable(data: Uint8Array): Uint8Array {
  const digest = new Uint8Array(32);
  portableSha256(data, digest, 0);
  return digest;
}

const ascii = (text: string) => new TextEncoder().encode(text);

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
    [
      'a'.repeat(1_000_000),
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    ],
  ])('gives the digest that NIST gives (example %#)', (text, digest) => {
    expect(encodeHex(portable(ascii(text)))).toBe(digest);
    expect(encodeHex(sha256(ascii(text)))).toBe(digest);
  });

  it('agrees with node:crypto at every length around the block borders', () => {
    const { bytes, below } = random(1);
    const lengths = [
      ...Array.from({ length: 400 }, (_, length) => length),
      ...Array.from({ length: 100 }, () => below(5000)),
    ];
    for (const length of lengths) {
      const data = bytes(length);
      const expected = createHash('sha256').update(data).digest('hex');
      expect(encodeHex(portable(data))).toBe(expected);
      expect(encodeHex(sha256(data))).toBe(expected);
    }
  });

  it('uses node:crypto in Node', () => {
    expect(nativeSha256).toEqual(expect.any(Function));
  });

  it('reads a view and not the buffer under it', () => {
    const data = random(2).bytes(500);
    expect(sha256(data.subarray(3, 300))).toEqual(sha256(data.slice(3, 300)));
    expect(sha256(data.subarray(3, 20))).toEqual(sha256(data.slice(3, 20)));
  });

  it('refuses what is not bytes', () => {
    expect(reasonOf(() => sha256('abc' as unknown as Uint8Array))).toBe(
      'bad-argument',
    );
  });
});
