// @ts-check
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 300;

/** @returns {Promise<number>} a port that is free now */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (
        server.address()
      );
      server.close(() => resolve(port));
    });
  });
}

/**
 * A policy server on this machine only.
 *
 * @param {string} opa
 * @param {string[]} files what it serves: bundles, rules, data
 * @returns {Promise<{ url: string, signal: (name: NodeJS.Signals) => void, stop: () => void }>}
 */
export async function serveOpa(opa, files) {
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    opa,
    ['run', '--server', `--addr=${address}`, '--log-level=error', ...files],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', data => (said += data));
  const url = `http://${address}`;
  for (let tries = 0; tries < TRIES; tries++) {
    const healthy = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) {
      return {
        url,
        signal: name => child.kill(name),
        stop: () => child.kill('SIGKILL'),
      };
    }
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  child.kill('SIGKILL');
  throw new Error(`opa does not serve:\n${said}`);
}
