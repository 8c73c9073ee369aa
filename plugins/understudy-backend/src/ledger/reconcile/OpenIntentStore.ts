import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { CursorStore } from '../feed/CursorStore';
import { firstIdAt } from '../feed/firstIdAt';

const OPEN = 'ledger_open_intents';
const READER = 'open-intents';
/** Younger ones may still be written by a replica whose clock is behind. */
const SETTLED_AFTER_MS = 10 * 60_000;
const BATCH = 5_000;

/** An intent without an outcome, as it is stored. */
export interface OpenIntentRow {
  id: string;
  entry: LedgerEntry;
  index: number | undefined;
  staged: boolean;
}

/**
 * Finds intents without an outcome. What is old is looked through once, and
 * what was open then is remembered, so that a long log costs nothing.
 */
export class OpenIntentStore {
  readonly #knex: Knex;
  readonly #cursors: CursorStore;

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#cursors = new CursorStore(knex);
  }

  /** Remembers which of the old ones are open, and forgets those that ended. */
  async settle(now: number): Promise<void> {
    const from = await this.#cursors.startAt(READER, 0);
    const to = now - SETTLED_AFTER_MS;
    if (to > from) {
      const open = this.#withoutOutcome()
        .where('i.id', '>=', firstIdAt(from))
        .andWhere('i.id', '<', firstIdAt(to));
      await this.#knex(OPEN)
        .insert(open.select('i.id'))
        .onConflict('entry_id')
        .ignore();
      await this.#cursors.advance(READER, to);
    }
    await this.#knex(OPEN)
      .whereIn(
        'entry_id',
        this.#knex('ledger_entries')
          .whereIn('intent_id', this.#knex(OPEN).select('entry_id'))
          .select('intent_id'),
      )
      .delete();
  }

  /** The oldest first. */
  async list(options: {
    limit: number;
    before?: number;
  }): Promise<OpenIntentRow[]> {
    const rows: Array<{
      id: string;
      body: string;
      index: number | string | null;
      staged: string | null;
    }> = await (
      await this.#open(options.before)
    )
      .leftJoin('ledger_leaves as l', 'l.entry_id', 'i.id')
      .leftJoin('ledger_staged as s', 's.entry_id', 'i.id')
      .orderBy('i.id')
      .limit(Math.min(options.limit, BATCH))
      .select({
        id: 'i.id',
        body: 'i.body',
        index: 'l.leaf_index',
        staged: 's.entry_id',
      });
    return rows.map(row => ({
      id: row.id,
      entry: JSON.parse(row.body) as LedgerEntry,
      index: row.index === null ? undefined : Number(row.index),
      staged: row.staged !== null,
    }));
  }

  /** How many were written before a time. */
  async count(options: { before: number }): Promise<number> {
    const row = await (
      await this.#open(options.before)
    )
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async #open(before?: number) {
    const settled = (await this.#cursors.position(READER)) ?? 0;
    return this.#withoutOutcome()
      .where(where =>
        where
          .where('i.id', '>=', firstIdAt(settled))
          .orWhereIn('i.id', this.#knex(OPEN).select('entry_id')),
      )
      .modify(query => {
        if (before !== undefined) {
          query.where('i.id', '<', firstIdAt(before));
        }
      });
  }

  #withoutOutcome() {
    return this.#knex('ledger_entries as i')
      .where('i.kind', 'intent')
      .whereNotExists(
        this.#knex('ledger_entries as o')
          .whereRaw('o.intent_id = i.id')
          .select(this.#knex.raw('1')),
      );
  }
}
