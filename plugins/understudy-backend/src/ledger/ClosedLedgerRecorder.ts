import { ServiceUnavailableError } from '@backstage/errors';
import type { EntryReceipt, LedgerRecorder } from './types';

/** Records nothing and says why: then nothing may be done either. */
export class ClosedLedgerRecorder implements LedgerRecorder {
  readonly #why: Error;

  constructor(why: Error) {
    this.#why = why;
  }

  async event(): Promise<EntryReceipt> {
    throw this.#refusal();
  }

  async intent(): Promise<EntryReceipt> {
    throw this.#refusal();
  }

  async outcome(): Promise<EntryReceipt> {
    throw this.#refusal();
  }

  #refusal(): Error {
    return new ServiceUnavailableError(
      `Nothing can be recorded, so nothing was done: ${this.#why.message}`,
      this.#why,
    );
  }
}
