import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { LedgerRecorder } from '../types';
import type { EvidenceExporter } from './EvidenceExporter';
import type { EvidenceFiles } from './EvidenceFiles';
import type { ExportRow } from './ExportRow';
import type { ExportStore } from './ExportStore';

const DAY_MS = 24 * 60 * 60 * 1000;
const ATTEMPTS = 3;

interface Options {
  store: ExportStore;
  exporter: EvidenceExporter;
  files: EvidenceFiles;
  record: LedgerRecorder;
  logger: LoggerService;
  directory: string;
  retentionDays: number;
  /** How often a process says that it is still there; five seconds if not given. */
  beatMs?: number;
  now?: () => number;
}

class Stopped extends Error {
  readonly why: 'cancelled' | 'lost' | 'ending';

  constructor(why: Stopped['why']) {
    super(why);
    this.why = why;
  }
}

/**
 * Makes the packages that were asked for, one after the other. A process that
 * dies over one leaves it to the next, from the beginning; after three times it
 * is given up.
 */
export class EvidenceWorker {
  readonly #options: Options;
  readonly #holder = `${hostname().slice(0, 80)}/${randomUUID()}`;
  #running: Promise<void> | undefined;
  #again = false;
  readonly #ending = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Begins with what waits, if it is not at it already. */
  wake(): void {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again && !this.#ending.signal.aborted) {
        this.wake();
      }
    });
  }

  /** Waits until nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#running) {
      await this.#running;
    }
  }

  /** Leaves what it is at to another process. */
  async stop(): Promise<void> {
    this.#ending.abort(new Stopped('ending'));
    await this.#running;
  }

  /** Deletes what is past its time, and what a crash left behind. */
  async tidy(): Promise<void> {
    const { store, files, directory, logger } = this.#options;
    for (const { id } of await store.due(this.#now())) {
      try {
        await files.remove(id);
        await store.expire(id);
      } catch (error) {
        logger.warn(
          `An evidence package whose time is over, ${id}, could not be deleted; it is tried again`,
          toError(error),
        );
      }
    }
    const kept = await store.kept();
    for (const name of await readdir(directory).catch(() => [])) {
      const id = /^([0-9a-f-]{36})[.]/.exec(name)?.[1];
      if (id && !kept.has(id)) {
        await rm(join(directory, name), { recursive: true, force: true });
      }
    }
  }

  async #run(): Promise<void> {
    const { store, logger } = this.#options;
    try {
      while (this.#again) {
        this.#again = false;
        for (;;) {
          if (this.#ending.signal.aborted) {
            return;
          }
          const row = await store.take({
            holder: this.#holder,
            silentMs: 12 * this.#beatMs,
          });
          if (!row) {
            break;
          }
          await this.#make(row);
        }
      }
    } catch (error) {
      logger.error('Evidence packages cannot be made just now', toError(error));
    }
  }

  async #make(row: ExportRow): Promise<void> {
    const { store, exporter, files, directory } = this.#options;
    const { id } = row;
    const mine = { id, holder: this.#holder };
    if (row.attempts > ATTEMPTS) {
      await this.#fail(
        row,
        `The process that made it ended ${ATTEMPTS} times; ask for a shorter period`,
      );
      return;
    }
    if (row.cancelled) {
      await this.#cancelled(row);
      return;
    }
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#ending.signal]);
    let done = 0;
    let total: number | undefined;
    const beat = setInterval(async () => {
      const next = await store
        .seen({ ...mine, done, total })
        .catch(() => 'go on' as const);
      if (next !== 'go on') {
        stop.abort(new Stopped(next));
      }
    }, this.#beatMs);
    let folder: string | undefined;
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      folder = await mkdtemp(join(directory, `${id}.`));
      const file = join(folder, 'package.zip');
      const made = await exporter.make({
        row,
        folder: await mkdtemp(join(folder, 'files-')),
        output: file,
        signal,
        onProgress: (so, far) => {
          done = so;
          total = far;
        },
      });
      const { bytes, sha256, manifest } = made;
      await files.put({ id, file, bytes, sha256, signal });
      signal.throwIfAborted();
      const finishedAt = this.#now();
      await this.#outcome(row, {
        outcome: 'success',
        outputDigest: sha256,
        contextTags: {
          exportId: id,
          entries: String(manifest.entries),
          logSize: String(manifest.checkpoint.size),
        },
      });
      await store.seen({ ...mine, done, total });
      await store.finish({
        ...mine,
        state: 'ready',
        done,
        entries: manifest.entries,
        bytes,
        sha256,
        store: files.store,
        complete: manifest.complete ? manifest.range : undefined,
        finishedAt,
        expiresAt: finishedAt + this.#options.retentionDays * DAY_MS,
      });
    } catch (error) {
      await this.#handle(row, signal.aborted ? signal.reason : error);
    } finally {
      clearInterval(beat);
      if (folder) {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }

  async #handle(row: ExportRow, error: unknown): Promise<void> {
    if (error instanceof Stopped) {
      if (error.why === 'cancelled') {
        await this.#cancelled(row);
      } else if (error.why === 'ending') {
        const { id } = row;
        await this.#options.store.release({ id, holder: this.#holder });
      }
      return;
    }
    this.#options.logger.error(
      `The evidence package ${row.id} could not be made`,
      toError(error),
    );
    const said =
      isError(error) &&
      ['EvidenceError', 'ServiceUnavailableError'].includes(error.name);
    await this.#fail(
      row,
      said
        ? (error as Error).message
        : `Something went wrong inside; the log of the backend tells more under ${row.id}`,
    );
  }

  async #fail(row: ExportRow, problem: string): Promise<void> {
    await this.#outcome(row, {
      outcome: 'failure',
      errorContext: { message: problem },
      recoveryActions: [],
      contextTags: { exportId: row.id },
    });
    await this.#options.store.finish({
      id: row.id,
      holder: this.#holder,
      state: 'failed',
      problem,
      finishedAt: this.#now(),
    });
  }

  async #cancelled(row: ExportRow): Promise<void> {
    await this.#outcome(row, {
      outcome: 'cancelled',
      contextTags: { exportId: row.id },
    });
    await this.#options.store.finish({
      id: row.id,
      holder: this.#holder,
      state: 'cancelled',
      problem: 'It was cancelled while it was being made.',
      finishedAt: this.#now(),
    });
  }

  /** An intent has one outcome; one that a process wrote just before it died counts. */
  async #outcome(
    row: ExportRow,
    outcome: Pick<
      Parameters<LedgerRecorder['outcome']>[1],
      | 'outcome'
      | 'outputDigest'
      | 'contextTags'
      | 'errorContext'
      | 'recoveryActions'
    >,
  ): Promise<void> {
    if (row.intentId === undefined) {
      return;
    }
    try {
      await this.#options.record.outcome(row.intentId, {
        actor: { type: 'service', id: 'understudy' },
        source: 'system',
        operationType: 'export',
        action: 'evidence:export',
        ...outcome,
      });
    } catch (error) {
      if (!isError(error) || error.name !== 'ConflictError') {
        throw error;
      }
    }
  }

  get #beatMs(): number {
    return this.#options.beatMs ?? 5_000;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
