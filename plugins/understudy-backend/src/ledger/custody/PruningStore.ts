import type { Knex } from 'knex';

/** Removes entries below a recorded pruning. */
export class PruningStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The first index whose entry, or any after it, is younger; undefined if none is older. */
  async firstYounger(options: {
    than: Date;
    from: number;
  }): Promise<number | undefined> {
    const row = await this.#knex('ledger_leaves')
      .join('ledger_entries', 'ledger_entries.id', 'entry_id')
      .where('leaf_index', '>=', options.from)
      .andWhere('occurred_at', '>=', options.than.getTime())
      .min({ index: 'leaf_index' })
      .first();
    return row?.index === null || row?.index === undefined
      ? undefined
      : Number(row.index);
  }

  /** From now on entries below this index may be deleted. */
  async record(options: {
    minimumIndex: number;
    entryId: string;
  }): Promise<void> {
    await this.#knex('ledger_prunings').insert({
      minimum_index: options.minimumIndex,
      entry_id: options.entryId,
    });
  }

  /** Deletes some of the entries below an index; false when there are no more. */
  async deleteSome(below: number, limit: number): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      const rows: Array<{ leaf_index: number; entry_id: string }> = await trx(
        'ledger_leaves',
      )
        .where('leaf_index', '<', below)
        .orderBy('leaf_index')
        .limit(limit)
        .select('leaf_index', 'entry_id');
      if (rows.length === 0) {
        return false;
      }
      const ids = rows.map(({ entry_id }) => entry_id);
      await trx('ledger_fields').whereIn('entry_id', ids).delete();
      await trx('ledger_entries').whereIn('id', ids).delete();
      await trx('ledger_leaves')
        .whereIn(
          'leaf_index',
          rows.map(({ leaf_index }) => leaf_index),
        )
        .delete();
      return true;
    });
  }
}
