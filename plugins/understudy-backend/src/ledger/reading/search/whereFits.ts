import type { Knex } from 'knex';
import type { Driver, IndexRange, NumberFilters } from './types';

/** Asks that entries of the read model, named r, fit all filters but the words. */
export function whereFits(
  knex: Knex,
  query: Knex.QueryBuilder,
  options: {
    filters: NumberFilters;
    driver: Driver;
    range: IndexRange;
  },
): void {
  const { filters, driver, range } = options;
  const isPostgres = knex.client.config.client === 'pg';
  for (const { column, ids } of filters.columns) {
    const drives = typeof driver === 'object' && driver.column === column;
    // A plus keeps SQLite, which knows no statistics, from using an index.
    const name = drives || isPostgres ? `r.${column}` : `+r.${column}`;
    const marks = ids.map(() => '?').join(', ');
    query.whereRaw(`${name} in (${marks})`, [...ids]);
  }
  if (filters.rules) {
    const entries = knex('ledger_reading_rules as x').whereIn(
      'x.rule',
      filters.rules,
    );
    if (driver === 'rules') {
      query.whereIn(
        'r.leaf_index',
        entries
          .where('x.leaf_index', '>=', range.from)
          .andWhere('x.leaf_index', '<', range.to)
          .select('x.leaf_index'),
      );
    } else {
      query.whereExists(
        entries.whereRaw('x.leaf_index = r.leaf_index').select(knex.raw('1')),
      );
    }
  }
  if (filters.fromTime !== undefined) {
    query.where('r.occurred_at', '>=', filters.fromTime);
  }
  if (filters.toTime !== undefined) {
    query.where('r.occurred_at', '<', filters.toTime);
  }
}
