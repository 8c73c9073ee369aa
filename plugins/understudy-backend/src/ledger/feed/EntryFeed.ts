import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { firstIdAt } from './firstIdAt';

const PAGE = 500;
/** The clocks of two replicas may be so far apart. */
const CLOCK_MARGIN_MS = 10 * 60_000;

/** An entry with its index; what is sealed is not put back. */
export interface FedEntry {
  index: number;
  entry: LedgerEntry;
}

/**
 * Reads the record itself, page by page and in flat memory, for those who
 * count and watch. Sealed values stay sealed: nobody here needs them.
 */
export class EntryFeed {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** How many entries have an index. */
  async size(): Promise<number> {
    const row = await this.#knex('ledger_head').first('size');
    return Number(row?.size ?? 0);
  }

  /** In the order of the log, from one index up to another that is not read. */
  async *byIndex(options: {
    from: number;
    to: number;
    signal?: AbortSignal;
  }): AsyncGenerator<FedEntry[]> {
    let { from } = options;
    for (;;) {
      options.signal?.throwIfAborted();
      const rows: Array<{ leaf_index: number | string; body: string }> =
        await this.#knex('ledger_leaves')
          .join('ledger_entries', 'ledger_entries.id', 'ledger_leaves.entry_id')
          .where('leaf_index', '>=', from)
          .andWhere('leaf_index', '<', options.to)
          .orderBy('leaf_index')
          .limit(PAGE)
          .select('leaf_index', 'body');
      const page = rows.map(({ leaf_index, body }) => ({
        index: Number(leaf_index),
        entry: JSON.parse(body) as LedgerEntry,
      }));
      if (page.length > 0) {
        yield page;
      }
      if (page.length < PAGE) {
        return;
      }
      from = page[page.length - 1].index + 1;
    }
  }

  /** Those that happened from one time on and before another, in no order. */
  async *byTime(options: {
    from: number;
    to: number;
    signal?: AbortSignal;
  }): AsyncGenerator<LedgerEntry[]> {
    let after = firstIdAt(options.from - CLOCK_MARGIN_MS);
    for (;;) {
      options.signal?.throwIfAborted();
      const rows: Array<{ id: string; body: string }> = await this.#knex(
        'ledger_entries',
      )
        .where('id', '>', after)
        .andWhere('occurred_at', '>=', options.from)
        .andWhere('occurred_at', '<', options.to)
        .orderBy('id')
        .limit(PAGE)
        .select('id', 'body');
      if (rows.length > 0) {
        yield rows.map(({ body }) => JSON.parse(body) as LedgerEntry);
      }
      if (rows.length < PAGE) {
        return;
      }
      after = rows[rows.length - 1].id;
    }
  }

  /**
   * Those that were written from one time on and before another, by the clock
   * of who wrote them, with their index if they have one.
   */
  async *byWritingTime(options: {
    from: number;
    to: number;
    signal?: AbortSignal;
  }): AsyncGenerator<Array<{ index: number | undefined; entry: LedgerEntry }>> {
    let after = firstIdAt(options.from);
    const end = firstIdAt(options.to);
    for (;;) {
      options.signal?.throwIfAborted();
      const rows: Array<{
        id: string;
        leaf_index: number | string | null;
        body: string;
      }> = await this.#knex('ledger_entries')
        .leftJoin('ledger_leaves', 'entry_id', 'ledger_entries.id')
        .where('ledger_entries.id', '>', after)
        .andWhere('ledger_entries.id', '<', end)
        .orderBy('ledger_entries.id')
        .limit(PAGE)
        .select({ id: 'ledger_entries.id' }, 'leaf_index', 'body');
      if (rows.length > 0) {
        yield rows.map(({ leaf_index, body }) => ({
          index: leaf_index === null ? undefined : Number(leaf_index),
          entry: JSON.parse(body) as LedgerEntry,
        }));
      }
      if (rows.length < PAGE) {
        return;
      }
      after = rows[rows.length - 1].id;
    }
  }

  /** When the oldest entry that is still there was written. */
  async firstWrittenAt(): Promise<number | undefined> {
    const row = await this.#knex('ledger_entries').orderBy('id').first('id');
    return row && parseInt(row.id.replace('-', '').slice(0, 12), 16);
  }
}
