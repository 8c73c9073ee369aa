import type { Knex } from 'knex';
import { isPostgres } from '../databaseClock';

/** Does what only somebody who owns the tables can: past every trigger. */
export async function asOwner(
  knex: Knex,
  attack: (trx: Knex.Transaction) => Promise<unknown>,
): Promise<void> {
  if (isPostgres(knex)) {
    await knex.transaction(async trx => {
      const tables: Array<{ relname: string }> = (
        await trx.raw(
          `select distinct c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
           where not t.tgisinternal and c.relname like 'ledger%'`,
        )
      ).rows;
      for (const { relname } of tables) {
        await trx.raw(`alter table ?? disable trigger user`, [relname]);
      }
      await attack(trx);
      for (const { relname } of tables) {
        await trx.raw(`alter table ?? enable trigger user`, [relname]);
      }
    });
    return;
  }
  await knex.transaction(async trx => {
    const triggers: Array<{ name: string; sql: string }> = await trx(
      'sqlite_master',
    )
      .where({ type: 'trigger' })
      .select('name', 'sql');
    for (const { name } of triggers) {
      await trx.raw('drop trigger ??', [name]);
    }
    await attack(trx);
    for (const { sql } of triggers) {
      await trx.raw(sql);
    }
  });
}
