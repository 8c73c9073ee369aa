// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { send } from '../support/send.mjs';

/**
 * The practice cluster, freshly started.
 *
 * @returns {Promise<import('./Ground.mjs').RunningGround>}
 */
export async function startPracticeGround() {
  const tokens = {
    admin: randomBytes(16).toString('hex'),
    alice: randomBytes(16).toString('hex'),
    bob: randomBytes(16).toString('hex'),
  };
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('practiceChild.cjs', import.meta.url)),
      JSON.stringify(tokens),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise(done => {
    child.once('exit', done);
  });
  /** @type {string} */
  const line = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', part => {
      text += part;
      if (text.includes('\n')) resolve(text);
    });
    child.once('error', reject);
    child.once('exit', code =>
      reject(new Error(`The practice cluster ended with ${code}.`)),
    );
  });
  const ground = {
    name: 'practice',
    kind: /** @type {const} */ ('practice'),
    version: '',
    tokens,
    ...JSON.parse(line),
  };
  const { body } = await send(ground, {
    method: 'GET',
    path: '/version',
    headers: {},
  });
  return {
    ...ground,
    version: body.gitVersion,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
