import type { AuditFacetField } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import type { ReadingRow } from './ReadingRow';
import type { IndexRange } from './search/types';

const BLOCK = 4_096;

/** Reads the read model, but for the search itself; see search. */
export class ReadingStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
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
