// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../cluster/bootstrap.mjs';
import { findGo } from '../cluster/findGo.mjs';

const source = join(dirname(fileURLToPath(import.meta.url)), 'opa');
const target = 'github.com/open-policy-agent/opa';

/** The version that the Go module pins. */
export function opaVersion() {
  const found = readFileSync(join(source, 'go.mod'), 'utf8').match(
    /github\.com\/open-policy-agent\/opa v(\S+)/,
  );
  if (!found) throw new Error('test/policy/opa/go.mod pins no opa');
  return found[1];
}

/**
 * The program opa, from the cache or built now from its Go module.
 *
 * @param {(line: string) => void} log
 * @returns {string} its path
 */
export function buildOpa(log) {
  const { go, version } = findGo();
  const hash = createHash('sha256').update(version);
  for (const file of ['go.mod', 'go.sum']) {
    hash.update(readFileSync(join(source, file)));
  }
  const folder = join(cacheFolder(), 'policy');
  mkdirSync(folder, { recursive: true });
  const program = join(folder, `opa-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(program)) return program;
  log(`building opa ${opaVersion()} with ${version}; this happens once`);
  // Two builders at once each make their own and rename it; the last one wins.
  const half = `${program}.${process.pid}`;
  const { status, stderr } = spawnSync(
    go,
    ['build', '-trimpath', '-ldflags', '-s -w', '-o', half, target],
    {
      cwd: source,
      encoding: 'utf8',
      env: { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local' },
    },
  );
  if (status !== 0) throw new Error(`opa could not be built:\n${stderr}`);
  renameSync(half, program);
  return program;
}
