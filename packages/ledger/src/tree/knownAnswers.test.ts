/** @jest-environment node */
import { decodeBase64 } from '../bytes/decodeBase64';
import { decodeHex } from '../bytes/decodeHex';
import { encodeHex } from '../bytes/encodeHex';
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import vectors from '../testing/referenceVectors.json';
import { CompactRange } from './CompactRange';
import { emptyRoot } from './emptyRoot';
import { hashLeaf } from './hashLeaf';
import { hashNode } from './hashNode';
import { LogReplay } from './LogReplay';
import { verifyConsistencyProof } from './verifyConsistencyProof';
import { verifyInclusionProof } from './verifyInclusionProof';

/** The eight leaves that implementations of RFC 6962 test with. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(decodeHex);

const hashes = (list: readonly string[] | null) =>
  (list ?? []).map(decodeBase64);

describe('the log of eight leaves', () => {
  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('has the known root at size %d', (size, root) => {
    const replay = new LogReplay();
    const range = CompactRange.empty();
    for (const leaf of LEAVES.slice(0, size)) {
      replay.add(leaf);
      range.append(hashLeaf(leaf));
    }
    expect(encodeHex(replay.root())).toBe(root);
    expect(encodeHex(range.root())).toBe(root);
  });

  it('has the known inner hashes', () => {
    expect(encodeHex(emptyRoot())).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(encodeHex(hashLeaf(LEAVES[0]))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(encodeHex(hashLeaf(LEAVES[1]))).toBe(
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    );
    const right = hashNode(hashLeaf(LEAVES[2]), hashLeaf(LEAVES[3]));
    expect(encodeHex(right)).toBe(
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    );
    const left = hashNode(hashLeaf(LEAVES[0]), hashLeaf(LEAVES[1]));
    expect(encodeHex(hashNode(left, right))).toBe(
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    );
  });
});

describe('what the reference implementation in Go says', () => {
  it('is said here of roots', () => {
    expect(vectors.roots.length).toBeGreaterThan(0);
    for (const { leaves, root } of vectors.roots) {
      const replay = new LogReplay();
      hashes(leaves).forEach(leaf => replay.add(leaf));
      expect(replay.root()).toEqual(decodeBase64(root));
    }
  });

  it('is said here of proofs, good and spoiled', () => {
    const verdicts = new Set<boolean>();
    for (const v of vectors.inclusion) {
      verdicts.add(v.accepted);
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
      verdicts.add(v.accepted);
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
    expect(verdicts).toEqual(new Set([true, false]));
  });
});

describe('equal sizes', () => {
  it('only compare the roots, which the reference takes as they come', () => {
    const root = random(1).bytes(12);
    const verify = (root2: Uint8Array, proof: Uint8Array[]) =>
      reasonOf(() =>
        verifyConsistencyProof({
          size1: 1,
          size2: 1,
          root1: root,
          root2,
          proof,
        }),
      );
    expect(verify(root.slice(), [])).toBe('accepted');
    expect(verify(random(2).bytes(12), [])).toBe('root-mismatch');
    expect(verify(root, [emptyRoot()])).toBe('wrong-proof-length');
  });
});
