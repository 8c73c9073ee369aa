import { verifyEvidence, writeEvidence } from '@understudy/evidence';
import {
  appendToTiles,
  canonicalJson,
  CompactRange,
  generateSigningKey,
  hashLeaf,
  parseSigningKey,
  sealFields,
  signCheckpoint,
  TileHashReader,
  tilePath,
  type SealedField,
  type Tile,
  type TileAddress,
} from '@understudy/ledger';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as yauzl from 'yauzl';
import { ZipFile } from 'yazl';
import { report } from './report';

// An evidence package over 100,000 entries: how long it takes to write and to verify, held against putting the same
// bytes into a zip and taking them out again, and whether memory grows with the number of entries.

const bench = 'evidence';
const ENTRIES = 100_000;
const ORIGIN = 'ledger.example.com/bench';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Entries are made when they are asked for, so that the bench itself holds none. */
function makeEntry(index: number): { body: string; fields: SealedField[] } {
  const sealed = sealFields(
    {
      schemaVersion: 1,
      id: `01990000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
      kind: 'event',
      occurredAt: new Date(Date.UTC(2026, 6, 1) + index * 60_000).toISOString(),
      actor: { type: 'user', id: `user:default/person-${index % 40}` },
      source: 'ui',
      correlationId: `correlation-${index}`,
      entityRef: `component:default/service-${index % 200}`,
      environment: 'production',
      operationType: 'deployment',
      action: 'kubernetes:scale',
      scope: { cluster: 'production', resources: ['Deployment/checkout'] },
      reason: `The queue of order ${index} grows faster than it is worked off`,
      commandText: `kubectl scale deployment checkout --replicas=${index % 30}`,
      parameters: { replicas: index % 30, namespace: 'checkout' },
      outcome: 'success',
    },
    {
      domain: 'understudy-entry/v1',
      pointers: ['/reason', '/commandText', '/parameters'],
    },
  );
  return { body: canonicalJson(sealed.entry), fields: sealed.fields };
}

class Sampler {
  peak = 0;
  readonly #timer = setInterval(() => this.sample(), 50);

  sample() {
    this.peak = Math.max(this.peak, process.memoryUsage().rss / 2 ** 20);
  }

  stop() {
    clearInterval(this.#timer);
    return this.peak;
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-bench-'));
  try {
    const { signingKey, verifierKey } = await generateSigningKey(ORIGIN);
    const signer = await parseSigningKey(signingKey);
    for (const count of [ENTRIES / 10, ENTRIES]) {
      await measure(join(folder, String(count)), count, signer, verifierKey);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let smaller: { write: number; verify: number } | undefined;

async function measure(
  folder: string,
  count: number,
  signer: Awaited<ReturnType<typeof parseSigningKey>>,
  verifierKey: string,
) {
  // Salts are chance, so the entries are made once, into memory that both sizes pay for alike.
  const entries = Array.from({ length: count }, (_, i) => makeEntry(i));
  const tiles = new Map<string, Uint8Array>();
  const whole = (tile: TileAddress) => tilePath({ ...tile, width: 256 });
  const source = {
    async readTile(tile: TileAddress) {
      return tiles.get(whole(tile))!.subarray(0, 32 * tile.width);
    },
  };
  const range = CompactRange.empty();
  const checkpoints: Array<{ size: number; note: string; signedAt: Date }> = [];
  for (let size = 0; size < count; ) {
    const batch = entries.slice(size, size + 1000);
    const leafHashes = batch.map(({ body }) => hashLeaf(Buffer.from(body)));
    const changed: Tile[] = await appendToTiles({ size, leafHashes, source });
    changed.forEach(tile => tiles.set(whole(tile), tile.bytes));
    leafHashes.forEach(hash => range.append(hash));
    size += batch.length;
    const note = await signCheckpoint(
      { origin: ORIGIN, size, root: range.root() },
      [signer],
    );
    checkpoints.push({ size, note, signedAt: new Date() });
  }
  collect();

  const { mkdir } = await import('node:fs/promises');
  const files = join(folder, 'files');
  await mkdir(files, { recursive: true });
  const output = join(folder, 'evidence.zip');
  const writing = new Sampler();
  const before = process.memoryUsage().rss / 2 ** 20;
  let manifest: Awaited<ReturnType<typeof writeEvidence>>['manifest'];
  const write = await seconds(async () => {
    ({ manifest } = await writeEvidence({
      tool: 'bench',
      createdAt: new Date().toISOString(),
      createdBy: 'bench',
      origin: ORIGIN,
      keys: [verifierKey],
      scope: { period: {} },
      complete: true,
      range: { from: 0, to: count },
      anchors: [],
      folder: files,
      output,
      signers: [signer],
      checkpoints,
      hashes: new TileHashReader({ size: count, source }),
      input: (async function* input() {
        for (const [index, entry] of entries.entries()) {
          yield { index, ...entry, redacted: [], withheld: [] };
        }
      })(),
    }));
  });
  const grownWriting = writing.stop() - before;
  // What the machine does without us: the same files into a zip.
  const plainZip = join(folder, 'plain.zip');
  const zip = await seconds(async () => {
    const plain = new ZipFile();
    manifest.files.forEach(({ path }) =>
      plain.addFile(join(files, path), path),
    );
    plain.end();
    await pipeline(plain.outputStream, createWriteStream(plainZip));
  });
  entries.length = 0;
  tiles.clear();
  collect();

  const verifying = new Sampler();
  const held = process.memoryUsage().rss / 2 ** 20;
  const verify = await seconds(async () => {
    const { result, entries: found } = await verifyEvidence({
      file: output,
      keys: [verifierKey],
    });
    if (result !== 'verified' || found !== count) {
      throw new Error(`The package is ${result}`);
    }
  });
  const grownVerifying = verifying.stop() - held;
  const unzip = await seconds(async () => {
    const plain = await yauzl.openPromise(plainZip);
    for await (const entry of plain.eachEntry()) {
      for await (const chunk of await plain.openReadStreamPromise(entry)) {
        void chunk;
      }
    }
  });
  const grown = { write: grownWriting, verify: grownVerifying };
  if (!smaller) {
    smaller = grown;
    return;
  }
  const bytes = (await stat(output)).size;
  process.stderr.write(
    `${count} entries: ${Math.round(bytes / 2 ** 20)} MB zipped, ${Math.round(
      manifest!.files.reduce((sum, file) => sum + file.bytes, 0) / 2 ** 20,
    )} MB unpacked\n`,
  );
  const figures: Array<[string, number, string, number]> = [
    [
      'package of 100,000 entries written, against zipping the same bytes',
      write,
      's',
      zip,
    ],
    [
      'package of 100,000 entries verified, against unzipping the same bytes',
      verify,
      's',
      unzip,
    ],
    [
      'memory grown while 100,000 were written, against 10,000',
      grown.write,
      'MB',
      smaller.write,
    ],
    [
      'memory grown while 100,000 were verified, against 10,000',
      grown.verify,
      'MB',
      smaller.verify,
    ],
  ];
  for (const [metric, value, unit, baseline] of figures) {
    report({ bench, metric, value, unit, baseline });
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
