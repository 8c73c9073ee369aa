import type { Knex } from 'knex';
import { columnFields, columnOf } from './columns';
import {
  searchedPointers,
  type ProjectedEntry,
  type SourceRow,
} from './projectEntry';

const BLOCK = 4_096;
const PAGES_MERGED = 32;
const POSITION = 'ledger_reading_position';
const TABLES = [
  'ledger_reading',
  'ledger_reading_values',
  'ledger_reading_rules',
  'ledger_reading_blocks',
  'ledger_reading_notes',
  'ledger_reading_words',
];

type Column = [name: string, type: string];

/** Reads the ledger and writes the read model; see ReadingProjector. */
export class ProjectionStore {
  readonly #knex: Knex;
  readonly isPostgres: boolean;

  constructor(knex: Knex) {
    this.#knex = knex;
    this.isPostgres = knex.client.config.client === 'pg';
  }

  async transaction<T>(work: (trx: Knex.Transaction) => Promise<T>) {
    return this.#knex.transaction(work);
  }

  /** The first index that was not read yet. */
  async position(knex: Knex = this.#knex): Promise<number> {
    const row = await knex(POSITION).where({ id: 1 }).first('next_index');
    return Number(row.next_index);
  }

  /** Moves the position; false if somebody else has. Locks it until the end. */
  async advance(
    trx: Knex,
    options: { from: number; to: number },
  ): Promise<boolean> {
    const changed = await trx(POSITION)
      .where({ id: 1, next_index: options.from })
      .update({ next_index: options.to });
    return changed === 1;
  }

  /** Entries from an index on, with those sealed values that are searched. */
  async source(options: { from: number; limit: number }): Promise<SourceRow[]> {
    const rows = await this.#knex('ledger_leaves as l')
      .join('ledger_entries as e', 'e.id', 'l.entry_id')
      .where('l.leaf_index', '>=', options.from)
      .andWhere('l.leaf_index', '<', options.from + options.limit)
      .orderBy('l.leaf_index')
      .select('l.leaf_index', 'e.id', 'e.body');
    return this.#withSealed(this.#knex, rows);
  }

  /** One entry, if it has an index. */
  async sourceOf(trx: Knex, entryId: string): Promise<SourceRow | undefined> {
    const rows = await trx('ledger_leaves as l')
      .join('ledger_entries as e', 'e.id', 'l.entry_id')
      .where('e.id', entryId)
      .select('l.leaf_index', 'e.id', 'e.body');
    return (await this.#withSealed(trx, rows))[0];
  }

  /** The smallest index from here on that is there, where some were pruned. */
  async nextIndex(from: number): Promise<number | undefined> {
    const row = await this.#knex('ledger_leaves')
      .where('leaf_index', '>=', from)
      .min('leaf_index as next')
      .first();
    return row?.next === null || row === undefined
      ? undefined
      : Number(row.next);
  }

  async write(trx: Knex, entries: readonly ProjectedEntry[]): Promise<void> {
    const ids = await this.#countValues(trx, entries);
    const idOf = (field: string, value: string) => ids.get(`${field} ${value}`);
    const columns = columnFields.map(
      (field): Column => [columnOf[field], 'int'],
    );
    await this.#insert(
      trx,
      'ledger_reading',
      [
        ['leaf_index', 'bigint'],
        ['occurred_at', 'bigint'],
        ...columns,
        ['correlation', 'bigint'],
        ['plan', 'bigint'],
      ],
      entries.map(entry => {
        const values = new Map(entry.values);
        return [
          entry.index,
          entry.occurredAt,
          ...columnFields.map(field => {
            const value = values.get(field);
            return value === undefined ? undefined : idOf(field, value);
          }),
          entry.correlation,
          entry.plan,
        ];
      }),
    );
    await this.#insert(
      trx,
      'ledger_reading_rules',
      [
        ['rule', 'int'],
        ['leaf_index', 'bigint'],
      ],
      entries.flatMap(({ index, ruleIds }) =>
        ruleIds.map(ruleId => [idOf('ruleId', ruleId), index]),
      ),
    );
    await this.#insert(
      trx,
      'ledger_reading_notes',
      [
        ['leaf_index', 'bigint'],
        ['target_id', 'uuid'],
      ],
      entries.flatMap(({ index, noteOn }) => (noteOn ? [[index, noteOn]] : [])),
    );
    await this.#insertWords(trx, entries);
    await this.#widenBlocks(trx, entries);
  }

  /** Replaces the words of an entry. */
  async replaceWords(
    trx: Knex,
    entry: { index: number; words: readonly string[] },
  ): Promise<void> {
    const key = this.isPostgres ? 'leaf_index' : 'rowid';
    await trx('ledger_reading_words').where(key, entry.index).delete();
    await this.#insertWords(trx, [entry]);
  }

  /** Puts the index on words in order, a little at a time: SQLite does that in this thread. */
  async tidy(): Promise<void> {
    if (!this.isPostgres) {
      await this.#knex.raw(
        `insert into ledger_reading_words (ledger_reading_words, rank) values ('merge', ${PAGES_MERGED})`,
      );
    }
  }

  /** Forgets everything; the next time it is read from the beginning. */
  async clear(): Promise<void> {
    await this.#knex.transaction(async trx => {
      await trx(POSITION).where({ id: 1 }).update({ next_index: 0 });
      for (const table of TABLES) {
        await trx(table).delete();
      }
    });
  }

  async #withSealed(
    knex: Knex,
    rows: Array<{ leaf_index: number | string; id: string; body: string }>,
  ): Promise<SourceRow[]> {
    const ids = rows.map(({ id }) => id);
    const fields: Array<{ entry_id: string; pointer: string; value: string }> =
      ids.length === 0
        ? []
        : await knex('ledger_fields')
            .whereIn('entry_id', ids)
            .whereIn('pointer', searchedPointers)
            .select('entry_id', 'pointer', 'value');
    const sealed = new Map<string, Record<string, unknown>>();
    for (const { entry_id, pointer, value } of fields) {
      const values = sealed.get(entry_id) ?? {};
      values[pointer] = JSON.parse(value);
      sealed.set(entry_id, values);
    }
    return rows.map(({ leaf_index, id, body }) => ({
      index: Number(leaf_index),
      body,
      sealed: sealed.get(id) ?? {},
    }));
  }

  /** Counts what comes up, and gives the number of each value. */
  async #countValues(
    trx: Knex,
    entries: readonly ProjectedEntry[],
  ): Promise<Map<string, number>> {
    const counts = new Map<string, [string, string, number]>();
    const count = (field: string, value: string) => {
      const key = `${field} ${value}`;
      const known = counts.get(key);
      if (known) {
        known[2] += 1;
      } else {
        counts.set(key, [field, value, 1]);
      }
    };
    for (const { values, ruleIds } of entries) {
      values.forEach(([field, value]) => count(field, value));
      ruleIds.forEach(ruleId => count('ruleId', ruleId));
    }
    const rows = await this.#insert(
      trx,
      'ledger_reading_values',
      [
        ['field', 'text'],
        ['value', 'text'],
        ['entries', 'bigint'],
      ],
      [...counts.values()],
      `on conflict (field, value) do update
        set entries = ledger_reading_values.entries + excluded.entries
        returning id, field, value`,
    );
    return new Map(rows.map(row => [`${row.field} ${row.value}`, row.id]));
  }

  async #insertWords(
    trx: Knex,
    entries: ReadonlyArray<{ index: number; words: readonly string[] }>,
  ): Promise<void> {
    const rows = entries.map(({ index, words }) => [index, words.join(' ')]);
    if (this.isPostgres) {
      await trx.raw(
        `insert into ledger_reading_words (leaf_index, words)
          select t.leaf_index, array_to_tsvector(array_remove(string_to_array(t.words, ' '), ''))
          from unnest(?::bigint[], ?::text[]) as t (leaf_index, words)`,
        [rows.map(row => row[0]), rows.map(row => row[1])] as never,
      );
    } else {
      await this.#insert(
        trx,
        'ledger_reading_words',
        [
          ['rowid', 'bigint'],
          ['words', 'text'],
        ],
        rows,
      );
    }
  }

  async #widenBlocks(
    trx: Knex,
    entries: readonly ProjectedEntry[],
  ): Promise<void> {
    const blocks = new Map<number, [number, number, number]>();
    for (const { index, occurredAt } of entries) {
      const block = Math.floor(index / BLOCK);
      const known = blocks.get(block) ?? [block, occurredAt, occurredAt];
      known[1] = Math.min(known[1], occurredAt);
      known[2] = Math.max(known[2], occurredAt);
      blocks.set(block, known);
    }
    const [least, most] = this.isPostgres
      ? ['least', 'greatest']
      : ['min', 'max'];
    await this.#insert(
      trx,
      'ledger_reading_blocks',
      [
        ['block', 'bigint'],
        ['first_at', 'bigint'],
        ['last_at', 'bigint'],
      ],
      [...blocks.values()],
      `on conflict (block) do update set
        first_at = ${least}(ledger_reading_blocks.first_at, excluded.first_at),
        last_at = ${most}(ledger_reading_blocks.last_at, excluded.last_at)`,
    );
  }

  /** One statement for all rows, however many there are. */
  async #insert(
    trx: Knex,
    table: string,
    columns: Column[],
    rows: unknown[][],
    then = '',
  ): Promise<any[]> {
    if (rows.length === 0) {
      return [];
    }
    const into = `insert into ${table} (${columns
      .map(([name]) => name)
      .join(', ')})`;
    if (this.isPostgres) {
      const result = await trx.raw(
        `${into} select * from unnest(${columns
          .map(([, type]) => `?::${type}[]`)
          .join(', ')}) ${then}`,
        columns.map((_, at) => rows.map(row => row[at] ?? null)) as never,
      );
      return result.rows;
    }
    return trx.raw(
      `${into} select ${columns
        .map((_, at) => `value ->> ${at}`)
        .join(', ')} from json_each(?) where true ${then}`,
      [JSON.stringify(rows)],
    );
  }
}
