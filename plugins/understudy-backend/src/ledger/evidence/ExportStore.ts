import type { EvidenceRequest } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { databaseClock } from '../databaseClock';
import { toExportRow, type ExportRow } from './ExportRow';

const TABLE = 'evidence_exports';
const LISTED = 100;

/** Keeps which packages were asked for, and how far each is. */
export class ExportStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Throws if one for the same occasion is there. */
  async add(row: {
    id: string;
    requestedBy: string;
    requestedAt: number;
    request: EvidenceRequest;
    intentId: string;
    occasion?: string;
  }): Promise<void> {
    await this.#knex(TABLE).insert({
      id: row.id,
      state: 'waiting',
      requested_by: row.requestedBy,
      requested_at: row.requestedAt,
      request: JSON.stringify(row.request),
      intent_id: row.intentId,
      occasion: row.occasion,
    });
  }

  async hasOccasion(occasion: string): Promise<boolean> {
    return (
      (await this.#knex(TABLE).where({ occasion }).first('id')) !== undefined
    );
  }

  async get(id: string): Promise<ExportRow | undefined> {
    const row = await this.#knex(TABLE).where({ id }).first();
    return row && toExportRow(row);
  }

  async list(): Promise<ExportRow[]> {
    const rows = await this.#knex(TABLE)
      .orderBy('requested_at', 'desc')
      .orderBy('id')
      .limit(LISTED);
    return rows.map(toExportRow);
  }

  /** How many of somebody's are unfinished, and how many were asked for since then. */
  async countOf(options: {
    requestedBy: string;
    since: number;
  }): Promise<{ open: number; recent: number }> {
    const mine = () =>
      this.#knex(TABLE).where({ requested_by: options.requestedBy });
    const [{ open }] = await mine()
      .whereIn('state', ['waiting', 'running'])
      .count({ open: '*' });
    const [{ recent }] = await mine()
      .where('requested_at', '>', options.since)
      .count({ recent: '*' });
    return { open: Number(open), recent: Number(recent) };
  }

  /**
   * Takes the oldest that waits, or whose process has not been seen for so
   * long. Of many that try, one gets it.
   */
  async take(options: {
    holder: string;
    silentMs: number;
  }): Promise<ExportRow | undefined> {
    const { holder, silentMs } = options;
    const clock = databaseClock(this.#knex);
    const free = (query: Knex.QueryBuilder) =>
      query.where(either =>
        either
          .where({ state: 'waiting' })
          .orWhere(running =>
            running
              .where({ state: 'running' })
              .andWhereRaw('seen_at < ? - ?', [clock, silentMs]),
          ),
      );
    const candidate = await free(this.#knex(TABLE))
      .orderBy('requested_at')
      .first('id');
    if (!candidate) {
      return undefined;
    }
    const taken = await free(
      this.#knex(TABLE).where({ id: candidate.id }),
    ).update({
      state: 'running',
      holder,
      seen_at: clock,
      attempts: this.#knex.raw('attempts + 1'),
      done: 0,
    });
    return taken > 0 ? this.get(candidate.id) : undefined;
  }

  /** Says that the process still works on it; false if it is not its any more. */
  async seen(options: {
    id: string;
    holder: string;
    done: number;
    total: number | undefined;
  }): Promise<'go on' | 'cancelled' | 'lost'> {
    const { id, holder, done, total } = options;
    const changed = await this.#mine(id, holder).update({
      seen_at: databaseClock(this.#knex),
      done,
      total,
    });
    if (changed === 0) {
      return 'lost';
    }
    return (await this.get(id))?.cancelled ? 'cancelled' : 'go on';
  }

  /** Gives it back, to whoever takes it next. */
  async release(options: { id: string; holder: string }): Promise<void> {
    await this.#mine(options.id, options.holder).update({
      state: 'waiting',
      attempts: this.#knex.raw('attempts - 1'),
    });
  }

  /** Ends it; false if another process has it. */
  async finish(
    options: { id: string; holder: string } & (
      | {
          state: 'ready';
          done: number;
          entries: number;
          bytes: number;
          sha256: string;
          store: string | undefined;
          /** For one that holds every entry of a range. */
          complete: { from: number; to: number } | undefined;
          finishedAt: number;
          expiresAt: number;
        }
      | { state: 'failed' | 'cancelled'; problem: string; finishedAt: number }
    ),
  ): Promise<boolean> {
    const { id, holder, finishedAt, state, ...rest } = options;
    const { expiresAt, complete, ...columns } = {
      expiresAt: undefined,
      complete: undefined,
      ...rest,
    };
    const changed = await this.#mine(id, holder).update({
      ...columns,
      first_index: complete?.from,
      next_index: complete?.to,
      state,
      finished_at: finishedAt,
      expires_at: expiresAt,
    });
    return changed > 0;
  }

  /** The packages that hold every entry of a range, if that reaches beyond an index. */
  async complete(options: {
    from: number;
  }): Promise<Array<{ sha256: string; from: number; to: number }>> {
    const rows = await this.#knex('evidence_exports')
      .where('next_index', '>', options.from)
      .whereNotNull('sha256')
      .select('sha256', 'first_index', 'next_index');
    return rows.map(row => ({
      sha256: row.sha256,
      from: Number(row.first_index),
      to: Number(row.next_index),
    }));
  }

  /** Asks that it be stopped; one that waits is stopped at once. */
  async cancel(options: { id: string; at: number }): Promise<boolean> {
    const { id, at } = options;
    const stopped = await this.#knex(TABLE)
      .where({ id, state: 'waiting' })
      .update({
        state: 'cancelled',
        cancelled: true,
        finished_at: at,
        problem: 'It was cancelled before it was begun.',
      });
    if (stopped === 0) {
      await this.#knex(TABLE)
        .where({ id, state: 'running' })
        .update({ cancelled: true });
    }
    return stopped > 0;
  }

  /** Those whose time is over. */
  async due(now: number): Promise<ExportRow[]> {
    const rows = await this.#knex(TABLE)
      .where({ state: 'ready' })
      .andWhere('expires_at', '<=', now)
      .limit(LISTED);
    return rows.map(toExportRow);
  }

  async expire(id: string): Promise<void> {
    await this.#knex(TABLE)
      .where({ id, state: 'ready' })
      .update({ state: 'expired' });
  }

  /** The ids of those that are unfinished or can be had. */
  async kept(): Promise<Set<string>> {
    const rows = await this.#knex(TABLE)
      .whereIn('state', ['waiting', 'running', 'ready'])
      .select('id');
    return new Set(rows.map(({ id }) => id));
  }

  #mine(id: string, holder: string) {
    return this.#knex(TABLE).where({ id, holder, state: 'running' });
  }
}
