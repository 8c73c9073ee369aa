import { nodeCrypto } from '#platform';
import {
  canonicalJson,
  decodeHex,
  encodeHex,
  hashLeaf,
  LogReplay,
  openFields,
  sealFields,
  sha256,
  verifyCheckpoint,
  verifyConsistencyProof,
  verifyInclusionProof,
} from './index';
import vectors from './testing/referenceVectors.json';
import { decodeBase64 } from './bytes/decodeBase64';
import { reasonOf } from './testing/reasonOf';
import { reasonOfAsync } from './testing/reasonOfAsync';

const hashes = (list: readonly string[] | null) =>
  (list ?? []).map(decodeBase64);

describe('in a browser', () => {
  it('runs without node:crypto', () => {
    expect(nodeCrypto).toBeUndefined();
    expect(typeof window).toBe('object');
  });

  it('hashes long and short data, and trees', () => {
    expect(encodeHex(sha256(new TextEncoder().encode('a'.repeat(1000))))).toBe(
      '41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3',
    );
    const replay = new LogReplay();
    for (const leaf of ['', '00', '10', '2021', '3031', '40414243']) {
      replay.add(decodeHex(leaf));
    }
    expect(encodeHex(replay.root())).toBe(
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    );
  });

  it('verifies proofs as Node does', () => {
    for (const v of vectors.inclusion) {
      const reason = reasonOf(() =>
        verifyInclusionProof({
          index: BigInt(v.index),
          size: BigInt(v.size),
          leafHash: decodeBase64(v.leafHash),
          proof: hashes(v.proof),
          root: decodeBase64(v.root),
        }),
      );
      expect([v, reason === 'accepted']).toEqual([v, v.accepted]);
    }
    for (const v of vectors.consistency) {
      const reason = reasonOf(() =>
        verifyConsistencyProof({
          size1: BigInt(v.size1),
          size2: BigInt(v.size2),
          root1: decodeBase64(v.root1),
          root2: decodeBase64(v.root2),
          proof: hashes(v.proof),
        }),
      );
      expect([v, reason === 'accepted']).toEqual([v, v.accepted]);
    }
  });

  it('opens sealed fields', () => {
    const entry = { text: 'secret', plain: 1 };
    const options = { domain: 'test/v1', pointers: ['/text'] };
    const { entry: leaf, fields } = sealFields(entry, options);
    expect(
      hashLeaf(new TextEncoder().encode(canonicalJson(leaf))),
    ).toHaveLength(32);
    expect(openFields(leaf, { domain: 'test/v1', fields }).entry).toEqual(
      entry,
    );
  });

  it('says when it cannot verify signatures, as this one cannot', async () => {
    const { note, verifierKeys } = vectors.notes[0];
    expect(globalThis.crypto.subtle).toBeUndefined();
    expect(
      await reasonOfAsync(() => verifyCheckpoint(note, verifierKeys)),
    ).toBe('unsupported');
    await expect(verifyCheckpoint(note, verifierKeys)).rejects.toThrow(
      'cannot verify in this browser',
    );
  });
});
