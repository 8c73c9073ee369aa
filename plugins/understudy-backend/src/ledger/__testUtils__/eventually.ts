import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is so, and gives what it was. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  what: string | (() => string),
  seconds = 15,
): Promise<T> {
  for (let tries = 0; tries < seconds * 20; tries++) {
    const seen = await look();
    if (seen) {
      return seen;
    }
    await sleep(50);
  }
  throw new Error(
    `Not within ${seconds} seconds: ${
      typeof what === 'string' ? what : what()
    }`,
  );
}
