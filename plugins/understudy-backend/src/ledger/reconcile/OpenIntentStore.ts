import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { CursorStore } from '../feed/CursorStore';
import { firstIdAt } from '../feed/firstIdAt';

const OPEN = 'ledger_open_intents';
const READER = 'open-intents';
/** Younger ones may still be written by a replica whose clock is behind. */
const SETTLED_AFTER_MS = 10 * 60_000;
const AT_MOST = 5_000;
const ROWS_AT_ONCE = 200;

/** An intent without an outcome, as it is stored. */
export interface OpenIntentRow {
  id: string;
  entry: LedgerEntry;
  index: number | undefined;
  staged: boolean;
}

interface Row {
  id: string;
  body: string;
  index: number | string | null;
  staged: string | null;
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
      const open: Array<{ entry_id: string }> = await this.#withoutOutcome()
        .where('i.id', '>=', firstIdAt(from))
        .andWhere('i.id', '<', firstIdAt(to))
        .select({ entry_id: 'i.id' });
      for (let start = 0; start < open.length; start += ROWS_AT_ONCE) {
        await this.#knex(OPEN)
          .insert(open.slice(start, start + ROWS_AT_ONCE))
          .onConflict('entry_id')
          .ignore();
      }
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
    const limit = Math.min(options.limit, AT_MOST);
    const rows: Row[] = [];
    for (const part of await this.#parts(options.before)) {
      if (rows.length < limit) {
        const more: Row[] = await part
          .leftJoin('ledger_leaves as l', 'l.entry_id', 'i.id')
          .leftJoin('ledger_staged as s', 's.entry_id', 'i.id')
          .orderBy('i.id')
          .limit(limit - rows.length)
          .select({
            id: 'i.id',
            body: 'i.body',
            index: 'l.leaf_index',
            staged: 's.entry_id',
          });
        rows.push(...more);
      }
    }
    return rows.map(row => ({
      id: row.id,
      entry: JSON.parse(row.body) as LedgerEntry,
      index: row.index === null ? undefined : Number(row.index),
      staged: row.staged !== null,
    }));
  }

  /** How many were written before a time. */
  async count(options: { before: number }): Promise<number> {
    let count = 0;
    for (const part of await this.#parts(options.before)) {
      const row = await part.count({ count: '*' }).first();
      count += Number(row?.count ?? 0);
    }
    return count;
  }

  /** The old ones that are remembered, and the new ones: together all, in order. */
  async #parts(before?: number): Promise<Knex.QueryBuilder[]> {
    const settled = (await this.#cursors.position(READER)) ?? 0;
    const old = this.#withoutOutcome().whereIn(
      'i.id',
      this.#knex(OPEN).select('entry_id'),
    );
    const young = this.#withoutOutcome().where(
      'i.id',
      '>=',
      firstIdAt(settled),
    );
    return [old, young].map(part =>
      before === undefined ? part : part.where('i.id', '<', firstIdAt(before)),
    );
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
