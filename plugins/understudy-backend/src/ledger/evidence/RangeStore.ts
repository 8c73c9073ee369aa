import type { Knex } from 'knex';

const CHUNK = 20_000;
const IDS = 500;

/** A redacted value, and the entry that says so. */
export interface RedactionRow {
  entryId: string;
  pointer: string;
  by: string;
  /** The index of that entry; undefined while it has none. */
  byIndex: number | undefined;
}

/** Asks the tables of the ledger what a package must hold. */
export class RangeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * The shortest range of indexes that holds every entry of a period, below a
   * size. Of an empty period, the place where its entries would stand.
   */
  async rangeOf(options: {
    minimum: number;
    size: number;
    from?: number;
    to?: number;
    signal: AbortSignal;
  }): Promise<{ from: number; to: number }> {
    const { minimum, size, signal } = options;
    if (options.from === undefined && options.to === undefined) {
      return { from: minimum, to: size };
    }
    const from = options.from ?? Number.MIN_SAFE_INTEGER;
    const to = options.to ?? Number.MAX_SAFE_INTEGER;
    let first: number | undefined;
    let last: number | undefined;
    let firstLater: number | undefined;
    // In pieces, so that a large table does not hold up everything else.
    for (let begin = minimum; begin < size; begin += CHUNK) {
      signal.throwIfAborted();
      const piece = () =>
        this.#knex('ledger_leaves')
          .join('ledger_entries', 'ledger_entries.id', 'ledger_leaves.entry_id')
          .where('leaf_index', '>=', begin)
          .andWhere('leaf_index', '<', Math.min(begin + CHUNK, size))
          .andWhere('occurred_at', '>=', from);
      const inside = await piece()
        .andWhere('occurred_at', '<', to)
        .min({ least: 'leaf_index' })
        .max({ most: 'leaf_index' })
        .first();
      if (inside?.least !== null && inside?.least !== undefined) {
        first ??= Number(inside.least);
        last = Number(inside.most);
      } else if (first === undefined && firstLater === undefined) {
        const later = await piece().min({ least: 'leaf_index' }).first();
        if (later?.least !== null && later?.least !== undefined) {
          firstLater = Number(later.least);
        }
      }
    }
    if (first === undefined || last === undefined) {
      const place = firstLater ?? size;
      return { from: place, to: place };
    }
    return {
      from: options.from === undefined ? minimum : first,
      to: options.to === undefined ? size : last + 1,
    };
  }

  /** What was redacted in a range of entries. */
  async redactionsIn(range: {
    from: number;
    to: number;
  }): Promise<RedactionRow[]> {
    const rows = await this.#redactions()
      .join('ledger_leaves as own', 'own.entry_id', 'redacted.entry_id')
      .where('own.leaf_index', '>=', range.from)
      .andWhere('own.leaf_index', '<', range.to);
    return rows.map(toRedaction);
  }

  /** What was redacted in these entries. */
  async redactionsOf(entryIds: readonly string[]): Promise<RedactionRow[]> {
    const found: RedactionRow[] = [];
    for (let i = 0; i < entryIds.length; i += IDS) {
      const rows = await this.#redactions().whereIn(
        'redacted.entry_id',
        entryIds.slice(i, i + IDS),
      );
      found.push(...rows.map(toRedaction));
    }
    return found;
  }

  #redactions() {
    return this.#knex('ledger_redactions as redacted')
      .leftJoin('ledger_leaves as by', 'by.entry_id', 'redacted.redaction_id')
      .select({
        entryId: 'redacted.entry_id',
        pointer: 'redacted.pointer',
        by: 'redacted.redaction_id',
        byIndex: 'by.leaf_index',
      });
  }
}

function toRedaction(row: {
  entryId: string;
  pointer: string;
  by: string;
  byIndex: number | string | null;
}): RedactionRow {
  const { byIndex, ...rest } = row;
  return { ...rest, byIndex: byIndex === null ? undefined : Number(byIndex) };
}
