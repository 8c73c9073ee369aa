import type { Tile } from '@understudy/ledger';
import type { Knex } from 'knex';

/** Rows of the ledger's tables, to be written together. */
export interface LedgerRows {
  entries: Array<{
    id: string;
    occurredAt: number;
    kind: string;
    intentId: string | undefined;
    body: string;
  }>;
  fields: Array<{
    entryId: string;
    pointer: string;
    salt: Uint8Array;
    value: string;
  }>;
  leaves: Array<{ index: number; entryId: string; leafHash: Uint8Array }>;
  tiles: Tile[];
  checkpoints: Array<{ size: number; note: string; signedAt: number }>;
}

interface Table {
  name: string;
  columns: Array<[name: string, type: string]>;
  rows: unknown[][];
  then?: string;
}

function tablesOf(rows: LedgerRows): Table[] {
  return [
    {
      name: 'ledger_entries',
      columns: [
        ['id', 'uuid'],
        ['occurred_at', 'bigint'],
        ['kind', 'text'],
        ['intent_id', 'uuid'],
        ['body', 'text'],
      ],
      // A database knows no undefined.
      rows: rows.entries.map(row => [
        row.id,
        row.occurredAt,
        row.kind,
        row.intentId ?? null,
        row.body,
      ]),
    },
    {
      name: 'ledger_fields',
      columns: [
        ['entry_id', 'uuid'],
        ['pointer', 'text'],
        ['salt', 'bytea'],
        ['value', 'text'],
      ],
      rows: rows.fields.map(row => [
        row.entryId,
        row.pointer,
        Buffer.from(row.salt),
        row.value,
      ]),
    },
    {
      name: 'ledger_leaves',
      columns: [
        ['leaf_index', 'bigint'],
        ['entry_id', 'uuid'],
        ['leaf_hash', 'bytea'],
        ['epoch', 'bigint'],
      ],
      rows: rows.leaves.map(row => [
        row.index,
        row.entryId,
        Buffer.from(row.leafHash),
        1,
      ]),
    },
    {
      name: 'ledger_tiles',
      columns: [
        ['level', 'int'],
        ['tile_index', 'bigint'],
        ['hashes', 'bytea'],
      ],
      rows: rows.tiles.map(tile => [
        Number(tile.level),
        Number(tile.index),
        Buffer.from(tile.bytes),
      ]),
      then: 'on conflict (level, tile_index) do update set hashes = excluded.hashes',
    },
    {
      name: 'ledger_checkpoints',
      columns: [
        ['size', 'bigint'],
        ['note', 'text'],
        ['signed_at', 'bigint'],
        ['epoch', 'bigint'],
      ],
      rows: rows.checkpoints.map(row => [row.size, row.note, row.signedAt, 1]),
    },
  ];
}

async function insertOnPostgres(trx: Knex, table: Table): Promise<void> {
  const { name, columns, rows, then } = table;
  const names = columns.map(([column]) => column).join(', ');
  const lists = columns.map(([, type]) => `?::${type}[]`).join(', ');
  await trx.raw(
    `insert into ${name} (${names}) select * from unnest(${lists}) ${
      then ?? ''
    }`,
    columns.map((_, index) => rows.map(row => row[index])) as Knex.RawBinding[],
  );
}

/** Past knex, which would prepare the same statement for every row. */
interface Sqlite {
  prepare(sql: string): { run(...values: unknown[]): unknown };
}

async function insertOnSqlite(knex: Knex, tables: Table[]): Promise<void> {
  const connection: Sqlite = await knex.client.acquireConnection();
  try {
    connection.prepare('begin immediate').run();
    try {
      for (const { name, columns, rows, then } of tables) {
        const names = columns.map(([column]) => column).join(', ');
        const statement = connection.prepare(
          `insert into ${name} (${names}) values (${columns
            .map(() => '?')
            .join(', ')}) ${then ?? ''}`,
        );
        rows.forEach(row => statement.run(...row));
      }
      connection.prepare('commit').run();
    } catch (error) {
      connection.prepare('rollback').run();
      throw error;
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

/** Writes rows and the head that goes with them, in one transaction. */
export async function insertRows(
  knex: Knex,
  rows: LedgerRows,
  head: { size: number; root: Uint8Array; mac: Uint8Array },
): Promise<void> {
  const tables = tablesOf(rows).filter(table => table.rows.length > 0);
  const newHead = {
    size: head.size,
    root: Buffer.from(head.root),
    mac: Buffer.from(head.mac),
  };
  if (knex.client.config.client === 'pg') {
    await knex.transaction(async trx => {
      for (const table of tables) {
        await insertOnPostgres(trx, table);
      }
      await trx('ledger_head').where({ id: 1 }).update(newHead);
    });
  } else {
    await insertOnSqlite(knex, tables);
    await knex('ledger_head').where({ id: 1 }).update(newHead);
  }
}
