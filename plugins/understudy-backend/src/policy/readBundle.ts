import { canonicalJson } from '@understudy/ledger';
import { compactVerify, importSPKI } from 'jose';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { BundleConfig } from './PolicyConfig';
import { PolicyUnavailableError } from './PolicyUnavailableError';

const SIGNATURES = '.signatures.json';
const MOST_FILES = 200;
const MOST_BYTES = 64 * 1024 * 1024;
const HASHES: Record<string, string> = {
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** A bundle whose every file is covered by a signature that holds. */
export interface VerifiedBundle {
  wasm: Uint8Array;
  /** The data of the bundle. */
  data: Record<string, unknown>;
  /** SHA-256 of what was signed. */
  digest: string;
}

/**
 * Reads a bundle as `opa build` writes it, from a directory, and believes it only
 * when its signature is by the given key and covers every file, and only those.
 * What was hashed is what is used: no file is read twice.
 */
export async function readBundle(
  config: BundleConfig,
): Promise<VerifiedBundle> {
  const files = await readFiles(config.directory);
  const signatures = files.get(SIGNATURES);
  if (!signatures) {
    throw new PolicyUnavailableError(
      `The bundle is not signed: it has no ${SIGNATURES}.`,
    );
  }
  files.delete(SIGNATURES);
  const payload = await verify(signatures, config);
  const { files: signed } = parse(payload, 'what was signed') as {
    files?: unknown;
  };
  if (!Array.isArray(signed)) {
    throw new PolicyUnavailableError('The signature names no files.');
  }
  const covered = new Set<string>();
  for (const { name, hash, algorithm } of signed) {
    const bytes = files.get(name);
    if (!bytes) {
      throw new PolicyUnavailableError(
        `The bundle has no ${name}, which was signed.`,
      );
    }
    const known = HASHES[algorithm];
    if (!known || hashOf(name, bytes, known) !== hash) {
      throw new PolicyUnavailableError(
        `${name} of the bundle is not what was signed.`,
      );
    }
    covered.add(name);
  }
  const strange = [...files.keys()].find(name => !covered.has(name));
  if (strange !== undefined) {
    throw new PolicyUnavailableError(
      `The bundle has ${strange}, which was not signed.`,
    );
  }
  const wasm = files.get('policy.wasm');
  if (!wasm) {
    throw new PolicyUnavailableError(
      'The bundle has no policy.wasm: build it with opa build -t wasm.',
    );
  }
  return {
    wasm,
    data: dataOf(files.get('data.json')),
    digest: createHash('sha256').update(payload).digest('hex'),
  };
}

async function readFiles(directory: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let bytes = 0;
  try {
    for (const name of await namesIn(directory)) {
      const { size } = await stat(join(directory, name));
      bytes += size;
      if (bytes > MOST_BYTES || files.size >= MOST_FILES) {
        throw new PolicyUnavailableError(
          `The bundle has more than ${MOST_FILES} files or ${MOST_BYTES} bytes.`,
        );
      }
      files.set(name, await readFile(join(directory, name)));
    }
  } catch (error) {
    if (error instanceof PolicyUnavailableError) {
      throw error;
    }
    throw new PolicyUnavailableError('The bundle cannot be read.', error);
  }
  return files;
}

/** Without what begins with two dots: so a mounted ConfigMap keeps its versions. */
async function namesIn(directory: string, below = ''): Promise<string[]> {
  const names: string[] = [];
  for (const entry of (await readdir(join(directory, below))).sort()) {
    if (entry.startsWith('..')) {
      continue;
    }
    const name = below === '' ? entry : `${below}/${entry}`;
    if ((await stat(join(directory, name))).isDirectory()) {
      if (name.split('/').length > 8) {
        throw new PolicyUnavailableError('The bundle is nested too deeply.');
      }
      names.push(...(await namesIn(directory, name)));
    } else {
      names.push(name);
    }
  }
  return names;
}

async function verify(
  signatures: Buffer,
  config: BundleConfig,
): Promise<Buffer> {
  const { signatures: tokens } = parse(signatures, SIGNATURES) as {
    signatures?: unknown;
  };
  if (!Array.isArray(tokens) || tokens.length !== 1) {
    throw new PolicyUnavailableError(
      `${SIGNATURES} must hold one signature, as OPA writes it.`,
    );
  }
  try {
    const key = await importSPKI(config.publicKey, config.algorithm);
    const { payload } = await compactVerify(String(tokens[0]), key, {
      algorithms: [config.algorithm],
    });
    return Buffer.from(payload);
  } catch (error) {
    throw new PolicyUnavailableError(
      'The signature of the bundle is not by the configured key.',
      error,
    );
  }
}

/** OPA hashes JSON by what it says, with its keys in order, and all else by its bytes. */
function hashOf(name: string, bytes: Buffer, algorithm: string): string {
  const isJson = extname(name) === '.json' || name.endsWith('.manifest');
  return createHash(algorithm)
    .update(isJson ? canonicalJson(parse(bytes, name)) : bytes)
    .digest('hex');
}

function parse(bytes: Buffer, name: string): any {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new PolicyUnavailableError(
      `${name} of the bundle is no JSON.`,
      error,
    );
  }
}

function dataOf(bytes: Buffer | undefined): Record<string, unknown> {
  const data = bytes ? parse(bytes, 'data.json') : {};
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new PolicyUnavailableError('data.json of the bundle is no object.');
  }
  if ('guardrails' in data) {
    throw new PolicyUnavailableError(
      'The bundle brings guardrails of its own; they are kept and activated in Understudy.',
    );
  }
  return data;
}
