/** @jest-environment node */
import { naiveTree } from '../testing/naiveTree';
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import { CompactRange } from './CompactRange';
import { LogReplay } from './LogReplay';
import { rangeNodes } from './rangeNodes';

const { bytes, below } = random(3);
const SIZE = 70;
const entries = Array.from({ length: SIZE }, () => bytes(5));
const naive = naiveTree(entries);

function rangeOf(begin: number, end: number): CompactRange {
  const range = CompactRange.empty(begin);
  for (let i = begin; i < end; i++) {
    range.append(naive.leafHash(i));
  }
  return range;
}

describe('CompactRange', () => {
  it('holds exactly the complete subtrees of its entries, at every place', () => {
    for (let begin = 0; begin <= SIZE; begin++) {
      for (let end = begin; end <= SIZE; end++) {
        const expected = rangeNodes(begin, end).map(({ level, index }) => {
          const from = Number(index) * 2 ** level;
          return naive.subtree(from, from + 2 ** level);
        });
        expect(rangeOf(begin, end).hashes).toEqual(expected);
      }
    }
  });

  it('merges neighbours to what appending them would have given', () => {
    for (let round = 0; round < 500; round++) {
      const [begin, middle, end] = [below(SIZE), below(SIZE), below(SIZE)].sort(
        (a, b) => a - b,
      );
      const range = rangeOf(begin, middle);
      range.merge(rangeOf(middle, end));
      expect(range.hashes).toEqual(rangeOf(begin, end).hashes);
      expect([range.begin, range.end]).toEqual([BigInt(begin), BigInt(end)]);
    }
  });

  it('goes on where it was stored', () => {
    const stored = rangeOf(0, 37);
    const range = CompactRange.from({ end: stored.end, hashes: stored.hashes });
    const copy = range.clone();
    range.append(naive.leafHash(37));
    expect(range.root()).toEqual(naive.root(38));
    expect(copy.root()).toEqual(naive.root(37));
  });

  it('does not change when somebody changes what it gave or was given', () => {
    const hash = naive.leafHash(0).slice();
    const range = CompactRange.empty();
    range.append(hash);
    hash.fill(0);
    range.hashes[0].fill(0);
    range.root().fill(0);
    expect(range.root()).toEqual(naive.root(1));
  });

  it('refuses ranges that are no neighbours, and wrong numbers of hashes', () => {
    expect(reasonOf(() => rangeOf(0, 5).merge(rangeOf(6, 7)))).toBe(
      'bad-argument',
    );
    expect(reasonOf(() => rangeOf(1, 5).root())).toBe('bad-argument');
    expect(reasonOf(() => CompactRange.from({ end: 5, hashes: [] }))).toBe(
      'bad-argument',
    );
    expect(reasonOf(() => rangeNodes(6, 5))).toBe('bad-argument');
  });
});

describe('LogReplay', () => {
  it('resumes behind entries that are gone', () => {
    for (let kept = 0; kept <= SIZE; kept += 9) {
      const replay = LogReplay.resume(rangeOf(0, kept));
      entries.slice(kept).forEach(entry => replay.add(entry));
      expect(replay.root()).toEqual(naive.root(SIZE));
      expect(replay.toCompactRange().hashes).toEqual(rangeOf(0, SIZE).hashes);
    }
  });

  it('says whether a checkpoint holds, and why not', () => {
    const replay = new LogReplay();
    entries.slice(0, 20).forEach((entry, i) => {
      if (i % 2) {
        replay.add(entry);
      } else {
        replay.addLeafHash(naive.leafHash(i));
      }
    });
    const check = (size: number | bigint, root: Uint8Array) =>
      reasonOf(() => replay.check({ size, root }));
    expect(check(20n, naive.root(20))).toBe('accepted');
    expect(check(20, naive.root(21))).toBe('root-mismatch');
    expect(check(21, naive.root(21))).toBe('size-mismatch');
    expect(check(20, new Uint8Array(31))).toBe('bad-argument');
  });

  it('hashes entries longer than its scratch space', () => {
    for (const length of [4095, 4096, 5000, 70_000, 1_100_000]) {
      const entry = new Uint8Array(length).fill(length);
      const replay = new LogReplay();
      replay.add(entry);
      replay.add(Uint8Array.of(1));
      expect(replay.root()).toEqual(
        naiveTree([entry, Uint8Array.of(1)]).root(2),
      );
    }
  });

  it('resumes from the beginning of a log only', () => {
    expect(reasonOf(() => LogReplay.resume(rangeOf(1, 2)))).toBe(
      'bad-argument',
    );
  });
});
