// @ts-check
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { StepError } from '../src/StepError.mjs';
import { findPostgres, SUPPORTED } from './findPostgres.mjs';

const SETTINGS = '/etc/postgresql-common';

/**
 * A PostgreSQL server of this machine, if need be installed from Debian's package.
 * @param {import('../src/context.mjs').Context} context
 * @returns {Promise<import('./findPostgres.mjs').Postgres>}
 */
export async function ensurePostgres(context) {
  const found = findPostgres();
  if (found) return found;
  const aptGet = '/usr/bin/apt-get';
  if (process.getuid?.() !== 0 || !existsSync(aptGet)) {
    throw new StepError({
      why: `there is no PostgreSQL server between version ${SUPPORTED.from} and ${SUPPORTED.to} on this machine.`,
      remedy:
        'Install one, without starting it: `sudo apt-get install postgresql` on Debian and Ubuntu, `brew install postgresql@17` on macOS. It is found by itself in the usual places, by pg_config, or on the PATH.',
    });
  }
  await context.step('postgres', "installing Debian's package", async () => {
    if (!existsSync(SETTINGS)) {
      // The package would set up a server of its own, which nobody asked for.
      mkdirSync(SETTINGS, { recursive: true });
      writeFileSync(
        `${SETTINGS}/createcluster.conf`,
        'create_main_cluster = false\n',
      );
    }
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '--no-install-recommends', 'postgresql'];
    const first = await context.exec(aptGet, install, {
      env,
      capture: true,
      allowFailure: true,
    });
    if (first.code !== 0) {
      await context.exec(aptGet, ['update'], { env, capture: true });
      await context.exec(aptGet, install, { env, capture: true });
    }
  });
  const installed = findPostgres();
  if (!installed) {
    throw new StepError({
      why: "Debian's package postgresql is installed, but brings no version that the tests know.",
      remedy: `Install a PostgreSQL server between version ${SUPPORTED.from} and ${SUPPORTED.to}.`,
    });
  }
  return installed;
}
