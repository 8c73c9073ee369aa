/** @jest-environment node */
import { equalBytes } from '../bytes/equalBytes';
import { naiveTree } from '../testing/naiveTree';
import { random } from '../testing/random';
import { CompactRange } from './CompactRange';
import { HashReader } from './HashReader';
import { hashLeaf } from './hashLeaf';
import { LogReplay } from './LogReplay';
import { proveConsistency } from './proveConsistency';
import { proveInclusion } from './proveInclusion';
import { readRoot } from './readRoot';
import { verifyConsistencyProof } from './verifyConsistencyProof';
import { verifyInclusionProof } from './verifyInclusionProof';

const SIZES = 300;
const { bytes, below } = random(6962);
const entries = Array.from({ length: SIZES }, () => bytes(below(40)));
const naive = naiveTree(entries);

/** Complete subtrees from the second implementation. */
const reader: HashReader = {
  async readHashes(nodes) {
    return nodes.map(({ level, index }) => {
      const width = 2 ** level;
      const begin = Number(index) * width;
      return naive.subtree(begin, begin + width);
    });
  },
};

/** 45,150 comparisons: too many for an assertion each. */
function same(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((hash, i) => equalBytes(hash, b[i]));
}

describe('the tree against a second implementation', () => {
  it('has the same root at every size, however it is computed', async () => {
    const range = CompactRange.empty();
    const replay = new LogReplay();
    for (let size = 0; size <= SIZES; size++) {
      const root = naive.root(size);
      expect(range.root()).toEqual(root);
      expect(replay.root()).toEqual(root);
      expect(await readRoot(size, reader)).toEqual(root);
      if (size < SIZES) {
        range.append(hashLeaf(entries[size]));
        replay.add(entries[size]);
      }
    }
  });

  it('proves the inclusion of every entry at every size', async () => {
    const different: string[] = [];
    for (let size = 1; size <= SIZES; size++) {
      const root = naive.root(size);
      for (let index = 0; index < size; index++) {
        const proof = await proveInclusion({ index, size }, reader);
        if (!same(proof, naive.inclusion(index, size))) {
          different.push(`${index} of ${size}`);
        }
        verifyInclusionProof({
          index,
          size: BigInt(size),
          leafHash: naive.leafHash(index),
          proof,
          root,
        });
      }
    }
    expect(different).toEqual([]);
  });

  it('proves the consistency of every size with every later one', async () => {
    const different: string[] = [];
    for (let size2 = 1; size2 <= SIZES; size2++) {
      const root2 = naive.root(size2);
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = await proveConsistency({ size1, size2 }, reader);
        if (!same(proof, naive.consistency(size1, size2))) {
          different.push(`${size1} to ${size2}`);
        }
        verifyConsistencyProof({
          size1: BigInt(size1),
          size2,
          root1: naive.root(size1),
          root2,
          proof,
        });
      }
    }
    expect(different).toEqual([]);
  });
});

describe('proveInclusion and proveConsistency', () => {
  it('refuse what is not in the log', async () => {
    await expect(
      proveInclusion({ index: 7, size: 7 }, reader),
    ).rejects.toMatchObject({ reason: 'index-outside-tree' });
    await expect(
      proveConsistency({ size1: 8, size2: 7 }, reader),
    ).rejects.toMatchObject({ reason: 'sizes-out-of-order' });
    await expect(
      proveConsistency({ size1: 0, size2: 7 }, reader),
    ).rejects.toMatchObject({ reason: 'empty-first-tree' });
  });

  it('refuse a reader that answers with too few hashes, or with other things', async () => {
    const short: HashReader = {
      readHashes: async nodes => (await reader.readHashes(nodes)).slice(1),
    };
    await expect(
      proveInclusion({ index: 3, size: 7 }, short),
    ).rejects.toMatchObject({ reason: 'bad-tile' });
    const odd: HashReader = {
      readHashes: async nodes => nodes.map(() => new Uint8Array(31)),
    };
    await expect(
      proveInclusion({ index: 3, size: 7 }, odd),
    ).rejects.toMatchObject({ reason: 'bad-argument' });
  });
});
