// @ts-check
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bootstrap, cacheFolder } from './bootstrap.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** @param {string} version */
const stateOf = version => join(cacheFolder(), 'cluster', `up-${version}.json`);

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * The cluster that `cluster:up` started, if it still runs.
 *
 * @param {string} version
 * @returns {Promise<{ pid: number, version: string, kubeconfig: string, kubectl: string } | undefined>}
 */
async function runningCluster(version) {
  const text = await readFile(stateOf(version), 'utf8').catch(() => undefined);
  if (!text) return undefined;
  const state = JSON.parse(text);
  if (isAlive(state.pid)) return state;
  await rm(stateOf(version), { force: true });
  return undefined;
}

/**
 * Starts a cluster that stays until `clusterDown`.
 *
 * @param {{ version: string, log: (line: string) => void }} options
 */
export async function clusterUp({ version, log }) {
  const already = await runningCluster(version);
  if (already) return already;
  await bootstrap({ version, log });
  await mkdir(join(cacheFolder(), 'cluster'), { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'understudy-cluster-'));
  const logFile = join(folder, 'hold.log');
  const output = openSync(logFile, 'a');
  const child = spawn(
    process.execPath,
    [join(here, 'hold.mjs'), version, folder, stateOf(version)],
    { detached: true, stdio: ['ignore', output, output] },
  );
  child.unref();
  for (let tries = 0; tries < 1200; tries += 1) {
    const state = await runningCluster(version);
    if (state) return state;
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  throw new Error(
    `The cluster did not start:\n${await readFile(logFile, 'utf8')}`,
  );
}

/** @param {{ version: string }} options */
export async function clusterDown({ version }) {
  const state = await runningCluster(version);
  if (!state) return false;
  process.kill(state.pid, 'SIGTERM');
  for (let tries = 0; tries < 300 && isAlive(state.pid); tries += 1) {
    await sleep(100);
  }
  if (isAlive(state.pid)) {
    throw new Error(`The cluster (pid ${state.pid}) did not stop within 30 s.`);
  }
  return true;
}
