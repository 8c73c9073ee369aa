/** @jest-environment node */
import { memoryTiles } from '../testing/memoryTiles';
import { naiveTree } from '../testing/naiveTree';
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import vectors from '../testing/referenceVectors.json';
import { CompactRange } from '../tree/CompactRange';
import { proveConsistency } from '../tree/proveConsistency';
import { proveInclusion } from '../tree/proveInclusion';
import { readRoot } from '../tree/readRoot';
import { verifyConsistencyProof } from '../tree/verifyConsistencyProof';
import { verifyInclusionProof } from '../tree/verifyInclusionProof';
import { appendToTiles } from './appendToTiles';
import { decodeEntryBundle } from './decodeEntryBundle';
import { encodeEntryBundle } from './encodeEntryBundle';
import { parseTilePath } from './parseTilePath';
import { TileAddress } from './TileAddress';
import { TileHashReader } from './TileHashReader';
import { tilePath } from './tilePath';

describe('tilePath', () => {
  it.each<[string, TileAddress]>([
    ['tile/0/000', { level: 0, index: 0n, width: 256 }],
    ['tile/0/999.p/1', { level: 0, index: 999n, width: 1 }],
    ['tile/3/x001/000', { level: 3, index: 1000n, width: 256 }],
    ['tile/0/x001/x234/067', { level: 0, index: 1234067n, width: 256 }],
    ['tile/63/x001/x234/067.p/255', { level: 63, index: 1234067n, width: 255 }],
    [
      'tile/entries/x012/345.p/8',
      { level: 'entries', index: 12345n, width: 8 },
    ],
    [
      'tile/0/x018/x446/x744/x073/x709/x551/615',
      { level: 0, index: 2n ** 64n - 1n, width: 256 },
    ],
  ])('writes and reads %s', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it('is what the reference implementation writes', () => {
    expect(vectors.tiles.length).toBeGreaterThan(0);
    for (const { level, index, width, path } of vectors.tiles) {
      expect(tilePath({ level, index: BigInt(index), width })).toBe(path);
    }
  });

  it.each([
    '',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/0/../000',
    'tile/data/000',
    'tile/0/x018/x446/x744/x073/x709/x551/616',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
  ])('refuses the path %p', path => {
    expect(reasonOf(() => parseTilePath(path))).toBe('bad-argument');
  });

  it.each<TileAddress>([
    { level: -1, index: 0n, width: 1 },
    { level: 64, index: 0n, width: 1 },
    { level: 0.5, index: 0n, width: 1 },
    { level: 0, index: -1n, width: 1 },
    { level: 0, index: 0n, width: 0 },
    { level: 0, index: 0n, width: 257 },
    { level: '../0' as 'entries', index: 0n, width: 1 },
  ])('refuses the tile %p', tile => {
    expect(reasonOf(() => tilePath(tile))).toBe('bad-argument');
  });
});

describe('tiles of a growing log', () => {
  const SIZE = 70_000;
  const { bytes, below } = random(70);
  const entries = Array.from({ length: SIZE }, () => bytes(4));
  const naive = naiveTree(entries);
  const log = memoryTiles();

  beforeAll(async () => {
    const all = entries.map((_, i) => naive.leafHash(i));
    for (let size = 0, step = 0; size < SIZE; step++) {
      const some = all.slice(size, size + (step % 5 ? below(900) : below(3)));
      await log.append(some);
      size += some.length;
    }
  });

  const widest = (tile: TileAddress) => {
    for (let width = 255; width >= tile.width; width--) {
      const bytesOf = log.tiles.get(tilePath({ ...tile, width }));
      if (bytesOf) {
        return bytesOf;
      }
    }
    throw new Error(`no tile at ${tilePath(tile)}`);
  };

  const readerAt = (size: number) =>
    new TileHashReader({
      size,
      source: {
        // Every width that was ever written is there; take the widest.
        readTile: async tile => {
          const full = { ...tile, width: 256 };
          return (
            log.tiles.get(tilePath(tile)) ??
            log.tiles.get(tilePath(full)) ??
            widest(tile)
          );
        },
      },
    });
  it('has the tiles that the standard names for 70,000 entries', () => {
    const widths = (level: number) =>
      [...log.tiles.keys()]
        .map(parseTilePath)
        .filter(tile => tile.level === level);
    expect(widths(0).filter(({ width }) => width === 256)).toHaveLength(273);
    expect(log.tiles.has('tile/0/273.p/112')).toBe(true);
    expect(widths(1).filter(({ width }) => width === 256)).toHaveLength(1);
    expect(log.tiles.has('tile/1/001.p/17')).toBe(true);
    expect(log.tiles.has('tile/2/000.p/1')).toBe(true);
    expect(widths(3)).toHaveLength(0);
  });

  it('gives the root and proofs of every size that was ever there', async () => {
    for (const size of [
      1,
      2,
      255,
      256,
      257,
      511,
      512,
      513,
      65_535,
      65_536,
      65_537,
      SIZE,
      ...Array.from({ length: 60 }, () => 1 + below(SIZE)),
    ]) {
      const reader = readerAt(size);
      const root = await readRoot(size, reader);
      expect(root).toEqual(naive.root(size));
      const index = below(size);
      verifyInclusionProof({
        index,
        size,
        leafHash: naive.leafHash(index),
        proof: await proveInclusion({ index, size }, reader),
        root,
      });
      const size1 = 1 + below(size);
      verifyConsistencyProof({
        size1,
        size2: size,
        root1: naive.root(size1),
        root2: root,
        proof: await proveConsistency({ size1, size2: size }, reader),
      });
    }
  });

  it('reads each tile once for a proof, and few of them', async () => {
    log.reads.length = 0;
    const reader = new TileHashReader({ size: SIZE, source: log.source });
    await proveInclusion({ index: 12_345, size: SIZE }, reader);
    expect(new Set(log.reads).size).toBe(log.reads.length);
    expect(log.reads.length).toBeLessThanOrEqual(6);
  });

  it('refuses nodes that are not complete, and tiles that are cut', async () => {
    const reader = readerAt(1000);
    await expect(
      reader.readHashes([{ level: 3, index: 125n }]),
    ).rejects.toMatchObject({ reason: 'index-outside-tree' });
    for (const length of [0, 31, 32 * 7, 32 * 8 + 1, 8192 + 32]) {
      const cut = new TileHashReader({
        size: 8,
        source: { readTile: async () => new Uint8Array(length) },
      });
      await expect(
        cut.readHashes([{ level: 0, index: 0n }]),
      ).rejects.toMatchObject({ reason: 'bad-tile' });
    }
  });

  it('ends in the same tiles, however the entries came', async () => {
    const leafHashes = Array.from({ length: 600 }, (_, i) => naive.leafHash(i));
    const atOnce = memoryTiles();
    await atOnce.append(leafHashes);
    const oneByOne = memoryTiles();
    for (const hash of leafHashes) {
      await oneByOne.append([hash]);
    }
    for (const [path, tile] of atOnce.tiles) {
      expect(oneByOne.tiles.get(path)).toEqual(tile);
    }
    expect(
      await appendToTiles({ size: 600, leafHashes: [], source: atOnce.source }),
    ).toEqual([]);
  });

  it('agrees with a compact range', async () => {
    const range = CompactRange.empty();
    for (let i = 0; i < 1000; i++) {
      range.append(naive.leafHash(i));
    }
    expect(await readRoot(1000, readerAt(1000))).toEqual(range.root());
  });
});

describe('entry bundles', () => {
  const { bytes, below } = random(71);

  it('give back the entries', () => {
    for (const width of [0, 1, 2, 255, 256]) {
      const entries = Array.from({ length: width }, () => bytes(below(300)));
      const bundle = encodeEntryBundle(entries);
      expect(decodeEntryBundle(bundle, width)).toEqual(entries);
    }
    const large = [new Uint8Array(65535).fill(1), new Uint8Array(0)];
    expect(decodeEntryBundle(encodeEntryBundle(large), 2)).toEqual(large);
  });

  it('are length and entry, length and entry', () => {
    expect(encodeEntryBundle([Uint8Array.of(7, 8), Uint8Array.of()])).toEqual(
      Uint8Array.of(0, 2, 7, 8, 0, 0),
    );
  });

  it('refuse to be cut, to hold more or fewer entries, to hold large ones', () => {
    const bundle = encodeEntryBundle([bytes(3), bytes(4)]);
    for (let length = 0; length < bundle.length; length++) {
      expect(
        reasonOf(() => decodeEntryBundle(bundle.subarray(0, length), 2)),
      ).toBe('bad-tile');
    }
    expect(reasonOf(() => decodeEntryBundle(bundle, 1))).toBe('bad-tile');
    expect(reasonOf(() => decodeEntryBundle(bundle, 3))).toBe('bad-tile');
    expect(reasonOf(() => encodeEntryBundle([new Uint8Array(65536)]))).toBe(
      'bad-argument',
    );
    expect(
      reasonOf(() =>
        encodeEntryBundle(Array.from({ length: 257 }, () => bytes(1))),
      ),
    ).toBe('bad-argument');
  });
});
