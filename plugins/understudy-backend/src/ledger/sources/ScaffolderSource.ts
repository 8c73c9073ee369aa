import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type { Knex } from 'knex';
import { CursorStore } from '../feed/CursorStore';
import type { OnceRecorder } from './OnceRecorder';
import { finishedTaskStates, type ScaffolderTask } from './ScaffolderTask';
import { endOf, taskFinishedEntry, taskStartedEntry } from './taskEntries';

const WATCHED = 'ledger_watched_tasks';
const READER = 'scaffolder-tasks';
const PAGE = 100;
/** The clocks of the scaffolder's database and ours may be so far apart. */
const OVERLAP_MS = 10 * 60_000;
const ID = /^[\w-]{1,64}$/;

/**
 * Records the tasks of the scaffolder: who started which template, and how it
 * ended.
 *
 * The scaffolder's own list is what counts, asked with our own credentials: it
 * survives restarts on either side. Its events come before the change is
 * committed, to one process only, and not at all after a crash, so they merely
 * say where to look.
 */
export class ScaffolderSource {
  readonly #options: {
    knex: Knex;
    once: OnceRecorder;
    scaffolder: ScaffolderService;
    auth: AuthService;
    logger: LoggerService;
    now?: () => number;
  };
  readonly #cursors: CursorStore;

  constructor(options: {
    knex: Knex;
    once: OnceRecorder;
    scaffolder: ScaffolderService;
    auth: AuthService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#options = options;
    this.#cursors = new CursorStore(options.knex);
  }

  /**
   * Something may have happened to a task. Kept, so that a task which is
   * retried and ends between two looks is not missed.
   */
  async noticed(taskId: unknown): Promise<void> {
    if (typeof taskId === 'string' && ID.test(taskId)) {
      await this.#watch(taskId);
    }
  }

  /** Looks at what is new, and at what was still running. */
  async look(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { signal } = options;
    const started = await this.#cursors.startAt(READER, this.#now());
    try {
      const newest = await this.#lookForNew(started - OVERLAP_MS, signal);
      await this.#lookForRunning(signal);
      await this.#lookAtWatched(signal);
      await this.#cursors.advance(READER, newest);
    } catch (error) {
      if (isNotFound(error)) {
        // This Backstage has no scaffolder.
        return;
      }
      throw error;
    }
  }

  async #lookForNew(since: number, signal?: AbortSignal): Promise<number> {
    let newest = 0;
    let complete = true;
    for (let offset = 0; ; offset += PAGE) {
      signal?.throwIfAborted();
      const { items } = await this.#options.scaffolder.listTasks(
        { limit: PAGE, offset },
        { credentials: await this.#credentials() },
      );
      for (const task of items as ScaffolderTask[]) {
        const createdAt = Date.parse(task.createdAt);
        if (createdAt >= since && ID.test(task.id)) {
          newest = Math.max(newest, createdAt);
          complete = (await this.#recordStart(task)) && complete;
        }
      }
      const oldest = Date.parse(items.at(-1)?.createdAt ?? '');
      if (items.length < PAGE || !(oldest >= since)) {
        // What is not recorded yet must be looked at again.
        return complete ? newest : 0;
      }
    }
  }

  /** A task that was retried is old, and runs again. */
  async #lookForRunning(signal?: AbortSignal): Promise<void> {
    for (let offset = 0; ; offset += PAGE) {
      signal?.throwIfAborted();
      const { items } = await this.#options.scaffolder.listTasks(
        { status: ['open', 'processing'], limit: PAGE, offset },
        { credentials: await this.#credentials() },
      );
      for (const { id } of items) {
        if (ID.test(id)) {
          await this.#watch(id);
        }
      }
      if (items.length < PAGE) {
        return;
      }
    }
  }

  async #lookAtWatched(signal?: AbortSignal): Promise<void> {
    const { knex, logger } = this.#options;
    const rows: Array<{ task_id: string }> = await knex(WATCHED)
      .orderBy('noted_at')
      .select('task_id');
    for (const { task_id: id } of rows) {
      signal?.throwIfAborted();
      try {
        if (await this.#settle(id)) {
          await knex(WATCHED).where({ task_id: id }).delete();
        }
      } catch (error) {
        // One task that cannot be read must not keep the others out.
        logger.warn(
          `The task ${id} of the scaffolder could not be recorded`,
          toError(error),
        );
      }
    }
  }

  /** Whether there is nothing more to record of a task. */
  async #settle(taskId: string): Promise<boolean> {
    const { scaffolder, once } = this.#options;
    const credentials = await this.#credentials();
    const task: ScaffolderTask | undefined = await scaffolder
      .getTask({ taskId }, { credentials })
      .catch(error => {
        if (isNotFound(error)) {
          return undefined;
        }
        throw error;
      });
    if (!task || !finishedTaskStates.includes(task.status)) {
      return task === undefined;
    }
    const log = await scaffolder.getLogs({ taskId }, { credentials });
    const end = endOf(log);
    const recorded = await once.event(
      `scaffolder\n${taskId}\nfinished\n${end?.id ?? task.status}`,
      taskFinishedEntry(task, log),
    );
    return recorded !== undefined;
  }

  /** Whether the start of a task is recorded. */
  async #recordStart(task: ScaffolderTask): Promise<boolean> {
    const { once } = this.#options;
    const key = `scaffolder\n${task.id}\nstarted`;
    if (await once.isRecorded(key)) {
      return true;
    }
    // First the watch: if we stop here, the end is recorded all the same.
    await this.#watch(task.id);
    return (await once.event(key, taskStartedEntry(task))) !== undefined;
  }

  async #watch(taskId: string): Promise<void> {
    await this.#options
      .knex(WATCHED)
      .insert({ task_id: taskId, noted_at: this.#now() })
      .onConflict('task_id')
      .ignore();
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  async #credentials() {
    return this.#options.auth.getOwnServiceCredentials();
  }
}

function isNotFound(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'NotFoundError' ||
      (error as { statusCode?: number }).statusCode === 404)
  );
}
