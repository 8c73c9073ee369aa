import type { JsonValue, SealedField } from '@understudy/ledger';
import { canonicalJson } from '@understudy/ledger';
import type { Knex } from 'knex';
import type { PreparedEntry } from '../entry/PreparedEntry';
import { isPostgres } from '../databaseClock';
import { insertRows } from '../insertRows';

/** An entry on its way into the database. */
export interface StagedEntry {
  prepared: PreparedEntry;
  /** Proves to the sequencer that a writer of ours put it there. */
  mac: Uint8Array;
  wantsAnchor: boolean;
}

/** An entry as it is stored. */
export interface StoredEntry {
  id: string;
  index: number | undefined;
  body: string;
  fields: SealedField[];
}

/** An alarm stops every intent, in the same statement that would write it. */
const STOPPED = `exists (select 1 from ledger_alarms where stops and resolved_at is null)`;

const INSERT_ON_POSTGRES = `
  with gate as (select not (? and ${STOPPED}) as open),
  entries as (
    insert into ledger_entries (id, occurred_at, kind, intent_id, body)
    select t.* from gate, unnest(?::uuid[], ?::bigint[], ?::text[], ?::uuid[], ?::text[]) as t
    where gate.open
  ),
  fields as (
    insert into ledger_fields (entry_id, pointer, salt, value)
    select t.* from gate, unnest(?::uuid[], ?::text[], ?::bytea[], ?::text[]) as t
    where gate.open
  )
  insert into ledger_staged (entry_id, mac, wants_anchor)
  select t.* from gate, unnest(?::uuid[], ?::bytea[], ?::boolean[]) as t
  where gate.open
  returning entry_id`;

/** Writes entries, and reads them again. */
export class EntryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Writes all of them or none, durable when it returns. False where an alarm
   * stops them.
   */
  async insert(
    staged: readonly StagedEntry[],
    options: { stoppable: boolean },
  ): Promise<boolean> {
    return isPostgres(this.#knex)
      ? this.#insertOnPostgres(staged, options.stoppable)
      : this.#insertOnSqlite(staged, options.stoppable);
  }

  async #insertOnPostgres(
    staged: readonly StagedEntry[],
    stoppable: boolean,
  ): Promise<boolean> {
    const entries = staged.map(({ prepared }) => prepared);
    const fields = entries.flatMap(fieldRows);
    const { rows } = await this.#knex.raw(INSERT_ON_POSTGRES, [
      stoppable,
      entries.map(({ entry }) => entry.id),
      entries.map(({ entry }) => Date.parse(entry.occurredAt)),
      entries.map(({ entry }) => entry.kind),
      entries.map(({ entry }) => entry.intentId ?? null),
      entries.map(({ body }) => body),
      fields.map(({ entry_id }) => entry_id),
      fields.map(({ pointer }) => pointer),
      fields.map(({ salt }) => salt),
      fields.map(({ value }) => value),
      entries.map(({ entry }) => entry.id),
      staged.map(({ mac }) => Buffer.from(mac)),
      staged.map(({ wantsAnchor }) => wantsAnchor),
    ] as unknown as Knex.RawBinding[]);
    return rows.length === staged.length;
  }

  async #insertOnSqlite(
    staged: readonly StagedEntry[],
    stoppable: boolean,
  ): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      if (stoppable) {
        const [{ stopped }] = await trx.select({ stopped: trx.raw(STOPPED) });
        if (stopped) {
          return false;
        }
      }
      const fields = staged.flatMap(({ prepared }) => fieldRows(prepared));
      await insertRows(
        trx,
        'ledger_entries',
        staged.map(({ prepared: { entry, body } }) => ({
          id: entry.id,
          occurred_at: Date.parse(entry.occurredAt),
          kind: entry.kind,
          intent_id: entry.intentId ?? null,
          body,
        })),
      );
      await insertRows(trx, 'ledger_fields', fields);
      await insertRows(
        trx,
        'ledger_staged',
        staged.map(({ prepared, mac, wantsAnchor }) => ({
          entry_id: prepared.entry.id,
          mac: Buffer.from(mac),
          wants_anchor: wantsAnchor ? 1 : 0,
        })),
      );
      return true;
    });
  }

  /** Whether there is such an intent. */
  async hasIntent(id: string): Promise<boolean> {
    const row = await this.#knex('ledger_entries')
      .where({ id, kind: 'intent' })
      .first('id');
    return row !== undefined;
  }

  /** Reads entries by their ids, in no order; at most some hundreds. */
  async readByIds(ids: readonly string[]): Promise<StoredEntry[]> {
    return this.#withFields(
      await this.#entries().whereIn('ledger_entries.id', ids),
    );
  }

  /** Reads entries from an index on, in order. */
  async readFrom(options: {
    from: number;
    /** Up to this one, which is not read. */
    to: number;
    limit: number;
  }): Promise<StoredEntry[]> {
    const { from, to, limit } = options;
    return this.#withFields(
      await this.#entries()
        .where('leaf_index', '>=', from)
        .andWhere('leaf_index', '<', to)
        .orderBy('leaf_index')
        .limit(limit),
    );
  }

  /** Reads the entries of these indexes. */
  async readByIndexes(indexes: readonly number[]): Promise<StoredEntry[]> {
    return this.#withFields(
      await this.#entries().whereIn('leaf_index', indexes),
    );
  }

  #entries() {
    return this.#knex('ledger_entries')
      .leftJoin('ledger_leaves', 'entry_id', 'ledger_entries.id')
      .select({ id: 'ledger_entries.id', index: 'leaf_index', body: 'body' });
  }

  async #withFields(
    rows: Array<{ id: string; index: number | string | null; body: string }>,
  ): Promise<StoredEntry[]> {
    const fields: Array<{
      entry_id: string;
      pointer: string;
      salt: Buffer;
      value: string;
    }> = rows.length
      ? await this.#knex('ledger_fields')
          .whereIn(
            'entry_id',
            rows.map(({ id }) => id),
          )
          .select()
      : [];
    const byEntry = new Map<string, SealedField[]>();
    for (const { entry_id, pointer, salt, value } of fields) {
      const list = byEntry.get(entry_id) ?? [];
      list.push({
        pointer,
        salt: new Uint8Array(salt),
        value: JSON.parse(value) as JsonValue,
      });
      byEntry.set(entry_id, list);
    }
    return rows.map(({ id, index, body }) => ({
      id,
      index: index === null ? undefined : Number(index),
      body,
      fields: byEntry.get(id) ?? [],
    }));
  }
}

function fieldRows({ entry, fields }: PreparedEntry) {
  return fields.map(({ pointer, salt, value }) => ({
    entry_id: entry.id,
    pointer,
    salt: Buffer.from(salt),
    value: canonicalJson(value),
  }));
}
