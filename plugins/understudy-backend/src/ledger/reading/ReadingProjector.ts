import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ProjectionStore } from './ProjectionStore';
import {
  entryWords,
  projectEntry,
  type ProjectedEntry,
  type SourceRow,
} from './projectEntry';

/** Small, where the database works in this very thread. */
const BATCH = { postgres: 1_000, sqlite: 100 };
/** So many are made searchable before others have their turn. */
const BITE = 100;

/**
 * Follows the ledger and keeps what the audit pages search. Each batch is one
 * transaction that moves the position, so that any number of processes may
 * follow at once, and none does anything twice.
 */
export class ReadingProjector {
  readonly #store: ProjectionStore;
  readonly #logger: LoggerService;
  readonly #batch: number;
  readonly #listeners = new Set<() => void>();
  #following = false;
  #again = false;

  static create(options: {
    knex: Knex;
    logger: LoggerService;
  }): ReadingProjector {
    return new ReadingProjector(options);
  }

  private constructor(options: { knex: Knex; logger: LoggerService }) {
    this.#store = new ProjectionStore(options.knex);
    this.#logger = options.logger;
    this.#batch = this.#store.isPostgres ? BATCH.postgres : BATCH.sqlite;
  }

  /** Calls back whenever entries became readable through this process. */
  onProgress(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what is new, and gives how many entries that were. */
  async catchUp(options: { signal?: AbortSignal } = {}): Promise<number> {
    let done = 0;
    while (!options.signal?.aborted) {
      const count = await this.#step();
      if (count === undefined) {
        break;
      }
      done += count;
      if (count > 0) {
        await nextTurn();
        await this.#store.tidy();
        this.#listeners.forEach(listener => listener());
      }
      await nextTurn();
    }
    return done;
  }

  /** Begins to read what is new, unless it is at it; returns at once. */
  follow(options: { signal?: AbortSignal } = {}): void {
    if (this.#following) {
      this.#again = true;
      return;
    }
    this.#following = true;
    this.#again = false;
    this.catchUp(options)
      .catch(error => {
        this.#logger.error(
          'What was recorded cannot be made searchable; it is tried again',
          toError(error),
        );
        this.#again = false;
      })
      .finally(() => {
        this.#following = false;
        if (this.#again) {
          this.follow(options);
        }
      });
  }

  /** Takes redacted values out of what is searched; harmless when repeated. */
  async forget(options: {
    entryId: string;
    pointers: readonly string[];
  }): Promise<void> {
    await this.#store.transaction(trx => this.#forgetIn(trx, options));
  }

  /** Makes everything again from the ledger. */
  async rebuild(options: { signal?: AbortSignal } = {}): Promise<number> {
    await this.#store.clear();
    return this.catchUp(options);
  }

  /** One batch; undefined when there is nothing more. */
  async #step(): Promise<number | undefined> {
    const from = await this.#store.position();
    const rows = await this.#store.source({ from, limit: this.#batch });
    if (rows.length === 0) {
      const next = await this.#store.nextIndex(from);
      if (next === undefined) {
        return undefined;
      }
      // What lies between was pruned.
      await this.#store.transaction(trx =>
        this.#store.advance(trx, { from, to: next }),
      );
      return 0;
    }
    const projected: ProjectedEntry[] = [];
    for (let at = 0; at < rows.length; at += BITE) {
      // A database in this thread has just held it, too.
      await nextTurn();
      for (const row of rows.slice(at, at + BITE)) {
        projected.push(...this.#project(row));
      }
    }
    await nextTurn();
    const to = rows[rows.length - 1].index + 1;
    return this.#store.transaction(async trx => {
      if (!(await this.#store.advance(trx, { from, to }))) {
        return 0;
      }
      await this.#store.write(trx, projected);
      for (const { redaction } of projected) {
        if (redaction) {
          await this.#forgetIn(trx, redaction);
        }
      }
      return rows.length;
    });
  }

  #project(row: SourceRow): ProjectedEntry[] {
    try {
      return [projectEntry(row)];
    } catch (error) {
      // Somebody has tampered with it; the verifier says so, and the rest must stay readable.
      this.#logger.error(
        `Entry ${row.index} of the ledger cannot be read`,
        toError(error),
      );
      return [];
    }
  }

  async #forgetIn(
    trx: Knex,
    options: { entryId: string; pointers: readonly string[] },
  ): Promise<void> {
    const row = await this.#store.sourceOf(trx, options.entryId);
    if (!row || row.index >= (await this.#store.position(trx))) {
      return;
    }
    for (const pointer of options.pointers) {
      delete row.sealed[pointer];
    }
    await this.#store.replaceWords(trx, {
      index: row.index,
      words: entryWords(row),
    });
  }
}
