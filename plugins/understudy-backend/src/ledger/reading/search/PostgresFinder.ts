import type { Knex } from 'knex';
import type { EntryFinder, FindRequest, NumberFilters } from './types';
import { whereFits } from './whereFits';

/**
 * Finds entries in PostgreSQL. Its planner believes that what fits lies evenly
 * among all entries, and walks along a million of them towards what was used
 * only long ago; so where that could be, the query leaves it no such way.
 */
export class PostgresFinder implements EntryFinder {
  readonly steps = {
    few: 20_000,
    fewWithWords: 10_000,
    firstWindow: 20_000,
    largestWindow: 100_000,
    wordsRead: 16_000,
    firstWindowRead: 16_000,
    firstWindowOfWords: 128_000,
    largestWindowOfWords: 1_000_000,
  };
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async find(request: FindRequest): Promise<number[]> {
    const rows: Array<{ leaf_index: string }> = await this.#query(request);
    return rows.map(row => Number(row.leaf_index));
  }

  #query(request: FindRequest): Knex.QueryBuilder {
    const { driver, filters } = request;
    if (driver === 'words') {
      return this.#byWords(request);
    }
    if (driver === 'index' && filters.words.length > 0) {
      return this.#alongWords(request);
    }
    if (typeof driver === 'object') {
      const { column } = driver;
      const ids = filters.columns.find(one => one.column === column)?.ids ?? [];
      if (ids.length > 1) {
        return this.#byEachOf({ column, ids }, request);
      }
    }
    return this.#entries(request);
  }

  /** Entries of the read model as they come along an index. */
  #entries(request: FindRequest): Knex.QueryBuilder {
    const { filters, range, newest, limit } = request;
    const query = this.#knex('ledger_reading as r')
      .where('r.leaf_index', '>=', range.from)
      .andWhere('r.leaf_index', '<', range.to)
      .orderBy('r.leaf_index', newest ? 'desc' : 'asc')
      .limit(limit)
      .select('r.leaf_index');
    whereFits(this.#knex, query, request);
    if (filters.words.length > 0) {
      this.#whereExists(
        query,
        this.#knex('ledger_reading_words as w')
          .whereRaw('w.leaf_index = r.leaf_index')
          .whereRaw(...hasWords(filters)),
      );
    }
    return query;
  }

  /** The first ones of each value, merged. */
  #byEachOf(
    { column, ids }: { column: string; ids: readonly number[] },
    request: FindRequest,
  ): Knex.QueryBuilder {
    const { filters, newest, limit } = request;
    const others = filters.columns.filter(one => one.column !== column);
    const ofOne = this.#entries({
      ...request,
      filters: { ...filters, columns: others },
    }).whereRaw(`r.${column} = v.id`);
    return this.#knex
      .from(
        this.#knex.raw('unnest(?::int[]) as v (id) cross join lateral ? as f', [
          ids,
          ofOne,
        ] as never),
      )
      .orderBy('f.leaf_index', newest ? 'desc' : 'asc')
      .limit(limit)
      .select('f.leaf_index');
  }

  /** Entry by entry, in order, whether they have the words. */
  #alongWords(request: FindRequest): Knex.QueryBuilder {
    const { filters, range, newest, limit } = request;
    const query = this.#knex('ledger_reading_words as w')
      .where('w.leaf_index', '>=', range.from)
      .andWhere('w.leaf_index', '<', range.to)
      .whereRaw(...hasWords(filters))
      .orderBy('w.leaf_index', newest ? 'desc' : 'asc')
      .limit(limit)
      .select('w.leaf_index');
    this.#whereReading(query, request);
    return query;
  }

  /** Everything in the stretch that has the words, and only then in order. */
  #byWords(request: FindRequest): Knex.QueryBuilder {
    const { filters, range, newest, limit } = request;
    const order = newest ? 'desc' : 'asc';
    const matching = this.#knex('ledger_reading_words')
      .where('leaf_index', '>=', range.from)
      .andWhere('leaf_index', '<', range.to)
      .whereRaw('words @@ ?::tsquery', [toQuery(filters)])
      .select('leaf_index');
    const query = this.#knex
      .withMaterialized('matching', matching)
      .from(
        this.#knex('matching')
          .orderBy('leaf_index', order)
          .select('leaf_index')
          .as('w'),
      )
      .orderBy('w.leaf_index', order)
      .limit(limit)
      .select('w.leaf_index');
    this.#whereReading(query, request);
    return query;
  }

  /** Asks that the entries, named w, fit all other filters. */
  #whereReading(query: Knex.QueryBuilder, request: FindRequest): void {
    const { columns, rules, fromTime, toTime } = request.filters;
    const byTime = fromTime !== undefined || toTime !== undefined;
    if (columns.length > 0 || rules || byTime) {
      const reading = this.#knex('ledger_reading as r').whereRaw(
        'r.leaf_index = w.leaf_index',
      );
      whereFits(this.#knex, reading, { ...request, driver: 'index' });
      this.#whereExists(query, reading);
    }
  }

  /** Looked up one by one; without the offset it would become a join in whatever order. */
  #whereExists(query: Knex.QueryBuilder, entries: Knex.QueryBuilder): void {
    query.whereRaw('exists (? offset 0)', [
      entries.select(this.#knex.raw('1')),
    ] as never);
  }
}

/** Looked at row by row: the index on words would look at everything. */
function hasWords(filters: NumberFilters): [sql: string, bindings: string[]] {
  return ['(w.words @@ ?::tsquery) is true', [toQuery(filters)]];
}

/** Words are letters and digits, so that nothing in them is a command. */
function toQuery({ words, openEnd }: NumberFilters): string {
  return words
    .map((word, at) =>
      openEnd && at === words.length - 1 ? `'${word}':*` : `'${word}'`,
    )
    .join(' & ');
}
