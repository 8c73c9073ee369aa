import type { Knex } from 'knex';
import type {
  EntryFinder,
  FindRequest,
  IndexRange,
  NumberFilters,
} from './types';
import { whereFits } from './whereFits';

const PIECE = 200;
const LARGEST_PIECE = 2_000;

/**
 * Finds entries in SQLite, which works in this very thread. Indexes go to the
 * table of words as integers: with numbers as the driver sends them, that table
 * would be read from its beginning to its end.
 */
export class SqliteFinder implements EntryFinder {
  readonly steps = {
    few: 20_000,
    fewWithWords: 10_000,
    firstWindow: 20_000,
    largestWindow: 100_000,
    wordsRead: 16_000,
    firstWindowRead: 2_000,
    // The beginning of a word is looked up anew for each window.
    firstWindowOfWords: Infinity,
    largestWindowOfWords: Infinity,
  };
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async find(request: FindRequest): Promise<number[]> {
    const { filters, driver, range, newest, limit } = request;
    if (filters.words.length === 0) {
      return this.#entries(request);
    }
    if (driver === 'words') {
      return this.#byWords(request);
    }
    if (driver === 'index') {
      const have = inOrder(await this.#read(filters, range), newest);
      const found: number[] = [];
      for (let at = 0; at < have.length && found.length < limit; at += PIECE) {
        const among = have.slice(at, at + PIECE);
        found.push(...(await this.#entries(request, among)));
      }
      return found.slice(0, limit);
    }
    return this.#readAlong(request);
  }

  /** Reads the words of what fits otherwise, until enough was found. */
  async #readAlong(request: FindRequest): Promise<number[]> {
    const { filters, newest, limit } = request;
    const found: number[] = [];
    let { range } = request;
    for (let width = PIECE; ; width = Math.min(width * 2, LARGEST_PIECE)) {
      const fitting = await this.#entries({ ...request, range, limit: width });
      found.push(...inOrder(await this.#read(filters, fitting), newest));
      if (found.length >= limit || fitting.length < width) {
        return found.slice(0, limit);
      }
      const last = fitting[fitting.length - 1];
      range = newest
        ? { from: range.from, to: last }
        : { from: last + 1, to: range.to };
    }
  }

  /** Entries of the read model that fit all filters but the words. */
  async #entries(
    request: FindRequest,
    among?: readonly number[],
  ): Promise<number[]> {
    const { range, newest, limit } = request;
    const query = this.#knex('ledger_reading as r')
      .where('r.leaf_index', '>=', range.from)
      .andWhere('r.leaf_index', '<', range.to)
      .orderBy('r.leaf_index', newest ? 'desc' : 'asc')
      .limit(limit)
      .select('r.leaf_index');
    if (among) {
      query.whereIn('r.leaf_index', among);
    }
    whereFits(this.#knex, query, request);
    return toIndexes(await query);
  }

  /** Along the index on words, which is in the order of the log. */
  async #byWords(request: FindRequest): Promise<number[]> {
    const { filters, range, newest, limit } = request;
    // The join that keeps the order in which it was written.
    const query = this.#knex(
      this.#knex.raw(
        'ledger_reading_words as w cross join ledger_reading as r',
      ),
    )
      .whereRaw('r.leaf_index = w.rowid')
      .whereRaw('w.ledger_reading_words match ?', [toQuery(filters)])
      .whereRaw(...within(range, 'w.rowid'))
      .orderBy('w.rowid', newest ? 'desc' : 'asc')
      .limit(limit)
      .select('r.leaf_index');
    whereFits(this.#knex, query, request);
    return toIndexes(await query);
  }

  /** Which entries of a stretch, or of a list, have all words; looks at each. */
  async #read(
    filters: NumberFilters,
    where: IndexRange | readonly number[],
  ): Promise<number[]> {
    const query = this.#knex('ledger_reading_words').select('rowid', 'words');
    if ('from' in where) {
      query.whereRaw(...within(where, 'rowid'));
    } else {
      query.whereRaw('rowid in (select value from json_each(?))', [
        JSON.stringify(where),
      ]);
    }
    const rows: Array<{ rowid: number; words: string }> = await query;
    const { words, openEnd } = filters;
    const exact = openEnd ? words.slice(0, -1) : words;
    const start = openEnd ? ` ${words[words.length - 1]}` : '';
    return rows
      .filter(row => {
        const has = ` ${row.words} `;
        return (
          has.includes(start) && exact.every(word => has.includes(` ${word} `))
        );
      })
      .map(row => row.rowid);
  }
}

function within(
  { from, to }: IndexRange,
  rowid: string,
): [sql: string, bindings: number[]] {
  return [
    `${rowid} >= cast(? as integer) and ${rowid} < cast(? as integer)`,
    [from, to],
  ];
}

function toIndexes(rows: Array<{ leaf_index: number }>): number[] {
  return rows.map(row => row.leaf_index);
}

function inOrder(indexes: readonly number[], newest: boolean): number[] {
  return [...indexes].sort((a, b) => (newest ? b - a : a - b));
}

/** Words are letters and digits, so that nothing in them is a command. */
function toQuery({ words, openEnd }: NumberFilters): string {
  return words
    .map((word, at) =>
      openEnd && at === words.length - 1 ? `"${word}"*` : `"${word}"`,
    )
    .join(' AND ');
}
