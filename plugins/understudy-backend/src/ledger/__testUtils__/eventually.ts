import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is so, and gives what it was. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  what: string,
): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const seen = await look();
    if (seen) {
      return seen;
    }
    await sleep(50);
  }
  throw new Error(`Not within a quarter of a minute: ${what}`);
}
