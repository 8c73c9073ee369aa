/** @jest-environment node */
import * as nodeCrypto from 'node:crypto';
import { decodeHex } from '../bytes/decodeHex';
import { encodeHex } from '../bytes/encodeHex';
import { bitFlips } from '../testing/mutations';
import { random } from '../testing/random';
import { nodeEd25519 } from './nodeEd25519';
import { webEd25519 } from './webEd25519';

const node = nodeEd25519(nodeCrypto);
const web = webEd25519(globalThis.crypto.subtle);

describe.each([
  ['node:crypto', node],
  ['WebCrypto', web],
])('Ed25519 by %s', (_, ed25519) => {
  // RFC 8032, section 7.1, tests 1 to 3.
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
  ])('signs as RFC 8032 does (seed %s)', async (seed, key, text, signature) => {
    const message = decodeHex(text);
    expect(encodeHex(await ed25519.publicKeyOf(decodeHex(seed)))).toBe(key);
    expect(encodeHex(await ed25519.sign(decodeHex(seed), message))).toBe(
      signature,
    );
    expect(
      await ed25519.verify(decodeHex(key), message, decodeHex(signature)),
    ).toBe(true);
  });

  it('refuses every bit flip of a signature', async () => {
    const seed = random(1).bytes(32);
    const message = random(2).bytes(50);
    const key = await node.publicKeyOf(seed);
    const signature = await node.sign(seed, message);
    expect(await ed25519.verify(key, message, signature)).toBe(true);
    for (const flipped of bitFlips(signature)) {
      expect(await ed25519.verify(key, message, flipped)).toBe(false);
    }
  });
});

describe('Ed25519 in a browser that cannot', () => {
  const anything = new Uint8Array(64);

  it('says so where the page has no WebCrypto', async () => {
    await expect(
      webEd25519(undefined).verify(anything.slice(32), anything, anything),
    ).rejects.toMatchObject({
      reason: 'unsupported',
      message: expect.stringMatching(/^cannot verify in this browser: .*HTTPS/),
    });
  });

  it('says so where WebCrypto does not know Ed25519', async () => {
    const subtle = {
      importKey: async () => {
        throw new DOMException('Unrecognized name.', 'NotSupportedError');
      },
    } as unknown as SubtleCrypto;
    await expect(
      webEd25519(subtle).verify(anything.slice(32), anything, anything),
    ).rejects.toMatchObject({
      reason: 'unsupported',
      message: expect.stringMatching(/^cannot verify in this browser: .*newer/),
    });
  });

  it('does not blame the browser for a key of the wrong length', async () => {
    await expect(
      web.verify(new Uint8Array(31), anything, anything),
    ).rejects.toMatchObject({ reason: 'malformed-key' });
  });
});
