// @ts-check
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A PostgreSQL server on this machine.
 * @typedef {object} Postgres
 * @property {string} bin the folder of its programs
 * @property {number} major
 * @property {string} version such as `postgres (PostgreSQL) 15.14`
 */

/** Folders that hold one version each, where Debian and Homebrew put them. */
const VERSIONED = [
  { folder: '/usr/lib/postgresql', inside: '', bin: 'bin' },
  { folder: '/opt/homebrew/opt', inside: 'postgresql', bin: 'bin' },
  { folder: '/usr/local/opt', inside: 'postgresql', bin: 'bin' },
];

/** The versions that the tests know by name, see createTestDatabases. */
export const SUPPORTED = { from: 14, to: 18 };

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {typeof VERSIONED} places
 */
function candidates(env, places) {
  const versioned = places.flatMap(({ folder, inside, bin }) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter(name => name.startsWith(inside))
          .map(name => join(folder, name, bin))
      : [],
  );
  let told = '';
  try {
    told = execFileSync('pg_config', ['--bindir'], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // Not there, which is common.
  }
  const path = (env.PATH ?? '').split(delimiter);
  return [...versioned, told, ...path].filter(Boolean);
}

/**
 * The newest PostgreSQL server on this machine that the tests can use.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {typeof VERSIONED} [places]
 * @returns {Postgres | undefined}
 */
export function findPostgres(env = process.env, places = VERSIONED) {
  /** @type {Postgres[]} */
  const found = [];
  for (const bin of new Set(candidates(env, places))) {
    if (!isProgram(join(bin, 'postgres')) || !isProgram(join(bin, 'initdb'))) {
      continue;
    }
    const version = execFileSync(join(bin, 'postgres'), ['--version'], {
      encoding: 'utf8',
    }).trim();
    const major = Number(version.match(/(\d+)/)?.[1]);
    if (major >= SUPPORTED.from && major <= SUPPORTED.to) {
      found.push({ bin, major, version });
    }
  }
  return found.sort((one, other) => other.major - one.major)[0];
}
