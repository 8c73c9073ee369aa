import type { AuditFacetField } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import type { ReadingRow } from './ReadingRow';

const BLOCK = 4_096;

/** A stretch of indexes; the end is no part of it. */
export interface IndexRange {
  from: number;
  to: number;
}

/** Filters in numbers, as the read model has them. */
export interface NumberFilters {
  columns: ReadonlyArray<{ column: string; ids: readonly number[] }>;
  rules: readonly number[] | undefined;
  fromTime: number | undefined;
  toTime: number | undefined;
  words: readonly string[];
  /** Whether the last word may go on. */
  openEnd: boolean;
}

/** By which of the filters the database finds its way. */
export type Driver = { column: string } | 'rules' | 'words' | 'index';

/** Searches the read model; the only place with its SQL. */
export class ReadingStore {
  readonly #knex: Knex;
  readonly #isPostgres: boolean;

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#isPostgres = knex.client.config.client === 'pg';
  }

  /** How many entries can be searched. */
  async size(): Promise<number> {
    const row = await this.#knex('ledger_reading_position')
      .where({ id: 1 })
      .first('next_index');
    return Number(row.next_index);
  }

  /** The numbers of values, and how many entries have them. */
  async numbersOf(
    wanted: ReadonlyArray<{ field: string; values: readonly string[] }>,
  ): Promise<Map<string, { ids: number[]; entries: number }>> {
    const found = new Map(
      wanted.map(({ field }) => [field, { ids: [] as number[], entries: 0 }]),
    );
    for (const { field, values } of wanted) {
      for (let at = 0; at < values.length; at += 1_000) {
        const rows = await this.#knex('ledger_reading_values')
          .where({ field })
          .whereIn('value', values.slice(at, at + 1_000))
          .select('id', 'entries');
        const known = found.get(field)!;
        known.ids.push(...rows.map(({ id }) => id));
        known.entries += rows.reduce(
          (sum, row) => sum + Number(row.entries),
          0,
        );
      }
    }
    return found;
  }

  /** Values of a field, the most frequent first. */
  async valuesOf(options: {
    field: AuditFacetField;
    contains: string | undefined;
    ids?: readonly number[];
    limit: number;
  }): Promise<string[]> {
    const { field, contains, ids, limit } = options;
    const query = this.#knex('ledger_reading_values')
      .where({ field })
      .orderBy([{ column: 'entries', order: 'desc' }, 'value'])
      .limit(limit)
      .select('value');
    if (ids) {
      query.whereIn('id', ids);
    }
    if (contains !== undefined) {
      const pattern = contains.toLowerCase().replaceAll(/[\\%_]/g, '\\$&');
      query.andWhereRaw(`lower(value) like ? escape '\\'`, [`%${pattern}%`]);
    }
    return (await query).map(({ value }) => value);
  }

  /** The rules of some entries. */
  async rulesOf(indexes: readonly number[]): Promise<number[]> {
    const rules = new Set<number>();
    for (let at = 0; at < indexes.length; at += 500) {
      const rows = await this.#knex('ledger_reading_rules')
        .whereIn('leaf_index', indexes.slice(at, at + 500))
        .distinct('rule');
      rows.forEach(({ rule }) => rules.add(rule));
    }
    return [...rules];
  }

  /** The stretches in which entries of a time can be, in order. */
  async rangesOf(options: {
    fromTime: number | undefined;
    toTime: number | undefined;
    size: number;
  }): Promise<IndexRange[]> {
    const { fromTime, toTime, size } = options;
    if (fromTime === undefined && toTime === undefined) {
      return size > 0 ? [{ from: 0, to: size }] : [];
    }
    const query = this.#knex('ledger_reading_blocks')
      .orderBy('block')
      .select('block');
    if (fromTime !== undefined) {
      query.where('last_at', '>=', fromTime);
    }
    if (toTime !== undefined) {
      query.where('first_at', '<', toTime);
    }
    const ranges: IndexRange[] = [];
    for (const row of await query) {
      const from = Number(row.block) * BLOCK;
      const to = Math.min(from + BLOCK, size);
      const last = ranges[ranges.length - 1];
      if (last?.to === from) {
        last.to = to;
      } else if (from < to) {
        ranges.push({ from, to });
      }
    }
    return ranges;
  }

  /** The time of an entry, where it is known. */
  async timeOf(index: number): Promise<number | undefined> {
    const row = await this.#knex('ledger_reading')
      .where({ leaf_index: index })
      .first('occurred_at');
    return row && Number(row.occurred_at);
  }

  /** How many notes each entry has, and which those of one are. */
  async notesOn(
    ids: readonly string[],
  ): Promise<Array<{ targetId: string; index: number }>> {
    const rows = await this.#knex('ledger_reading_notes')
      .whereIn('target_id', ids)
      .orderBy('leaf_index')
      .select('target_id', 'leaf_index');
    return rows.map(row => ({
      targetId: row.target_id,
      index: Number(row.leaf_index),
    }));
  }

  /** The outcome of each intent that has one in the log. */
  async outcomesOf(
    ids: readonly string[],
  ): Promise<Array<{ intentId: string; index: number }>> {
    const rows = await this.#knex('ledger_entries')
      .join('ledger_leaves', 'entry_id', 'ledger_entries.id')
      .whereIn('intent_id', ids)
      .select('intent_id', 'leaf_index');
    return rows.map(row => ({
      intentId: row.intent_id,
      index: Number(row.leaf_index),
    }));
  }

  /** The index that so many entries of a value lie before another. */
  async skip(options: {
    column: string;
    id: number;
    range: IndexRange;
    newest: boolean;
    count: number;
  }): Promise<number | undefined> {
    const { column, id, range, newest, count } = options;
    const row = await this.#knex('ledger_reading')
      .where(column, id)
      .andWhere('leaf_index', '>=', range.from)
      .andWhere('leaf_index', '<', range.to)
      .orderBy('leaf_index', newest ? 'desc' : 'asc')
      .offset(count)
      .first('leaf_index');
    return row && Number(row.leaf_index);
  }

  /** The indexes of the entries of a stretch that fit all filters, in order. */
  async find(options: {
    filters: NumberFilters;
    driver: Driver;
    range: IndexRange;
    newest: boolean;
    limit: number;
    /** Only some of these. */
    among?: readonly number[];
  }): Promise<number[]> {
    const { filters, driver, range, newest, limit, among } = options;
    const order = newest ? 'desc' : 'asc';
    const index =
      driver === 'words' && !this.#isPostgres ? 'w.rowid' : 'r.leaf_index';
    const query = this.#from(filters, driver)
      .where(index, '>=', range.from)
      .andWhere(index, '<', range.to)
      .orderBy(index, order)
      .limit(limit)
      .select('r.leaf_index');
    if (among) {
      query.whereIn('r.leaf_index', among);
    }
    for (const { column, ids } of filters.columns) {
      const drives = typeof driver === 'object' && driver.column === column;
      this.#whereIds(query, column, ids, drives);
    }
    if (filters.rules) {
      this.#whereRules(query, filters.rules, driver, range);
    }
    if (filters.fromTime !== undefined) {
      query.where('r.occurred_at', '>=', filters.fromTime);
    }
    if (filters.toTime !== undefined) {
      query.where('r.occurred_at', '<', filters.toTime);
    }
    const rows: Array<{ leaf_index: number | string }> = await query;
    return rows.map(row => Number(row.leaf_index));
  }

  /** Which entries of a stretch, or of a list, have all words; looks at each. */
  async scanWords(
    filters: Pick<NumberFilters, 'words' | 'openEnd'>,
    where: IndexRange | readonly number[],
  ): Promise<number[]> {
    const key = this.#isPostgres ? 'leaf_index' : 'rowid';
    const query = this.#knex('ledger_reading_words').select({ index: key });
    if ('from' in where) {
      query.where(key, '>=', where.from).andWhere(key, '<', where.to);
    } else {
      query.whereIn(key, where);
    }
    if (this.#isPostgres) {
      // Row by row: the index on words would look at everything.
      query.whereRaw('(words @@ ?::tsquery) is true', [
        this.#textQuery(filters),
      ]);
      return (await query).map(row => Number(row.index));
    }
    const rows: Array<{ index: number; words: string }> = await query.select(
      'words',
    );
    const exact = filters.openEnd ? filters.words.slice(0, -1) : filters.words;
    const start = filters.openEnd
      ? ` ${filters.words[filters.words.length - 1]}`
      : '';
    return rows
      .filter(row => {
        const words = ` ${row.words} `;
        return (
          words.includes(start) &&
          exact.every(word => words.includes(` ${word} `))
        );
      })
      .map(row => row.index);
  }

  /** Entries of the read model by their indexes, in no order. */
  async rows(indexes: readonly number[]): Promise<ReadingRow[]> {
    const rows: ReadingRow[] = [];
    for (let at = 0; at < indexes.length; at += 500) {
      const piece = await this.#knex('ledger_reading').whereIn(
        'leaf_index',
        indexes.slice(at, at + 500),
      );
      rows.push(...piece.map(toNumbers));
    }
    return rows;
  }

  #from(filters: NumberFilters, driver: Driver): Knex.QueryBuilder {
    if (driver !== 'words') {
      return this.#knex('ledger_reading as r');
    }
    const text = this.#textQuery(filters);
    if (this.#isPostgres) {
      return this.#knex('ledger_reading as r')
        .join('ledger_reading_words as w', 'w.leaf_index', 'r.leaf_index')
        .whereRaw('w.words @@ ?::tsquery', [text]);
    }
    // The join of SQLite that keeps the order in which it was written.
    return this.#knex(
      this.#knex.raw(
        'ledger_reading_words as w cross join ledger_reading as r',
      ),
    )
      .whereRaw('r.leaf_index = w.rowid')
      .whereRaw('w.ledger_reading_words match ?', [text]);
  }

  #whereRules(
    query: Knex.QueryBuilder,
    rules: readonly number[],
    driver: Driver,
    range: IndexRange,
  ): void {
    const entries = this.#knex('ledger_reading_rules as x').whereIn(
      'x.rule',
      rules,
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
        entries
          .whereRaw('x.leaf_index = r.leaf_index')
          .select(this.#knex.raw('1')),
      );
    }
  }

  #whereIds(
    query: Knex.QueryBuilder,
    column: string,
    ids: readonly number[],
    drives: boolean,
  ): void {
    // A plus keeps SQLite, which knows no statistics, from using an index.
    const name = drives || this.#isPostgres ? `r.${column}` : `+r.${column}`;
    const marks = ids.map(() => '?').join(', ');
    query.whereRaw(`${name} in (${marks})`, [...ids]);
  }

  /** Words are letters and digits, so that nothing in them is a command. */
  #textQuery({
    words,
    openEnd,
  }: Pick<NumberFilters, 'words' | 'openEnd'>): string {
    const goesOn = (at: number) => openEnd && at === words.length - 1;
    return words
      .map((word, at) =>
        this.#isPostgres
          ? `'${word}'${goesOn(at) ? ':*' : ''}`
          : `"${word}"${goesOn(at) ? '*' : ''}`,
      )
      .join(this.#isPostgres ? ' & ' : ' AND ');
  }
}

/** PostgreSQL gives large numbers as text. */
function toNumbers(row: Record<string, number | string | null>): ReadingRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null ? null : Number(value),
    ]),
  ) as ReadingRow;
}
