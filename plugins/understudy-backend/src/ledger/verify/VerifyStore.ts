import type { Knex } from 'knex';

/** A leaf with what belongs to it, none of it believed. */
export interface LeafRow {
  index: number;
  entryId: string;
  leafHash: Uint8Array;
  body: string | undefined;
}

/** Reads everything that a verification looks at. */
export class VerifyStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Leaves from an index on, in order, whatever their number. */
  async leaves(from: number, limit: number): Promise<LeafRow[]> {
    const rows = await this.#knex('ledger_leaves')
      .leftJoin('ledger_entries', 'ledger_entries.id', 'entry_id')
      .where('leaf_index', '>=', from)
      .orderBy('leaf_index')
      .limit(limit)
      .select('leaf_index', 'entry_id', 'leaf_hash', 'body');
    return rows.map(row => ({
      index: Number(row.leaf_index),
      entryId: row.entry_id,
      leafHash: new Uint8Array(row.leaf_hash),
      body: row.body ?? undefined,
    }));
  }

  /** The sealed values of entries. */
  async fields(entryIds: readonly string[]): Promise<
    Array<{
      entryId: string;
      pointer: string;
      salt: Uint8Array;
      value: string;
    }>
  > {
    const rows = await this.#knex('ledger_fields')
      .whereIn('entry_id', entryIds)
      .select();
    return rows.map(row => ({
      entryId: row.entry_id,
      pointer: row.pointer,
      salt: new Uint8Array(row.salt),
      value: row.value,
    }));
  }

  /** Every redaction that is noted. */
  async redactions(): Promise<
    Array<{ entryId: string; pointer: string; redactionId: string }>
  > {
    const rows = await this.#knex('ledger_redactions').select();
    return rows.map(row => ({
      entryId: row.entry_id,
      pointer: row.pointer,
      redactionId: row.redaction_id,
    }));
  }

  /** Entries that are neither in the log nor on their way into it. */
  async strays(limit: number): Promise<string[]> {
    const rows = await this.#knex('ledger_entries')
      .leftJoin('ledger_leaves', 'ledger_leaves.entry_id', 'ledger_entries.id')
      .leftJoin('ledger_staged', 'ledger_staged.entry_id', 'ledger_entries.id')
      .whereNull('ledger_leaves.entry_id')
      .whereNull('ledger_staged.entry_id')
      .orderBy('ledger_entries.id')
      .limit(limit)
      .select('ledger_entries.id');
    return rows.map(({ id }) => id);
  }

  /** Waiting entries whose row is gone. */
  async vanished(limit: number): Promise<string[]> {
    const rows = await this.#knex('ledger_staged')
      .leftJoin('ledger_entries', 'ledger_entries.id', 'entry_id')
      .whereNull('ledger_entries.id')
      .limit(limit)
      .select('entry_id');
    return rows.map(({ entry_id }) => entry_id);
  }
}
