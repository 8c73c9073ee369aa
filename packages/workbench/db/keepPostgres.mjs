// @ts-check
// Runs a PostgreSQL server for as long as its parent lives, and leaves nothing behind: no server, no data.
// A process of its own, so that this holds whatever happens to the parent.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [bin, durable] = process.argv.slice(2);
const ATTEMPTS = 3;
const PATIENCE_MS = 60_000;
const READY = 'database system is ready to accept connections';

// PostgreSQL refuses to run as root.
const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
const folder = mkdtempSync(join(tmpdir(), 'understudy-postgres-'));
const data = join(folder, 'data');
const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let databases = 0;
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void end());
}
process.on('disconnect', () => void end());
process.on('message', message => {
  if (message === 'stop') void end();
});
process.on('uncaughtException', error => void fail(error.message));

await start();

function unprivilegedAccount() {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const account = accounts.find(([name]) => name === wanted);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error(
    'This is root, and there is neither an account postgres nor nobody to run PostgreSQL as.',
  );
}

/** @param {unknown} message */
function tell(message) {
  if (process.connected) process.send?.(message);
}

async function start() {
  if (account) chownSync(folder, account.uid, account.gid);
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-A',
      'trust',
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...account, env, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    return fail(`initdb: ${made.error?.message ?? made.stderr}`);
  }
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const said = await listen(port);
    if (ending) return undefined;
    if (said === undefined) return tell({ port });
    // Somebody else took the port in between.
    if (attempt === ATTEMPTS || !said.includes('could not bind')) {
      return fail(said);
    }
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (
        probe.address()
      );
      probe.close(() => resolve(port));
    });
  });
}

/**
 * @param {number} port
 * @returns {Promise<string | undefined>} what it said if it did not come up
 */
function listen(port) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    // Nothing here outlives the tests, so nothing needs to survive a crash; a benchmark measures what it costs.
    ...(durable !== 'durable' && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
    }),
    // The proof that the tests were really here.
    log_statement: 'ddl',
  };
  server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([key, value]) => [
        '-c',
        `${key}=${value}`,
      ]),
    ],
    { ...account, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const started = server;
  return new Promise(resolve => {
    let said = '';
    let ready = false;
    const late = setTimeout(
      () => resolve(`not ready in time: ${said}`),
      PATIENCE_MS,
    );
    started.stderr?.setEncoding('utf8').on('data', text => {
      databases += (text.match(/statement: CREATE DATABASE/gi) ?? []).length;
      if (ready) return;
      said += text;
      if (said.includes(READY)) {
        ready = true;
        clearTimeout(late);
        resolve(undefined);
      }
    });
    started.once('exit', () => {
      clearTimeout(late);
      if (ready && !ending) fail('The server ended by itself.');
      resolve(said);
    });
    started.once('error', error => {
      clearTimeout(late);
      resolve(error.message);
    });
  });
}

async function stopServer() {
  const stopping = server;
  if (!stopping || stopping.exitCode !== null || stopping.signalCode !== null) {
    return;
  }
  const gone = new Promise(resolve => stopping.once('exit', resolve));
  // Fast shutdown: clients are cut off. Then harder, if it does not listen.
  stopping.kill('SIGINT');
  const harder = setTimeout(() => stopping.kill('SIGQUIT'), 5_000);
  const hardest = setTimeout(() => stopping.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(harder);
  clearTimeout(hardest);
}

async function end(code = 0) {
  if (ending) return;
  ending = true;
  await stopServer();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  tell({ databases });
  process.disconnect?.();
  process.exit(code);
}

/** @param {string} why */
function fail(why) {
  tell({ failed: why.trim() });
  return end(1);
}
