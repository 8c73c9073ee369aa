import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { listTables, readTables, type Tables } from './readTables';

/**
 * Options for {@link testMigrations}.
 *
 * @public
 */
export interface MigrationTestOptions {
  /** An empty database. */
  knex: Knex;
  /** The folder of the migrations. */
  directory: string;
  /** The table in which knex notes what has run, if not its usual one. */
  tableName?: string;
  /**
   * For the name of each migration, writes rows as a release whose newest
   * migration it is would have written them.
   */
  rows: Record<string, (knex: Knex) => Promise<void>>;
}

const TABLE_OF_KNEX = 'knex_migrations';

function assertKept(before: Tables, after: Tables, migration: string): void {
  for (const [table, rows] of before) {
    const kept = after.get(table);
    if (!kept) {
      throw new Error(
        `${migration} drops the table ${table} and what is in it`,
      );
    }
    const columns = Object.keys(rows[0] ?? {}).filter(
      column => kept.length === 0 || column in kept[0],
    );
    const shared = (list: typeof rows) =>
      list
        .map(row => JSON.stringify(columns.map(column => row[column])))
        .sort();
    if (!isDeepStrictEqual(shared(rows), shared(kept))) {
      throw new Error(`${migration} changes or loses rows of ${table}`);
    }
  }
}

/**
 * Tries what happens to a schema in its life: up, down and up again; and from
 * the schema of each earlier release, with data in it, up to the next one and
 * down again. Throws with the name of the migration that does not stand it.
 *
 * @public
 */
export async function testMigrations(
  options: MigrationTestOptions,
): Promise<void> {
  const { knex, directory, rows } = options;
  const tableName = options.tableName ?? TABLE_OF_KNEX;
  const settings = { directory, tableName };
  const ofKnex = [tableName, `${tableName}_lock`];
  const tables = () => readTables(knex, ofKnex);
  const ahead = async (): Promise<string[]> =>
    (await knex.migrate.list(settings))[1].map(
      (migration: { file: string }) => migration.file,
    );
  const downToNothing = async () => {
    await knex.migrate.rollback(settings, true);
    const left = await listTables(knex, ofKnex);
    if (left.length > 0) {
      throw new Error(`Going all the way down leaves ${left.join(', ')}`);
    }
  };

  const names = await ahead();
  if (names.length === 0) {
    throw new Error(`There is no migration in ${directory}`);
  }
  for (const name of names) {
    if (!rows[name]) {
      throw new Error(`Give rows for ${name}, so that the next one meets data`);
    }
  }
  for (const name of Object.keys(rows)) {
    if (!names.includes(name)) {
      throw new Error(`There is no migration ${name}`);
    }
  }

  await knex.migrate.latest(settings);
  const first = await listTables(knex, ofKnex);
  await downToNothing();
  await knex.migrate.latest(settings);
  if (!isDeepStrictEqual(await listTables(knex, ofKnex), first)) {
    throw new Error('Going up a second time gives other tables than the first');
  }
  await downToNothing();

  for (let release = 1; release <= names.length; release++) {
    for (let step = 0; step < release; step++) {
      await knex.migrate.up(settings);
    }
    await rows[names[release - 1]](knex);
    const written = await tables();
    if (Array.from(written.values()).every(list => list.length === 0)) {
      throw new Error(`The rows for ${names[release - 1]} write nothing`);
    }
    if (release < names.length) {
      await knex.migrate.up(settings);
      assertKept(written, await tables(), names[release]);
      await knex.migrate.down(settings);
      assertKept(written, await tables(), `${names[release]} (down)`);
    }
    await downToNothing();
  }
}
