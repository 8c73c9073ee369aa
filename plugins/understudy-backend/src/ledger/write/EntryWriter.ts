import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { EntryStore, StagedEntry } from './EntryStore';

const WAITING_AT_MOST = 10_000;

interface Waiting {
  staged: StagedEntry;
  resolve(): void;
  reject(error: Error): void;
}

/**
 * Writes what many callers bring at the same time in few statements: while one
 * commits, the next callers gather. A caller alone waits for nobody.
 */
export class EntryWriter {
  readonly #store: EntryStore;
  readonly #lanes: number;
  readonly #batch: number;
  readonly #waiting: Waiting[] = [];
  #busy = 0;

  constructor(options: { store: EntryStore; lanes: number; batch?: number }) {
    this.#store = options.store;
    this.#lanes = options.lanes;
    this.#batch = options.batch ?? 200;
  }

  /** Returns when the entry is durable. */
  async write(staged: StagedEntry): Promise<void> {
    if (this.#waiting.length >= WAITING_AT_MOST) {
      throw new ServiceUnavailableError(
        'The ledger cannot take more just now, so nothing was done. Try again in a moment',
      );
    }
    return new Promise<void>((resolve, reject) => {
      this.#waiting.push({ staged, resolve, reject });
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#busy < this.#lanes && this.#waiting.length > 0) {
      this.#busy += 1;
      const batch = this.#waiting.splice(0, this.#batch);
      this.#write(batch).finally(() => {
        this.#busy -= 1;
        // SQLite answers at once: without a turn of the event loop, timers and
        // requests would wait until nobody writes any more.
        setImmediate(() => this.#pump());
      });
    }
  }

  async #write(batch: Waiting[]): Promise<void> {
    const stoppable = batch.some(isIntent);
    try {
      const written = await this.#store.insert(
        batch.map(({ staged }) => staged),
        { stoppable },
      );
      if (written) {
        batch.forEach(({ resolve }) => resolve());
        return;
      }
      if (batch.every(isIntent)) {
        batch.forEach(({ reject }) => reject(stopped()));
        return;
      }
    } catch (error) {
      if (batch.length === 1 || !isAboutOneRow(error)) {
        batch.forEach(({ reject }) => reject(inWords(error)));
        return;
      }
    }
    // One of them is at fault; the others must not suffer from it.
    for (const one of batch) {
      await this.#write([one]);
    }
  }
}

function isIntent({ staged }: Waiting): boolean {
  return staged.prepared.entry.kind === 'intent';
}

function stopped(): Error {
  return new ServiceUnavailableError(
    'The ledger has raised an alarm, so nothing may be done until it is resolved. The Health page says what was found',
  );
}

/** What PostgreSQL and SQLite say where a row breaks a rule. */
function codeOf(error: unknown): string {
  return String((error as { code?: unknown })?.code ?? '');
}

function isAboutOneRow(error: unknown): boolean {
  return /^(22|23|P0001|SQLITE_CONSTRAINT)/.test(codeOf(error));
}

function inWords(error: unknown): Error {
  if (/^(23505|SQLITE_CONSTRAINT_UNIQUE)/.test(codeOf(error))) {
    return new ConflictError(
      'This intent has an outcome already; an intent has one',
      error,
    );
  }
  return new ServiceUnavailableError(
    'The ledger cannot be written, so nothing was done. The Health page says more',
    error,
  );
}
