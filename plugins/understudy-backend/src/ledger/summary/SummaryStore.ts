import type { Knex } from 'knex';
import type { DailySummary } from './types';

const TABLE = 'audit_summaries';

/** Whether people were told of a summary. */
export type Notified = 'waiting' | 'sent' | 'nobody' | 'failed';

interface Row {
  day: string;
  summary: string;
  entry_id: string | null;
  notified: Notified;
  notify_attempts: number;
}

/** Keeps one summary of each day. */
export class SummaryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Keeps a summary, unless there is one of the day; false then. */
  async add(summary: DailySummary): Promise<boolean> {
    const added = await this.#knex(TABLE)
      .insert({
        day: summary.day,
        summary: JSON.stringify(summary),
        made_at: Date.parse(summary.madeAt),
        notified: 'waiting',
        notify_attempts: 0,
      })
      .onConflict('day')
      .ignore()
      .returning('day');
    return added.length > 0;
  }

  /** The newest day that has a summary. */
  async newestDay(): Promise<string | undefined> {
    const row = await this.#knex(TABLE).orderBy('day', 'desc').first('day');
    return row?.day;
  }

  async find(day: string): Promise<DailySummary | undefined> {
    const row = await this.#knex(TABLE).where({ day }).first();
    return row && toSummary(row);
  }

  /** The newest first. */
  async list(options: {
    limit: number;
    before?: string;
  }): Promise<DailySummary[]> {
    const rows: Row[] = await this.#knex(TABLE)
      .modify(query => {
        if (options.before !== undefined) {
          query.where('day', '<', options.before);
        }
      })
      .orderBy('day', 'desc')
      .limit(options.limit);
    return rows.map(toSummary);
  }

  /** Those that are not recorded or told yet, oldest first. */
  async unfinished(): Promise<
    Array<{ summary: DailySummary; notified: Notified; attempts: number }>
  > {
    const rows: Row[] = await this.#knex(TABLE)
      .whereNull('entry_id')
      .orWhere({ notified: 'waiting' })
      .orderBy('day')
      .limit(100);
    return rows.map(row => ({
      summary: toSummary(row),
      notified: row.notified,
      attempts: row.notify_attempts,
    }));
  }

  async setEntry(day: string, entryId: string): Promise<void> {
    await this.#knex(TABLE).where({ day }).update({ entry_id: entryId });
  }

  /** Counts an attempt before it is made; false if another replica was faster. */
  async takeNotification(day: string, attempts: number): Promise<boolean> {
    const taken = await this.#knex(TABLE)
      .where({ day, notified: 'waiting', notify_attempts: attempts })
      .update({ notify_attempts: attempts + 1 });
    return taken > 0;
  }

  async setNotified(day: string, notified: Notified): Promise<void> {
    await this.#knex(TABLE).where({ day }).update({ notified });
  }
}

function toSummary(row: Row): DailySummary {
  return {
    ...(JSON.parse(row.summary) as DailySummary),
    ...(row.entry_id !== null && { entryId: row.entry_id }),
  };
}
