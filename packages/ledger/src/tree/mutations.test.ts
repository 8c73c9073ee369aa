/** @jest-environment node */
import { bitFlips, spoiledProofs } from '../testing/mutations';
import { naiveTree } from '../testing/naiveTree';
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import { verifyConsistencyProof } from './verifyConsistencyProof';
import { verifyInclusionProof } from './verifyInclusionProof';

const { bytes } = random(9162);
const entries = Array.from({ length: 100 }, () => bytes(8));
const naive = naiveTree(entries);
const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 17, 31, 33, 64, 100];

describe('verifyInclusionProof', () => {
  it.each(SIZES)('refuses every spoiled proof in a log of %d', size => {
    const root = naive.root(size);
    for (let index = 0; index < size; index += size > 17 ? 7 : 1) {
      const leafHash = naive.leafHash(index);
      const proof = naive.inclusion(index, size);
      const verify = (changed: object) =>
        reasonOf(() =>
          verifyInclusionProof({
            ...{ index, size, leafHash, proof, root },
            ...changed,
          }),
        );
      expect(verify({})).toBe('accepted');
      const accepted: string[] = [];
      const refuse = (how: string, changed: object) => {
        if (verify(changed) === 'accepted') {
          accepted.push(`${how} of entry ${index}`);
        }
      };
      for (const [how, spoiled] of spoiledProofs(proof, [root, leafHash])) {
        refuse(how, { proof: spoiled });
      }
      for (const flipped of bitFlips(leafHash)) {
        refuse('another leaf hash', { leafHash: flipped });
      }
      for (const flipped of bitFlips(root)) {
        refuse('another root', { root: flipped });
      }
      for (let other = 0; other < size; other++) {
        if (other !== index) {
          refuse(`index ${other}`, { index: other });
        }
      }
      expect(accepted).toEqual([]);
    }
  });
});

describe('verifyConsistencyProof', () => {
  it.each(SIZES)('refuses every spoiled proof to a log of %d', size2 => {
    const root2 = naive.root(size2);
    for (let size1 = 1; size1 <= size2; size1 += size2 > 17 ? 5 : 1) {
      const root1 = naive.root(size1);
      const proof = naive.consistency(size1, size2);
      const verify = (changed: object) =>
        reasonOf(() =>
          verifyConsistencyProof({
            ...{ size1, size2, root1, root2, proof },
            ...changed,
          }),
        );
      expect(verify({})).toBe('accepted');
      const accepted: string[] = [];
      const refuse = (how: string, changed: object) => {
        if (verify(changed) === 'accepted') {
          accepted.push(`${how} from ${size1}`);
        }
      };
      for (const [how, spoiled] of spoiledProofs(proof, [root1, root2])) {
        refuse(how, { proof: spoiled });
      }
      for (const flipped of bitFlips(root1)) {
        refuse('another root1', { root1: flipped });
      }
      for (const flipped of bitFlips(root2)) {
        refuse('another root2', { root2: flipped });
      }
      expect(accepted).toEqual([]);
    }
  });

  it('refuses exchanged roots, and no proof at all', () => {
    for (const [size1, size2] of [
      [1, 2],
      [4, 7],
      [3, 8],
      [64, 100],
    ]) {
      const [root1, root2] = [naive.root(size1), naive.root(size2)];
      const proof = naive.consistency(size1, size2);
      const verify = (changed: object) =>
        reasonOf(() =>
          verifyConsistencyProof({
            ...{ size1, size2, root1, root2, proof },
            ...changed,
          }),
        );
      expect(verify({ root1: root2, root2: root1 })).toBe('root-mismatch');
      expect(verify({ proof: [] })).toBe('wrong-proof-length');
    }
  });

  it('refuses an empty first log, whatever the second', () => {
    for (const size2 of [0, 1, 8]) {
      for (const proof of [[], [naive.root(1)]]) {
        expect(
          reasonOf(() =>
            verifyConsistencyProof({
              size1: 0,
              size2,
              root1: naive.root(0),
              root2: naive.root(size2),
              proof,
            }),
          ),
        ).toBe('empty-first-tree');
      }
    }
  });

  it('refuses a log that shrank, and two roots of one size', () => {
    const [root1, root2] = [naive.root(8), naive.root(7)];
    const verify = (size1: number, size2: number) =>
      reasonOf(() =>
        verifyConsistencyProof({ size1, size2, root1, root2, proof: [] }),
      );
    expect(verify(8, 7)).toBe('sizes-out-of-order');
    expect(verify(8, 8)).toBe('root-mismatch');
  });
});

describe('both verifiers', () => {
  const inclusion = (changed: object) =>
    reasonOf(() =>
      verifyInclusionProof({
        ...{
          index: 3,
          size: 7,
          leafHash: naive.leafHash(3),
          proof: naive.inclusion(3, 7),
          root: naive.root(7),
        },
        ...changed,
      }),
    );
  const consistency = (changed: object) =>
    reasonOf(() =>
      verifyConsistencyProof({
        ...{
          size1: 3,
          size2: 7,
          root1: naive.root(3),
          root2: naive.root(7),
          proof: naive.consistency(3, 7),
        },
        ...changed,
      }),
    );

  it.each([
    2 ** 53,
    -1,
    1.5,
    NaN,
    Infinity,
    -1n,
    2n ** 64n,
    '3',
    null,
    undefined,
  ])('refuse %p as index and as size', value => {
    expect(inclusion({ index: value })).toBe('bad-argument');
    expect(inclusion({ size: value })).toBe('bad-argument');
    expect(consistency({ size1: value })).toBe('bad-argument');
    expect(consistency({ size2: value })).toBe('bad-argument');
  });

  it.each([
    [null],
    [undefined],
    ['hash'],
    [Array.from({ length: 32 }, () => 0)],
    [new Uint8Array(31)],
    [new Uint16Array(32)],
  ])('refuse %p as hash', value => {
    expect(inclusion({ leafHash: value })).toBe('bad-argument');
    expect(inclusion({ root: value })).toBe('bad-argument');
    expect(inclusion({ proof: [value, value, value] })).toBe('bad-argument');
    expect(consistency({ root1: value })).toBe('bad-argument');
    expect(consistency({ root2: value })).toBe('bad-argument');
    expect(inclusion({ proof: value })).not.toBe('accepted');
    expect(consistency({ proof: value })).not.toBe('accepted');
  });

  it('refuse an index outside the log', () => {
    expect(inclusion({ index: 7 })).toBe('index-outside-tree');
    expect(inclusion({ index: 0, size: 0, proof: [] })).toBe(
      'index-outside-tree',
    );
    expect(inclusion({ index: 2n ** 64n - 1n })).toBe('index-outside-tree');
  });
});
