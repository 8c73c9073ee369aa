// @ts-check
/**
 * Compares packages/ledger with the reference implementations in Go: they judge
 * random trees, proofs and notes, spoiled ones among them, and the verdicts
 * have to agree; then they read what packages/ledger wrote; then the log that
 * Tessera ships for its own tests is verified entry by entry.
 *
 *   node test/ledger-vectors/run.mjs [seed] [rounds]
 *
 * Needs `go` and its module proxy, and says by name when it was skipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { findGo } from '../cluster/findGo.mjs';

const TESSERA = 'github.com/transparency-dev/tessera@v1.0.4';
const TESSERA_KEY =
  'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(here, '../../packages/ledger/package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const ledger = require(join(here, '../../packages/ledger/src/index.ts'));

/** The toolchain, once it was found. */
let command = 'go';

/** @param {string[]} args @param {{ cwd?: string, input?: string }} [options] */
function go(args, { cwd = here, input } = {}) {
  return spawnSync(command, args, {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' },
  });
}

/** @param {string} why @returns {never} */
function skip(why) {
  console.log(`SKIPPED ledger-vectors: ${why}`);
  process.exit(0);
}

/** @param {string[]} args @param {string} [input] */
function reference(args, input) {
  const result = go(['run', '.', ...args], { input });
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}

try {
  command = findGo().go;
} catch {
  skip('there is no Go toolchain');
}
const download = go(['mod', 'download']);
if (download.status !== 0) {
  skip(`the Go modules cannot be had here: ${download.stderr.trim()}`);
}

const seed = process.argv[2] ?? String(Date.now() % 2147483647);
const rounds = process.argv[3] ?? '2000';
console.log(`ledger-vectors: seed ${seed}, ${rounds} rounds`);
const vectors = JSON.parse(reference(['emit', seed, rounds]));
/** @param {string | undefined} text */
const bytes = text => new Uint8Array(Buffer.from(text ?? '', 'base64'));
/** @param {string[] | undefined} list */
const hashes = list => (list ?? []).map(bytes);

for (const { leaves, root } of vectors.roots) {
  const replay = new ledger.LogReplay();
  hashes(leaves).forEach(leaf => replay.add(leaf));
  assert.deepEqual(replay.root(), bytes(root));
}

/** @param {string} what @param {object} vector @param {boolean} accepted @param {() => void} verify */
function agree(what, vector, accepted, verify) {
  let reason = 'accepted';
  try {
    verify();
  } catch (error) {
    assert.ok(error instanceof ledger.LedgerError, String(error));
    reason = error.reason;
  }
  assert.equal(
    reason === 'accepted',
    accepted,
    `${what}: ${reason}, against the reference: ${JSON.stringify(vector)}`,
  );
}
let refused = 0;
for (const v of vectors.inclusion) {
  refused += v.accepted ? 0 : 1;
  agree('inclusion', v, v.accepted, () =>
    ledger.verifyInclusionProof({
      index: BigInt(v.index),
      size: BigInt(v.size),
      leafHash: bytes(v.leafHash),
      proof: hashes(v.proof),
      root: bytes(v.root),
    }),
  );
}
for (const v of vectors.consistency) {
  refused += v.accepted ? 0 : 1;
  agree('consistency', v, v.accepted, () =>
    ledger.verifyConsistencyProof({
      size1: BigInt(v.size1),
      size2: BigInt(v.size2),
      root1: bytes(v.root1),
      root2: bytes(v.root2),
      proof: hashes(v.proof),
    }),
  );
}
assert.ok(refused > 0, 'no spoiled proof was among the cases');
for (const { level, index, width, path } of vectors.tiles) {
  assert.equal(ledger.tilePath({ level, index: BigInt(index), width }), path);
}

const given = {
  notes: /** @type {object[]} */ ([]),
  proofs: /** @type {object[]} */ ([]),
};
for (const v of vectors.notes) {
  const keys = v.witnessKey
    ? [...v.verifierKeys, v.witnessKey]
    : v.verifierKeys;
  const verified = await ledger.verifyNote(v.note, keys);
  assert.equal(verified.text, v.text);
  assert.equal(verified.signatures.length, keys.length);

  const log = await ledger.parseSigningKey(v.signingKey);
  const witness = await ledger.generateSigningKey(
    'witness.example/ours',
    'witness',
  );
  const signed = await ledger.signNote(v.text, [log]);
  assert.ok(v.note.startsWith(signed), 'Ed25519 signs the same way every time');
  given.notes.push({
    text: v.text,
    note: await ledger.addSignatures(signed, [
      await ledger.parseSigningKey(witness.signingKey),
    ]),
    verifierKeys: [log.verifierKey],
    witnessKeys: [witness.verifierKey],
  });
}
for (const v of vectors.proofs) {
  await ledger.verifyLogProof({
    proof: v.proof,
    leafHash: ledger.hashLeaf(bytes(v.entry)),
    verifierKeys: [v.verifierKey],
    policy: { origin: v.origin },
  });
  const parsed = ledger.parseLogProof(v.proof);
  const text = ledger.formatLogProof(parsed);
  assert.equal(text, v.proof);
  given.proofs.push({
    text,
    index: v.index,
    count: parsed.proof.length,
    extra: Buffer.from(parsed.extra ?? []).toString('base64'),
  });
}
const judged = reference(['accept'], JSON.stringify(given)).trim();

const tessera = go(['mod', 'download', '-json', TESSERA], { cwd: tmpdir() });
let checkpoints = 0;
if (tessera.status === 0) {
  const log = join(JSON.parse(tessera.stdout).Dir, 'testdata', 'log');
  for (const file of readdirSync(log).filter(name =>
    name.startsWith('checkpoint'),
  )) {
    const checkpoint = await ledger.verifyCheckpoint(
      readFileSync(join(log, file)),
      [TESSERA_KEY],
      { origin: 'example.com/log/testdata' },
    );
    const replay = new ledger.LogReplay();
    if (checkpoint.size > 0n) {
      const width = Number(checkpoint.size);
      /** @param {import('@understudy/ledger').TileAddress} tile */
      const read = tile => readFileSync(join(log, ledger.tilePath(tile)));
      const entries = {
        level: /** @type {const} */ ('entries'),
        index: 0n,
        width,
      };
      assert.ok(existsSync(join(log, ledger.tilePath(entries))));
      ledger
        .decodeEntryBundle(read(entries), width)
        .forEach((/** @type {Uint8Array} */ entry) => replay.add(entry));
      const reader = new ledger.TileHashReader({
        size: checkpoint.size,
        source: { readTile: async (/** @type {any} */ tile) => read(tile) },
      });
      assert.equal(
        ledger.encodeHex(await ledger.readRoot(checkpoint.size, reader)),
        ledger.encodeHex(checkpoint.root),
      );
    }
    replay.check(checkpoint);
    checkpoints++;
  }
  assert.ok(checkpoints >= 16, `only ${checkpoints} checkpoints were found`);
} else {
  console.log(
    `SKIPPED ledger-vectors (Tessera's log): ${tessera.stderr.trim()}`,
  );
}

console.log(
  `ledger-vectors: ${vectors.roots.length} roots, ` +
    `${
      vectors.inclusion.length + vectors.consistency.length
    } proofs of which ${refused} are to be refused, ` +
    `${vectors.tiles.length} tile paths, ${vectors.notes.length} notes agree with the reference; ` +
    `it reads our ${judged}; ${checkpoints} checkpoints of Tessera's log verified`,
);
