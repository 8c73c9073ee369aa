import type { Knex } from 'knex';

/** The rows of each table, by its name. */
export type Tables = Map<string, Array<Record<string, unknown>>>;

/** The names of all tables of a schema but those left out, sorted. */
export async function listTables(
  knex: Knex,
  leaveOut: readonly string[],
): Promise<string[]> {
  const isPostgres = knex.client.config.client === 'pg';
  const rows: Array<{ name: string }> = isPostgres
    ? await knex('information_schema.tables')
        .select({ name: 'table_name' })
        .whereRaw('table_schema = current_schema()')
    : await knex('sqlite_master')
        .select('name')
        .where({ type: 'table' })
        .andWhereNot('name', 'like', 'sqlite_%');
  return rows
    .map(({ name }) => name)
    .filter(name => !leaveOut.includes(name))
    .sort();
}

/** Everything that is in the tables of a schema but those left out. */
export async function readTables(
  knex: Knex,
  leaveOut: readonly string[],
): Promise<Tables> {
  const tables: Tables = new Map();
  for (const name of await listTables(knex, leaveOut)) {
    tables.set(name, await knex(name).select());
  }
  return tables;
}
