// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the rules stand. */
export const rulesFolder = join(root, 'policies/assistant/v1');

/** Where the backend takes the compiled rules from, also when it is packed. */
export const packedFolder = join(root, 'plugins/understudy-backend/policy');

/** @param {string | Uint8Array} bytes */
export const digestOf = bytes =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** The digest of each source that the compiled rules are made of. */
export function sourceDigests() {
  const files = readdirSync(rulesFolder)
    .filter(file => file.endsWith('.rego') && !file.endsWith('_test.rego'))
    .sort();
  return Object.fromEntries(
    files.map(file => [file, digestOf(readFileSync(join(rulesFolder, file)))]),
  );
}

/**
 * What the engine in npm can do, as opa wants to have it said. The package lists
 * its functions; which syntax is parsed is no matter of the engine.
 */
function writeCapabilities(/** @type {string} */ folder) {
  const backend = createRequire(
    join(root, 'plugins/understudy-backend/package.json'),
  );
  const library = dirname(
    dirname(backend.resolve('@open-policy-agent/opa-wasm')),
  );
  const { builtins, wasm_abi_versions } = JSON.parse(
    readFileSync(join(library, 'capabilities.json'), 'utf8'),
  );
  const file = join(folder, 'capabilities.json');
  writeFileSync(
    file,
    JSON.stringify({ builtins, wasm_abi_versions, features: ['rego_v1'] }),
  );
  return file;
}

/**
 * Compiles the rules.
 *
 * @param {string} opa
 * @returns {Buffer} the wasm
 */
export function compilePolicy(opa) {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-policy-'));
  try {
    const bundle = join(folder, 'bundle.tar.gz');
    const { status, stderr } = spawnSync(
      opa,
      [
        'build',
        ...['-t', 'wasm'],
        ...['-O', '1'],
        ...['-e', 'policy/assistant/v1'],
        ...['--capabilities', writeCapabilities(folder)],
        ...['--ignore', '*_test.rego', '--ignore', 'suite'],
        ...['-o', bundle],
        '.',
      ],
      // From inside, so that no path of this machine gets into the bytes.
      { cwd: rulesFolder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`opa build failed:\n${stderr}`);
    return fileOfTar(gunzipSync(readFileSync(bundle)), '/policy.wasm');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Buffer} tar @param {string} wanted */
function fileOfTar(tar, wanted) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const header = tar.subarray(at, at + 512);
    const text = (/** @type {number} */ from, /** @type {number} */ to) =>
      header.toString('utf8', from, to).replace(/\0.*$/, '');
    const size = parseInt(text(124, 136), 8) || 0;
    if (text(0, 100) === wanted) {
      return Buffer.from(tar.subarray(at + 512, at + 512 + size));
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`opa build wrote no ${wanted}`);
}
