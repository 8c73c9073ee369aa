// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { paths } from '../src/paths.mjs';
import { StepError } from '../src/StepError.mjs';
import { children } from '../src/stopping.mjs';

const keeper = join(paths.workbench, 'db/keepPostgres.mjs');

/**
 * A running PostgreSQL server that trusts everybody on this machine and forgets everything when it stops.
 * @typedef {object} RunningPostgres
 * @property {string} url
 * @property {() => Promise<number>} stop resolves, when it is gone, with how many databases were made in it
 */

/**
 * @param {Pick<import('./findPostgres.mjs').Postgres, 'bin'> & { durable?: boolean }} postgres durable: as a real one is
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres({ bin, durable = false }) {
  const child = spawn(
    process.execPath,
    ['--require', paths.tied, keeper, bin, durable ? 'durable' : 'quick'],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const forget = children.add(child);
  let databases = 0;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.on('message', (/** @type {{ databases?: number }} */ message) => {
    databases = message.databases ?? databases;
  });
  const port = await new Promise((resolve, reject) => {
    child.on('message', (/** @type {any} */ message) => {
      if (message.port) resolve(message.port);
      if (message.failed) {
        reject(
          new StepError({
            why: 'PostgreSQL did not start.',
            remedy: 'The lines above are what it said.',
            detail: message.failed,
          }),
        );
      }
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(
        new StepError({
          why: 'PostgreSQL ended before it was ready.',
          remedy: 'Run the same command again.',
        }),
      ),
    );
  });
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      if (child.connected) child.send('stop');
      await ended;
      forget();
      return databases;
    },
  };
}
