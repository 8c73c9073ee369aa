// @ts-check
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { engineCounts } from '../db/engineCounts.mjs';
import { findPostgres } from '../db/findPostgres.mjs';
import { paths } from '../src/paths.mjs';
import { isAlive } from '../src/processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
// What root starts here runs as somebody else.
chmodSync(folder, 0o777);
after(() => rmSync(folder, { recursive: true, force: true }));

/**
 * @param {string} name
 * @param {string} script
 */
function program(name, script) {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/**
 * @param {string} what
 * @param {() => boolean} predicate
 */
async function until(what, predicate) {
  for (let i = 0; i < 300; i += 1) {
    if (predicate()) return;
    await wait(50);
  }
  assert.fail(`${what} did not happen`);
}

describe('the counts of the engines', () => {
  /** @param {...[string, string]} tests */
  const file = (...tests) => ({
    name: 'a.db.test.ts',
    assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
  });

  it('are right where every file ran on both', () => {
    assert.deepEqual(
      engineCounts([
        file(
          ['Store on "SQLITE_3" a', 'passed'],
          ['Store on "POSTGRES_15" a', 'failed'],
        ),
        file(
          ['on "SQLITE_3" b', 'passed'],
          ['on "POSTGRES_15" b', 'passed'],
          ['on "SQLITE_3" c', 'passed'],
        ),
      ]),
      { ran: { SQLite: 3, PostgreSQL: 2 }, problems: [] },
    );
  });

  it('tell of a file that left an engine out, or only skipped it', () => {
    const { ran, problems } = engineCounts([
      file(
        ['Store on "SQLITE_3" a', 'passed'],
        ['Store on "POSTGRES_15" a', 'pending'],
      ),
    ]);
    assert.deepEqual(ran, { SQLite: 1, PostgreSQL: 0 });
    assert.deepEqual(problems, ['a.db.test.ts ran no test on PostgreSQL']);
  });
});

describe('the search for PostgreSQL', () => {
  /** @param {...string} names */
  const path = (...names) => ({
    PATH: names.map(name => join(folder, name)).join(':'),
  });

  it('takes no version that the tests do not know, and no folder without the server', () => {
    program('old/postgres', 'echo "postgres (PostgreSQL) 9.6.24"');
    program('old/initdb', '');
    program('client/psql', '');
    assert.equal(findPostgres(path('old', 'client'), []), undefined);
  });

  it('takes the newest of what is there', () => {
    program('versions/17/bin/postgres', 'echo "postgres (PostgreSQL) 17.2"');
    program('versions/17/bin/initdb', '');
    program('new/postgres', 'echo "postgres (PostgreSQL) 18.1"');
    program('new/initdb', '');
    program('newer/postgres', 'echo "postgres (PostgreSQL) 19beta1"');
    program('newer/initdb', '');
    const places = [
      { folder: join(folder, 'versions'), inside: '', bin: 'bin' },
      { folder: join(folder, 'nowhere'), inside: '', bin: 'bin' },
    ];
    assert.deepEqual(findPostgres(path('newer', 'new'), places), {
      bin: join(folder, 'new'),
      major: 18,
      version: 'postgres (PostgreSQL) 18.1',
    });
    assert.equal(findPostgres(path(), places)?.major, 17);
  });

  it('asks pg_config where the server is', () => {
    program('told/pg_config', `echo '${join(folder, 'new')}'`);
    assert.equal(findPostgres(path('told'), [])?.bin, join(folder, 'new'));
  });
});

describe('the keeper of PostgreSQL', () => {
  // A stand-in for the server, so that this needs none.
  program('server/initdb', 'mkdir -p "$2"');
  program(
    'server/postgres',
    [
      `echo $$ > '${join(folder, 'pid')}.new'`,
      `mv '${join(folder, 'pid')}.new' '${join(folder, 'pid')}'`,
      'echo "LOG:  database system is ready to accept connections" >&2',
      'echo "LOG:  statement: CREATE DATABASE \\"a\\"" >&2',
      'exec sleep 300',
    ].join('\n'),
  );

  /** @param {string} bin */
  function keep(bin) {
    const child = spawn(
      process.execPath,
      [join(paths.workbench, 'db/keepPostgres.mjs'), join(folder, bin)],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: { ...process.env, TMPDIR: folder },
      },
    );
    /** @type {any[]} */
    const told = [];
    child.on('message', message => void told.push(message));
    const ended = new Promise(resolve => child.once('exit', resolve));
    return { child, told, ended };
  }

  it('says why a server does not start', async () => {
    program('broken/initdb', 'echo "no space left on device" >&2; exit 1');
    program('broken/postgres', '');
    const { told, ended } = keep('broken');
    assert.equal(await ended, 1);
    assert.match(told[0].failed, /no space left on device/);
  });

  for (const [how, act] of /** @type {const} */ ([
    [
      'told to',
      (/** @type {import('node:child_process').ChildProcess} */ child) =>
        child.send('stop'),
    ],
    [
      'its parent goes away',
      (/** @type {import('node:child_process').ChildProcess} */ child) =>
        child.disconnect(),
    ],
    [
      'it is interrupted',
      (/** @type {import('node:child_process').ChildProcess} */ child) =>
        child.kill('SIGINT'),
    ],
    [
      'it is terminated',
      (/** @type {import('node:child_process').ChildProcess} */ child) =>
        child.kill('SIGTERM'),
    ],
  ])) {
    it(`stops the server when ${how}`, async () => {
      rmSync(join(folder, 'pid'), { force: true });
      const { child, told, ended } = keep('server');
      await until('a port', () => told.some(({ port }) => port > 0));
      const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
      assert.ok(isAlive(pid));

      act(child);

      assert.equal(await ended, 0);
      assert.ok(!isAlive(pid));
      assert.deepEqual(
        readdirSync(folder).filter(name =>
          name.startsWith('understudy-postgres-'),
        ),
        [],
      );
    });
  }
});
