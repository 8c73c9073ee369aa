import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** Tries until it works, and throws what last went wrong when patience runs out. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) {
        throw error;
      }
      await wait(200);
    }
  }
}
