import {
  appendToTiles,
  hashLeaf,
  LogReplay,
  proveInclusion,
  readRoot,
  TileAddress,
  TileHashReader,
  tilePath,
  verifyInclusionProof,
} from '@understudy/ledger';
import { createHash, hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { percentile } from './measureRequests';
import { report } from './report';

// The ledger without its service: how fast a million entries are verified offline, held against hashing the same
// bytes and doing nothing else, and what a proof costs that is made from tiles in files.

const bench = 'ledger-lib';
const ENTRIES = 1_000_000;
const LENGTH = 743;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

function heldMegabytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

/** A million different entries of 487 to 998 bytes without a million buffers: a counter in one of 512. */
const pool = Array.from({ length: 512 }, (_, i) =>
  Buffer.alloc(
    LENGTH - 256 + i,
    `{"index":00000000,"number":${i},"padding":"xxxxxxxx"}`,
  ),
);
function entry(index: number): Uint8Array {
  const buffer = pool[index % pool.length];
  buffer.writeUInt32BE(index, 9);
  return buffer;
}

function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function verification() {
  const replay = new LogReplay();
  const stream = createHash('sha256');
  const time = {
    replay: [] as number[],
    each: [] as number[],
    stream: [] as number[],
  };
  const memory: number[] = [];
  let last = '';
  // In small slices and by turns, so that what else the machine does meets all three alike; the median slice counts.
  // The first slice warms up.
  const SLICE = 20_000;
  for (let from = -SLICE; from < ENTRIES; from += SLICE) {
    const all = (work: (data: Uint8Array) => void) => () => {
      for (let i = from; i < from + SLICE; i++) {
        work(entry(Math.abs(i)));
      }
    };
    const target = from < 0 ? new LogReplay() : replay;
    const spent = {
      replay: seconds(all(data => target.add(data))),
      each: seconds(
        all(data => {
          last = hash('sha256', data);
        }),
      ),
      stream: seconds(all(data => stream.update(data))),
    };
    if (from >= 0) {
      time.replay.push(spent.replay);
      time.each.push(spent.each);
      time.stream.push(spent.stream);
      memory.push(heldMegabytes());
    }
  }
  replay.check({ size: ENTRIES, root: replay.root() });
  if (last.length !== 64 || stream.digest().length !== 32) {
    throw new Error('nothing was hashed');
  }
  const rate = (times: number[]) => SLICE / percentile(times, 0.5);
  report({
    bench,
    metric: 'entries verified offline, of 1,000,000, against hashing each',
    value: rate(time.replay),
    unit: 'entries/s',
    baseline: rate(time.each),
  });
  report({
    bench,
    metric: 'entries verified offline, of 1,000,000, against one long hash',
    value: rate(time.replay),
    unit: 'entries/s',
    baseline: rate(time.stream),
  });
  report({
    bench,
    metric: 'memory held after 1,000,000 entries, against after 20,000',
    value: memory[memory.length - 1],
    unit: 'MB',
    baseline: memory[0],
  });
}

async function proofs(folder: string) {
  const file = (tile: TileAddress) => join(folder, tilePath(tile));
  const read: Buffer[] = [];
  const source = {
    async readTile(tile: TileAddress) {
      const bytes = await readFile(file(tile));
      read.push(bytes);
      return bytes;
    },
  };
  const BATCH = 256 * 40;
  for (let size = 0; size < ENTRIES; size += BATCH) {
    const leafHashes = Array.from(
      { length: Math.min(BATCH, ENTRIES - size) },
      (_, i) => hashLeaf(entry(size + i)),
    );
    for (const tile of await appendToTiles({ size, leafHashes, source })) {
      mkdirSync(dirname(file(tile)), { recursive: true });
      writeFileSync(file(tile), tile.bytes);
    }
  }
  const reader = new TileHashReader({ size: ENTRIES, source });
  const root = await readRoot(ENTRIES, reader);
  const times: number[] = [];
  const bare: number[] = [];
  // The first half is not counted: the kernel is still busy with the files that were just written.
  for (let i = 0; i < 4000; i++) {
    const index = (i * 7919 + 13) % ENTRIES;
    read.length = 0;
    const start = performance.now();
    const proof = await proveInclusion({ index, size: ENTRIES }, reader);
    const took = performance.now() - start;
    const alone = 1000 * seconds(() => read.forEach(b => hash('sha256', b)));
    if (i >= 2000) {
      times.push(took);
      bare.push(alone);
    }
    verifyInclusionProof({
      index,
      size: ENTRIES,
      leafHash: hashLeaf(entry(index)),
      proof,
      root,
    });
  }
  report({
    bench,
    metric:
      'inclusion proof from tiles in files at 1,000,000 entries, p95, against hashing those tiles as they are',
    value: percentile(times, 0.95),
    unit: 'ms',
    baseline: percentile(bare, 0.95),
  });
}

async function main() {
  verification();
  const folder = mkdtempSync(join(tmpdir(), 'ledger-lib-'));
  try {
    await proofs(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
