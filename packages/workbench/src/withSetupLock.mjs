// @ts-check
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LockFile } from './LockFile.mjs';
import { paths } from './paths.mjs';
import { log } from './steps.mjs';

/**
 * Two commands may be called at once in one checkout, but only one of them sets it up; the other waits.
 * @template T
 * @param {() => Promise<T>} fn
 * @returns {Promise<T>}
 */
export async function withSetupLock(fn) {
  const lock = new LockFile(join(paths.tools, 'setup.lock'));
  let told = false;
  for (;;) {
    const holder = lock.acquire();
    if (!holder) break;
    if (!told)
      log(
        `wait      Process ${holder.pid} is setting up this checkout already …`,
      );
    told = true;
    await wait(500);
  }
  try {
    return await fn();
  } finally {
    lock.release();
  }
}
