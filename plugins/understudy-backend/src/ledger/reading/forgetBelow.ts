import type { Knex } from 'knex';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isPostgres } from '../databaseClock';

const AT_ONCE = 1000;

/** Takes the entries below an index out of what is searched. */
export async function forgetBelow(knex: Knex, below: number): Promise<void> {
  const row = await knex('ledger_reading').min({ first: 'leaf_index' }).first();
  const first = row?.first;
  if (first === null || first === undefined) {
    return;
  }
  for (let from = Number(first); from < below; from += AT_ONCE) {
    const to = Math.min(from + AT_ONCE, below);
    await knex.transaction(async trx => {
      for (const table of [
        'ledger_reading',
        'ledger_reading_rules',
        'ledger_reading_notes',
      ]) {
        await trx(table)
          .where('leaf_index', '>=', from)
          .andWhere('leaf_index', '<', to)
          .delete();
      }
      const key = isPostgres(knex) ? 'leaf_index' : 'rowid';
      await trx('ledger_reading_words')
        .where(key, '>=', from)
        .andWhere(key, '<', to)
        .delete();
    });
    await nextTurn();
  }
}
