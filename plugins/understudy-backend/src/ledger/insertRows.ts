import type { Knex } from 'knex';

const ROWS_AT_ONCE = 500;

/**
 * Inserts any number of rows. On SQLite knex would write them as a compound of
 * selects, which may have 500 parts.
 */
export async function insertRows(
  trx: Knex,
  table: string,
  rows: ReadonlyArray<
    Record<string, string | number | boolean | Buffer | null>
  >,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE);
    const columns = Object.keys(some[0]);
    const one = `(${columns.map(() => '?').join(', ')})`;
    await trx.raw(
      `insert into ?? (${columns.map(() => '??').join(', ')}) values ${some
        .map(() => one)
        .join(', ')}`,
      [
        table,
        ...columns,
        ...some.flatMap(row => columns.map(key => row[key])),
      ] as Knex.RawBinding[],
    );
  }
}
