import type { JsonValue, SealedField } from '@understudy/ledger';
import type { Knex } from 'knex';
import type { StoredLeaf } from './toAuditEntry';

/** Reads entries that have an index, with all that is kept of them. */
export class LeafStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those that are there, in the order in which they are asked for. */
  async read(indexes: readonly number[]): Promise<StoredLeaf[]> {
    const rows: Array<{
      leaf_index: number | string;
      leaf_hash: Buffer;
      id: string;
      body: string;
    }> = await this.#knex('ledger_leaves')
      .join('ledger_entries', 'id', 'entry_id')
      .whereIn('leaf_index', indexes)
      .select('leaf_index', 'leaf_hash', 'id', 'body');
    const fields = await this.#fieldsOf(rows.map(({ id }) => id));
    const found = new Map(
      rows.map(row => [
        Number(row.leaf_index),
        {
          index: Number(row.leaf_index),
          leafHash: new Uint8Array(row.leaf_hash),
          body: row.body,
          fields: fields.get(row.id) ?? [],
        },
      ]),
    );
    return indexes.flatMap(index => found.get(index) ?? []);
  }

  /** The index of an entry. */
  async indexOf(id: string): Promise<number | undefined> {
    const row = await this.#knex('ledger_leaves')
      .where({ entry_id: id })
      .first('leaf_index');
    return row && Number(row.leaf_index);
  }

  /** The texts that were hashed, from an index on; as many as there are. */
  async bodies(options: { from: number; count: number }): Promise<string[]> {
    const rows = await this.#knex('ledger_leaves')
      .join('ledger_entries', 'id', 'entry_id')
      .where('leaf_index', '>=', options.from)
      .andWhere('leaf_index', '<', options.from + options.count)
      .orderBy('leaf_index')
      .select('body');
    return rows.map(({ body }) => body);
  }

  async #fieldsOf(ids: readonly string[]): Promise<Map<string, SealedField[]>> {
    const rows: Array<{
      entry_id: string;
      pointer: string;
      salt: Buffer;
      value: string;
    }> =
      ids.length === 0
        ? []
        : await this.#knex('ledger_fields')
            .whereIn('entry_id', ids)
            .orderBy('pointer')
            .select();
    const fields = new Map<string, SealedField[]>();
    for (const { entry_id, pointer, salt, value } of rows) {
      const list = fields.get(entry_id) ?? [];
      list.push({
        pointer,
        salt: new Uint8Array(salt),
        value: JSON.parse(value) as JsonValue,
      });
      fields.set(entry_id, list);
    }
    return fields;
  }
}
