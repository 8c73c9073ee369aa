import { OperationError } from '@understudy/plugin-understudy-node';

function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () =>
      reject(new OperationError('timeout', 'Nobody waited any longer'));
    if (signal.aborted) {
      giveUp();
      return;
    }
    signal.addEventListener('abort', giveUp, { once: true });
    answer
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/**
 * An answer that many wait for: it is asked for once and kept for a while. Who
 * no longer waits ends it for nobody else.
 */
export class SharedAnswer<T> {
  readonly #ask: () => Promise<T>;
  #latest?: { at: number; answer: Promise<T> };

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  async get(options: { maxAgeMs: number; signal: AbortSignal }): Promise<T> {
    const { maxAgeMs, signal } = options;
    if (!this.#latest || performance.now() - this.#latest.at >= maxAgeMs) {
      const entry = { at: performance.now(), answer: this.#ask() };
      this.#latest = entry;
      entry.answer.catch(() => {
        // The next one who wants to know asks again.
        if (this.#latest === entry) {
          this.#latest = undefined;
        }
      });
    }
    return untilAborted(this.#latest.answer, signal);
  }
}
