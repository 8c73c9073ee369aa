import type { Tile, TileSource } from '@understudy/ledger';
import type { Knex } from 'knex';
import { isPostgres } from '../databaseClock';
import { insertRows } from '../insertRows';

/** An entry that waits for its index. */
export interface WaitingEntry {
  id: string;
  mac: Uint8Array;
  wantsAnchor: boolean;
  /** Undefined if the entry itself is gone. */
  body: string | undefined;
}

/** How far the log is. */
export interface LogHead {
  size: number;
  root: Uint8Array;
  mac: Uint8Array;
}

/** A leaf that gets its index. */
export interface NewLeaf {
  id: string;
  index: number;
  leafHash: Uint8Array;
}

const SEQUENCE_ON_POSTGRES = `
  with leaves as (
    insert into ledger_leaves (leaf_index, entry_id, leaf_hash, epoch)
    select t.*, ?::bigint from unnest(?::bigint[], ?::uuid[], ?::bytea[]) as t
  ),
  tiles as (
    insert into ledger_tiles (level, tile_index, hashes)
    select t.* from unnest(?::int[], ?::bigint[], ?::bytea[]) as t
    on conflict (level, tile_index) do update set hashes = excluded.hashes
  ),
  head as (
    update ledger_head set size = ?, root = ?, mac = ? where id = 1
  )
  delete from ledger_staged where entry_id = any(?::uuid[])`;

/** Reads and writes what gives entries their place in the log. */
export class SequenceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async head(trx: Knex = this.#knex): Promise<LogHead> {
    const row = await trx('ledger_head').where({ id: 1 }).first();
    if (!row) {
      throw new Error('The row of ledger_head is gone');
    }
    return {
      size: Number(row.size),
      root: new Uint8Array(row.root),
      mac: new Uint8Array(row.mac),
    };
  }

  /** The entries that wait, oldest first. */
  async waiting(trx: Knex, limit: number): Promise<WaitingEntry[]> {
    const rows = await trx('ledger_staged')
      .leftJoin('ledger_entries', 'ledger_entries.id', 'entry_id')
      .orderBy('entry_id')
      .limit(limit)
      .select('entry_id', 'mac', 'wants_anchor', 'body');
    return rows.map(row => ({
      id: row.entry_id,
      mac: new Uint8Array(row.mac),
      wantsAnchor: Boolean(row.wants_anchor),
      body: row.body ?? undefined,
    }));
  }

  /** The seals of those that still wait. */
  async sealsOf(ids: readonly string[]): Promise<Map<string, Uint8Array>> {
    const rows = await this.#knex('ledger_staged')
      .whereIn('entry_id', ids)
      .select('entry_id', 'mac');
    return new Map(
      rows.map(({ entry_id, mac }) => [entry_id, new Uint8Array(mac)]),
    );
  }

  /** Which of these still wait. */
  async stillWaiting(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.#knex('ledger_staged')
      .whereIn('entry_id', ids)
      .select('entry_id');
    return new Set(rows.map(({ entry_id }) => entry_id));
  }

  /** Takes entries out of the queue without giving them an index. */
  async refuse(trx: Knex, ids: readonly string[]): Promise<void> {
    await trx('ledger_staged').whereIn('entry_id', ids).delete();
  }

  /** Gives entries their index, with the tiles and the head that follow. */
  async append(
    trx: Knex,
    batch: {
      epoch: number;
      leaves: readonly NewLeaf[];
      tiles: readonly Tile[];
      head: LogHead;
    },
  ): Promise<void> {
    const { epoch, leaves, tiles, head } = batch;
    const headRow = {
      size: head.size,
      root: Buffer.from(head.root),
      mac: Buffer.from(head.mac),
    };
    const tileRows = tiles.map(({ level, index, bytes }) => ({
      level,
      tile_index: Number(index),
      hashes: Buffer.from(bytes),
    }));
    if (isPostgres(this.#knex)) {
      await trx.raw(SEQUENCE_ON_POSTGRES, [
        epoch,
        leaves.map(({ index }) => index),
        leaves.map(({ id }) => id),
        leaves.map(({ leafHash }) => Buffer.from(leafHash)),
        tileRows.map(({ level }) => level),
        tileRows.map(({ tile_index }) => tile_index),
        tileRows.map(({ hashes }) => hashes),
        headRow.size,
        headRow.root,
        headRow.mac,
        leaves.map(({ id }) => id),
      ] as unknown as Knex.RawBinding[]);
      return;
    }
    await insertRows(
      trx,
      'ledger_leaves',
      leaves.map(({ index, id, leafHash }) => ({
        leaf_index: index,
        entry_id: id,
        leaf_hash: Buffer.from(leafHash),
        epoch,
      })),
    );
    for (const row of tileRows) {
      await trx('ledger_tiles')
        .insert(row)
        .onConflict(['level', 'tile_index'])
        .merge();
    }
    await trx('ledger_head').where({ id: 1 }).update(headRow);
    await this.refuse(
      trx,
      leaves.map(({ id }) => id),
    );
  }

  /** The indexes of those of these entries that have one. */
  async indexesOf(
    ids: readonly string[],
  ): Promise<Map<string, { index: number; leafHash: Uint8Array }>> {
    const rows = await this.#knex('ledger_leaves')
      .whereIn('entry_id', ids)
      .select('entry_id', 'leaf_index', 'leaf_hash');
    return new Map(
      rows.map(row => [
        row.entry_id,
        {
          index: Number(row.leaf_index),
          leafHash: new Uint8Array(row.leaf_hash),
        },
      ]),
    );
  }

  /** Whether somebody put a leaf behind the end of the log. */
  async hasLeafFrom(index: number): Promise<boolean> {
    const row = await this.#knex('ledger_leaves')
      .where('leaf_index', '>=', index)
      .first('leaf_index');
    return row !== undefined;
  }

  /** Below which index entries may have been pruned; 0 if none were. */
  async minimumIndex(): Promise<number> {
    const [{ minimum }] = await this.#knex('ledger_prunings').max({
      minimum: 'minimum_index',
    });
    return Number(minimum ?? 0);
  }

  /** Where the tiles are. A tile that was asked for narrower is the beginning of the one that is kept. */
  tiles(): TileSource {
    return {
      readTile: async ({ level, index, width }) => {
        const row = await this.#knex('ledger_tiles')
          .where({ level: Number(level), tile_index: Number(index) })
          .first('hashes');
        return new Uint8Array(row?.hashes ?? []).subarray(0, 32 * width);
      },
    };
  }
}
