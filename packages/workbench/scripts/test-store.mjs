// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { paths, root } from '../src/paths.mjs';

export const help = `
npm run test:store               runs the tests of places outside the database on a real S3 server
npm run test:store -- --record   and writes down what it answered, for npm test

The server is moto, installed by pip into .tools/; without Python it is left out, by name.
`;

const place = join(root, 'test/object-store');
const venv = join(paths.tools, 'object-store');
const python = join(
  venv,
  process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python',
);
const TESTS = 'plugins/understudy-backend/src/ledger/sinks/s3';

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  if (!(await bringServer(context))) {
    context.log(
      'SKIPPED test:store: there is no Python 3.9 or newer with venv and pip that reaches its packages',
    );
    return 0;
  }
  const server = spawn(python, [join(place, 'serve.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  try {
    const port = await new Promise((resolve, reject) => {
      createInterface({ input: server.stdout }).once('line', resolve);
      server.once('error', reject);
      server.once('exit', code =>
        reject(new Error(`The S3 server ended with ${code}`)),
      );
    });
    process.env.UNDERSTUDY_TEST_S3_ENDPOINT = `http://127.0.0.1:${port}`;
    if (args.includes('--record')) {
      process.env.UNDERSTUDY_TEST_S3_RECORD = 'yes';
    }
    return await context.script('test', [TESTS]);
  } finally {
    server.stdin.end();
  }
}

/** @param {import('../src/context.mjs').Context} context */
async function bringServer(context) {
  const wanted = readFileSync(join(place, 'requirements.txt'), 'utf8');
  const stamp = join(venv, 'understudy-requirements.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  const found = spawnSync('python3', [
    '-c',
    'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))',
  ]);
  if (found.status !== 0) return false;
  return context.step('store', 'installing moto into .tools/', async () => {
    const made = await context.exec('python3', ['-m', 'venv', venv], {
      capture: true,
      allowFailure: true,
    });
    if (made.code !== 0) return false;
    const installed = await context.exec(
      python,
      ['-m', 'pip', 'install', '-q', '-r', join(place, 'requirements.txt')],
      { capture: true, allowFailure: true },
    );
    if (installed.code !== 0) return false;
    writeFileSync(stamp, wanted);
    return true;
  });
}
