import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  generateSigningKey,
  proveInclusion,
  TileHashReader,
  type SealedField,
} from '@understudy/ledger';
import createKnex, { type Knex } from 'knex';
import { createHash } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findPostgres } from '../../packages/workbench/db/findPostgres.mjs';
import { startPostgres } from '../../packages/workbench/db/startPostgres.mjs';
import { FileCheckpointSink } from '../../plugins/understudy-backend/src/ledger/sinks/file/FileCheckpointSink';
import {
  origin,
  someEntry,
} from '../../plugins/understudy-backend/src/ledger/__testUtils__/someEntry';
import { DefaultLedgerService } from '../../plugins/understudy-backend/src/ledger/DefaultLedgerService';
import { prepareEntry } from '../../plugins/understudy-backend/src/ledger/entry/prepareEntry';
import { parseLedgerKeys } from '../../plugins/understudy-backend/src/ledger/keys/parseLedgerKeys';
import { percentile } from './measureRequests';
import { report } from './report';

// Writing the ledger, durable, by sixteen callers at once, while one sequencer gives the indexes; held against plain
// transactions that insert the same rows, side rows included, and against a hash chain whose head is locked per row.

const bench = 'ledger';
const CLIENTS = 16;
const ROUNDS = 4;
const PER_ROUND = 800;
const quiet = { error() {}, warn() {}, info() {}, debug() {} } as never;

type Write = () => Promise<void>;

/** Lets all clients write, and gives how long each write took and all of them together. */
async function measure(
  write: Write,
  count: number,
): Promise<{ perSecond: number; times: number[] }> {
  const times: number[] = [];
  let left = count;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (left-- > 0) {
        // As between requests; SQLite alone would keep the event loop to itself.
        await nextTurn();
        const begun = performance.now();
        await write();
        times.push(performance.now() - begun);
      }
    }),
  );
  return {
    perSecond: (count / (performance.now() - started)) * 1000,
    times,
  };
}

async function plainTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('plain_entries', table => {
    table.uuid('id').primary();
    table.bigInteger('occurred_at');
    table.string('kind', 8);
    table.uuid('intent_id');
    table.text('body');
  });
  await knex.schema.createTable('plain_fields', table => {
    table.uuid('entry_id');
    table.string('pointer', 64);
    table.binary('salt');
    table.text('value');
    table.primary(['entry_id', 'pointer']);
  });
  await knex.schema.createTable('chain', table => {
    table.increments('n');
    table.text('body');
    table.binary('hash');
  });
  await knex.schema.createTable('chain_head', table => {
    table.integer('id').primary();
    table.binary('hash');
  });
  await knex('chain_head').insert({ id: 1, hash: Buffer.alloc(32) });
}

/** What everybody writes who wants no ledger: the same rows in one transaction. */
function plainInsert(knex: Knex): Write {
  return async () => {
    const { entry, body, fields } = prepareEntry({
      kind: 'event',
      entry: someEntry(),
    });
    await knex.transaction(async trx => {
      await trx('plain_entries').insert({
        id: entry.id,
        occurred_at: Date.parse(entry.occurredAt),
        kind: entry.kind,
        intent_id: null,
        body,
      });
      await trx('plain_fields').insert(
        fields.map(({ pointer, salt, value }: SealedField) => ({
          entry_id: entry.id,
          pointer,
          salt: Buffer.from(salt),
          value: JSON.stringify(value),
        })),
      );
    });
  };
}

function chainInsert(knex: Knex): Write {
  const isPostgres = knex.client.config.client === 'pg';
  return async () => {
    const { body } = prepareEntry({ kind: 'event', entry: someEntry() });
    await knex.transaction(async trx => {
      const head = trx('chain_head').where({ id: 1 });
      const { hash } = await (isPostgres ? head.forUpdate() : head).first();
      const next = createHash('sha256').update(hash).update(body).digest();
      await trx('chain').insert({ body, hash: next });
      await trx('chain_head').where({ id: 1 }).update({ hash: next });
    });
  };
}

function fsyncTime(dir: string): number {
  const file = openSync(join(dir, 'fsync'), 'w');
  const block = Buffer.alloc(8192, 1);
  const times: number[] = [];
  for (let i = 0; i < 100; i++) {
    const begun = performance.now();
    writeSync(file, block, 0, block.length, 0);
    fdatasyncSync(file);
    times.push(performance.now() - begun);
  }
  closeSync(file);
  return percentile(times, 0.5);
}

async function onDatabase(name: string, knex: Knex, dir: string) {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@understudy/plugin-understudy-backend',
      'migrations',
    ),
  });
  await plainTables(knex);
  const { signingKey } = await generateSigningKey(origin);
  const ledger = DefaultLedgerService.create({
    knex,
    logger: quiet,
    keys: await parseLedgerKeys([signingKey], {
      origin,
      where: 'the benchmark',
      kept: 'secret',
    }),
    sinks: [
      new FileCheckpointSink({
        id: 'file',
        path: join(dir, `anchors-${name}`),
      }),
    ],
    checkpointEvery: { entries: 1000, seconds: 60 },
  });
  ledger.start();
  try {
    const integrated: number[] = [];
    const following = new Set<Promise<void>>();
    let count = 0;
    const writers: Record<string, Write> = {
      plain: plainInsert(knex),
      chain: chainInsert(knex),
      ledger: async () => {
        const receipt = await ledger.record.event(someEntry());
        if (count++ % 10 === 0) {
          const begun = performance.now();
          const follow = receipt.sequenced().then(() => {
            integrated.push(performance.now() - begun);
            following.delete(follow);
          });
          following.add(follow);
        }
      },
    };
    const rates: Record<string, number[]> = {};
    const times: Record<string, number[]> = {};
    for (const write of Object.values(writers)) {
      await measure(write, 200);
    }
    integrated.length = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const [kind, write] of Object.entries(writers)) {
        const few = kind === 'chain' ? PER_ROUND / 4 : PER_ROUND;
        const measured = await measure(write, few);
        (rates[kind] ??= []).push(measured.perSecond);
        (times[kind] ??= []).push(...measured.times);
      }
      await Promise.all(following);
    }
    const median = (kind: string) => percentile(rates[kind], 0.5);
    const of = `${name}, ${CLIENTS} callers`;
    report({
      bench,
      metric: `appends, ${of}, against plain inserts`,
      value: median('ledger'),
      unit: '1/s',
      baseline: median('plain'),
    });
    report({
      bench,
      metric: `appends, ${of}, against a row-locked hash chain`,
      value: median('ledger'),
      unit: '1/s',
      baseline: median('chain'),
    });
    for (const share of [0.5, 0.99]) {
      report({
        bench,
        metric: `durable, p${share * 100}, ${of}, against plain inserts`,
        value: percentile(times.ledger, share),
        unit: 'ms',
        baseline: percentile(times.plain, share),
      });
    }
    report({
      bench,
      metric: `has its index, p95, ${of}, against 250 ms`,
      value: percentile(integrated, 0.95),
      unit: 'ms',
      baseline: 250,
    });
    const anchored: number[] = [];
    const plainOnes: number[] = [];
    for (let i = 0; i < 60; i++) {
      const begun = performance.now();
      await ledger.record.intent(someEntry(), { anchored: true });
      anchored.push(performance.now() - begun);
      const again = performance.now();
      await ledger.record.intent(someEntry());
      plainOnes.push(performance.now() - again);
    }
    report({
      bench,
      metric: `intent anchored in a file outside, p95, ${name}, one caller, against one not anchored`,
      value: percentile(anchored, 0.95),
      unit: 'ms',
      baseline: percentile(plainOnes, 0.95),
    });
    const size = await ledger.size();
    const proofs: number[] = [];
    const selects: number[] = [];
    for (let i = 0; i < 200; i++) {
      const index = Math.floor((size * i) / 200);
      const begun = performance.now();
      await proveInclusion(
        { index, size },
        new TileHashReader({ size, source: ledger.tiles }),
      );
      proofs.push(performance.now() - begun);
      const again = performance.now();
      await knex('ledger_leaves').where({ leaf_index: index }).first();
      selects.push(performance.now() - again);
    }
    report({
      bench,
      metric: `inclusion proof from tiles, p95, ${name}, ${size} entries, against one select`,
      value: percentile(proofs, 0.95),
      unit: 'ms',
      baseline: percentile(selects, 0.95),
    });
  } finally {
    await ledger.stop();
  }
}

async function main() {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
  const postgres = findPostgres();
  if (!postgres) {
    throw new Error(
      'There is no PostgreSQL; `npm run test:db` brings one, or install the package postgresql',
    );
  }
  const fsync = fsyncTime(dir);
  report({
    bench,
    metric: 'fdatasync of 8 KiB, p50, against 2 ms',
    value: fsync,
    unit: 'ms',
    baseline: 2,
  });
  const server = await startPostgres({ ...postgres, durable: true });
  try {
    const pg = createKnex({
      client: 'pg',
      connection: server.url,
      pool: { min: CLIENTS, max: CLIENTS + 4 },
    });
    await onDatabase('PostgreSQL', pg, dir);
    await pg.destroy();
    const sqlite = createKnex({
      client: 'better-sqlite3',
      connection: { filename: join(dir, 'ledger.sqlite') },
      useNullAsDefault: true,
    });
    await onDatabase('SQLite', sqlite, dir);
    await sqlite.destroy();
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
