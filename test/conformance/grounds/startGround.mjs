// @ts-check
import { startForeignGround } from './startForeignGround.mjs';
import { startPracticeGround } from './startPracticeGround.mjs';
import { startRealGround } from './startRealGround.mjs';

/**
 * Starts a ground by its name: `practice`, `foreign`, or a version.
 *
 * @param {string} name
 */
export async function startGround(name) {
  if (name === 'practice') return startPracticeGround();
  if (name === 'foreign') {
    return startForeignGround(process.env.UNDERSTUDY_TEST_KUBECONFIG ?? '');
  }
  return startRealGround(name, line => process.stderr.write(`${line}\n`));
}
