import { ServiceUnavailableError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckpointStore } from './CheckpointStore';

const LOOK_MS = 200;

/** Waits until entries stand in checkpoints that every sink has accepted. */
export class AnchorWait {
  readonly #store: CheckpointStore;
  readonly #sinks: readonly string[];
  readonly #waiting = new Set<() => void>();

  constructor(options: { store: CheckpointStore; sinks: readonly string[] }) {
    this.#store = options.store;
    this.#sinks = options.sinks;
  }

  /** A sink of this process has accepted something. */
  wake(): void {
    this.#waiting.forEach(look => look());
  }

  /** Returns once every sink has the entry; at once where there is no sink. */
  async until(options: {
    index: () => Promise<number>;
    signal: AbortSignal;
  }): Promise<void> {
    const { signal } = options;
    if (this.#sinks.length === 0) {
      return;
    }
    const index = await options.index().catch(error => {
      throw signal.aborted ? late() : error;
    });
    while (!(await this.#stands(index))) {
      if (signal.aborted) {
        throw late();
      }
      await this.#pause(signal);
    }
  }

  async #stands(index: number): Promise<boolean> {
    const anchors = await this.#store.anchors();
    return this.#sinks.every(id =>
      anchors.some(({ sink, size }) => sink === id && size > index),
    );
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const wake = () => woken.abort();
    this.#waiting.add(wake);
    try {
      await sleep(LOOK_MS, undefined, {
        signal: AbortSignal.any([woken.signal, signal]),
      }).catch(() => {});
    } finally {
      this.#waiting.delete(wake);
    }
  }
}

function late(): Error {
  return new ServiceUnavailableError(
    'The intent is recorded, but no place outside the database has confirmed it in time, so nothing was done. The Health page says which place does not answer',
  );
}
