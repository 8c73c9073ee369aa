import type { Knex } from 'knex';

/** Whether this is PostgreSQL; everything else is SQLite. */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * The time in milliseconds by the clock of the database, as SQL: replicas have
 * clocks of their own, and a lease must have one.
 */
export function databaseClock(knex: Knex): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw('(extract(epoch from clock_timestamp()) * 1000)::bigint')
    : knex.raw(`cast(unixepoch('subsec') * 1000 as integer)`);
}
