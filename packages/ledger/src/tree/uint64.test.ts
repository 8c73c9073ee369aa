/** @jest-environment node */
import { naiveTree } from '../testing/naiveTree';
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import { CompactRange } from './CompactRange';
import { hashNode } from './hashNode';
import { proveConsistency } from './proveConsistency';
import { proveInclusion } from './proveInclusion';
import { rangeNodes } from './rangeNodes';
import { readRoot } from './readRoot';
import { verifyConsistencyProof } from './verifyConsistencyProof';
import { verifyInclusionProof } from './verifyInclusionProof';

const MAX = 2n ** 64n - 1n;
const EQUAL = naiveTree(Array.from({ length: 1 }, () => Uint8Array.of(7)));

/**
 * A log as large as numbers go, whose entries are all equal: a subtree hash
 * then depends on its level alone.
 */
const levels = [EQUAL.leafHash(0)];
for (let level = 1; level < 64; level++) {
  levels.push(hashNode(levels[level - 1], levels[level - 1]));
}
const reader = {
  readHashes: async (nodes: ReadonlyArray<{ level: number }>) =>
    nodes.map(({ level }) => levels[level]),
};
const { below } = random(64);
const someIndex = (bits: number) => {
  let value = 1n;
  for (let i = 1; i < bits; i++) {
    value = value * 2n + BigInt(below(2));
  }
  return value;
};

describe('sizes over the whole of uint64', () => {
  it.each([
    2n ** 53n,
    2n ** 53n + 1n,
    2n ** 63n - 1n,
    2n ** 63n,
    MAX - 1n,
    MAX,
  ])('are proved and verified at %d', async size => {
    const root = await readRoot(size, reader);
    for (const index of [0n, 1n, size / 2n, size - 2n, size - 1n]) {
      const proof = await proveInclusion({ index, size }, reader);
      const verify = (changed: object) =>
        reasonOf(() =>
          verifyInclusionProof({
            ...{ index, size, leafHash: levels[0], proof, root },
            ...changed,
          }),
        );
      expect(verify({})).toBe('accepted');
      expect(verify({ proof: proof.slice(1) })).toBe('wrong-proof-length');
      expect(verify({ root: levels[3] })).toBe('root-mismatch');
    }
    for (const size1 of [1n, 2n, size / 2n, size / 2n + 1n, size - 1n]) {
      const proof = await proveConsistency({ size1, size2: size }, reader);
      const root1 = await readRoot(size1, reader);
      const verify = (changed: object) =>
        reasonOf(() =>
          verifyConsistencyProof({
            ...{ size1, size2: size, root1, root2: root, proof },
            ...changed,
          }),
        );
      expect(verify({})).toBe('accepted');
      expect(verify({ root1: levels[60] })).toBe('root-mismatch');
      expect(verify({ root2: levels[60] })).toBe('root-mismatch');
    }
  });

  it('agree with the algorithm of RFC 9162, which walks bit by bit', async () => {
    for (let bits = 1; bits <= 64; bits++) {
      const size = someIndex(bits);
      const index = someIndex(1 + below(bits)) % size;
      const proof = await proveInclusion({ index, size }, reader);
      let [fn, sn, hash] = [index, size - 1n, levels[0]];
      for (const sibling of proof) {
        expect(sn).not.toBe(0n);
        if (fn % 2n === 1n || fn === sn) {
          hash = hashNode(sibling, hash);
          while (fn % 2n === 0n && fn !== 0n) {
            fn /= 2n;
            sn /= 2n;
          }
        } else {
          hash = hashNode(hash, sibling);
        }
        fn /= 2n;
        sn /= 2n;
      }
      expect(sn).toBe(0n);
      expect(hash).toEqual(await readRoot(size, reader));
      expect(
        reasonOf(() =>
          verifyInclusionProof({
            ...{ index, size, leafHash: levels[0], proof, root: hash },
          }),
        ),
      ).toBe('accepted');
    }
  });

  it('let a compact range go on from any of them', async () => {
    const end = MAX - 5n;
    const range = CompactRange.from({
      end,
      hashes: rangeNodes(0n, end).map(({ level }) => levels[level]),
    });
    range.append(levels[0]);
    range.append(levels[0]);
    expect(range.end).toBe(MAX - 3n);
    expect(range.root()).toEqual(await readRoot(MAX - 3n, reader));
  });
});
