// @ts-check
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubeconfig } from '../../cluster/kubeconfig.mjs';
import { script } from './script.mjs';
import { shapeOf } from './shape.mjs';

/**
 * Types the script's commands one after the other and records, of each, the
 * exit code and the shape of what it said.
 *
 * @param {{ ground: import('../grounds/Ground.mjs').Ground, kubectl: string, run: string, record: (command: string, seen: unknown) => void }} options
 */
export async function runScript({ ground, kubectl, run, record }) {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-kubectl-'));
  const namespace = `desk-${run}`;
  const config = join(folder, 'config');
  const names = new Map([
    [namespace, 'NAMESPACE'],
    [folder, 'FOLDER'],
  ]);
  await writeFile(
    config,
    kubeconfig({
      name: 'ground',
      server: ground.server,
      ca: ground.ca,
      token: ground.tokens.admin,
    }),
    { mode: 0o600 },
  );
  const type = (/** @type {string} */ line, input = '') =>
    execute(
      kubectl,
      ['-n', namespace, ...words(line.replaceAll('NAMESPACE', namespace))],
      {
        input,
        env: { KUBECONFIG: config, HOME: folder, PATH: process.env.PATH ?? '' },
      },
    );
  /** @param {string} line */
  const wait = async line => {
    for (let tries = 0; tries < 40; tries += 1) {
      if ((await type(line)).code === 0) return;
      await new Promise(done => {
        setTimeout(done, 250);
      });
    }
    assert.fail(`kubectl ${line} never succeeded`);
  };
  try {
    assert.equal((await type(`create namespace ${namespace}`)).code, 0);
    await wait('get serviceaccount default');
    await wait('get configmap kube-root-ca.crt');
    for (const one of script) {
      if (one.waitFor) await wait(one.waitFor);
      const { code, stdout, stderr } = await type(one.command, one.input);
      const shape = { shape: one.shape ?? 'lines', names };
      record(one.command, {
        code,
        stdout: shapeOf(stdout, shape),
        ...(one.only === 'stdout' || shape.shape === 'none'
          ? {}
          : { stderr: shapeOf(stderr, shape) }),
      });
    }
  } finally {
    await type(`delete namespace ${namespace} --wait=false`);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Splits a command as a shell would: an argument of JSON or of a schedule stays whole. @param {string} line */
function words(line) {
  const found = line.match(
    /--schedule=\S+ \S+ \S+ \S+ \S+|[[{][^ ]*[\]}]|\S+/g,
  );
  return found ?? [];
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ input: string, env: Record<string, string> }} options
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
function execute(program, args, { input, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', part => (stdout += part));
    child.stderr.on('data', part => (stderr += part));
    child.on('error', reject);
    child.on('close', code => resolve({ code: code ?? -1, stdout, stderr }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
