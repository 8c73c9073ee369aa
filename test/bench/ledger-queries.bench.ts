import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../packages/workbench/db/findPostgres.mjs';
import { startPostgres } from '../../packages/workbench/db/startPostgres.mjs';
import { fillLedger } from '../../plugins/understudy-backend/src/ledger/__testUtils__/fillLedger';
import { AuditReader } from '../../plugins/understudy-backend/src/ledger/reading/AuditReader';
import type { AuditScope } from '../../plugins/understudy-backend/src/ledger/reading/AuditScope';
import { LeafStore } from '../../plugins/understudy-backend/src/ledger/reading/LeafStore';
import { formatPageCursor } from '../../plugins/understudy-backend/src/ledger/reading/pageCursor';
import { ReadingProjector } from '../../plugins/understudy-backend/src/ledger/reading/ReadingProjector';
import { casesOf } from './ledger-queries.cases';
import { percentile } from './measureRequests';
import { report } from './report';

// One page of the audit log among a million entries, for every filter, alone and in pairs, for values that are
// frequent, rare, gone or never there; the first page and deep ones. Held against reading fifty entries by their
// index, which every page has to do anyway.
//
// --entries=N          another size
// --filters=a,b        only filters with one of these in their names
// --databases=SQLite   only one of the two
// --sqlite=FILE, --postgres=URL   databases that stay, and are filled only the first time

const bench = 'ledger-queries';
const option = (name: string) =>
  process.argv
    .find(arg => arg.startsWith(`--${name}=`))
    ?.slice(name.length + 3);
const ENTRIES = Number(option('entries') ?? 1_000_000);
const FILTERS = option('filters')?.split(',');
const DATABASES = (['SQLite', 'PostgreSQL'] as const).filter(
  name => option('databases')?.split(',').includes(name) ?? true,
);
const TIMES = 6;
const ALL: AuditScope = { kind: 'all' };

const START = Date.parse('2026-01-05T08:00:00Z');
const STEP_MS = 20_000;
const at = (share: number) =>
  new Date(START + share * ENTRIES * STEP_MS).toISOString();

const worst: Record<string, number> = {};

/** What the processor did, whoever else wanted it; with SQLite that is all there is to do. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function measure(name: string, knex: Knex, reopen: () => Promise<Knex>) {
  const leaves = new LeafStore(knex);
  const [{ entry }] = (
    await AuditReader.create({ knex }).page(
      {
        filters: { kind: ['intent'], to: at(0.5) },
        order: 'newest',
        limit: 1,
        evidence: false,
      },
      ALL,
    )
  ).items;
  const cases = casesOf({
    correlationId: entry.correlationId!,
    planId: entry.planId!,
    at,
  }).filter(one => FILTERS?.some(filter => one.name.includes(filter)) ?? true);
  const byIndex: number[] = [];
  const everything: number[] = [];
  const cold: number[] = [];
  const processor: number[] = [];
  const processorByIndex: number[] = [];
  let stopped = 0;
  const results: Array<[string, number[]]> = [];
  for (const {
    name: caseName,
    filters,
    order = 'newest',
    scope = ALL,
  } of cases) {
    const fresh = await reopen();
    const page = (reader: AuditReader, cursor?: string) =>
      reader.page(
        { filters, order, limit: 50, cursor, evidence: false },
        scope,
      );
    cold.push(await timed(() => page(AuditReader.create({ knex: fresh }))));
    await fresh.destroy();
    const reader = AuditReader.create({ knex });
    const search = { filters, order, scope: scope.kind };
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      for (const share of [undefined, 0.7, 0.3, 0.05]) {
        const index = Math.floor((share ?? 1) * ENTRIES);
        const cursor =
          share === undefined ? undefined : formatPageCursor(search, index);
        const before = processorMs();
        times.push(
          await timed(async () => {
            stopped += (await page(reader, cursor)).stoppedAt ? 1 : 0;
          }),
        );
        processor.push(processorMs() - before);
        const from = (index * 7 + time * 131) % (ENTRIES - 50);
        const between = processorMs();
        byIndex.push(
          await timed(() =>
            leaves.read(Array.from({ length: 50 }, (_, i) => from + i)),
          ),
        );
        processorByIndex.push(processorMs() - between);
      }
    }
    everything.push(...times);
    results.push([caseName, times]);
  }
  const baseline = percentile(byIndex, 0.95);
  for (const [caseName, times] of results) {
    report({
      bench,
      metric: `${name}: ${caseName}, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      baseline,
    });
  }
  worst[name] = Math.max(
    ...results.map(([, times]) => percentile(times, 0.95)),
  );
  report({
    bench,
    metric: `${name}: the slowest filter, p95`,
    value: worst[name],
    unit: 'ms',
    baseline,
  });
  report({
    bench,
    metric: `${name}: all filters together, p95`,
    value: percentile(everything, 0.95),
    unit: 'ms',
    baseline,
  });
  report({
    bench,
    metric: `${name}: time of the processor in this process, all filters together, p95`,
    value: percentile(processor, 0.95),
    unit: 'ms',
    baseline: percentile(processorByIndex, 0.95),
  });
  report({
    bench,
    metric: `${name}: the first page on a new connection, p95 of all filters`,
    value: percentile(cold, 0.95),
    unit: 'ms',
    baseline,
  });
  report({
    bench,
    metric: `${name}: pages that stopped for time, of ${everything.length}`,
    value: stopped,
    unit: 'pages',
    baseline: everything.length,
  });
}

const directory = resolvePackagePath(
  '@understudy/plugin-understudy-backend',
  'migrations',
);

async function project(name: string, knex: Knex) {
  const projector = ReadingProjector.create({
    knex,
    logger: mockServices.rootLogger({ level: 'error' }),
  });
  let longest = 0;
  let last = performance.now();
  let worked = 0;
  let before = processorMs();
  let reading = true;
  const turn = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    worked = Math.max(worked, processorMs() - before);
    before = processorMs();
    if (reading) {
      setImmediate(turn);
    }
  };
  turn();
  const took = (await timed(() => projector.catchUp())) / 1000;
  reading = false;
  report({
    bench,
    metric: `${name}: entries read into what is searched`,
    value: ENTRIES / took,
    unit: 'entries/s',
    baseline: ENTRIES / took,
  });
  report({
    bench,
    metric: `${name}: the longest that the thread was held while reading`,
    value: longest,
    unit: 'ms',
    baseline: longest,
  });
  report({
    bench,
    metric: `${name}: the most that this process worked without a turn for others`,
    value: worked,
    unit: 'ms',
    baseline: longest,
  });
}

/** Fills what is empty; what stays from an earlier run is taken as it is. */
async function fill(databases: Array<[name: string, knex: Knex]>) {
  const sizes = new Map<string, number>();
  for (const [name, knex] of databases) {
    await knex.migrate.latest({ directory });
    sizes.set(name, Number((await knex('ledger_head').first('size')).size));
  }
  const empty = databases.filter(([name]) => sizes.get(name) === 0);
  const started = performance.now();
  if (empty.length > 0) {
    await fillLedger(
      empty.map(([, knex]) => knex),
      {
        entries: ENTRIES,
        startAt: new Date(START),
        stepMs: STEP_MS,
        onProgress: size => {
          if (size % (ENTRIES / 10) === 0) {
            process.stderr.write(
              `${size} entries after ${Math.round(
                (performance.now() - started) / 1000,
              )} s\n`,
            );
          }
        },
      },
    );
  }
  for (const [name, knex] of databases) {
    const { next_index: next } = await knex('ledger_reading_position').first();
    if (Number(next) === 0) {
      await project(name, knex);
      if (name === 'PostgreSQL') {
        // What its own upkeep does after a while.
        await knex.raw('vacuum analyze');
      }
    } else if (Number(next) !== ENTRIES) {
      throw new Error(`${name} has ${next} entries, not ${ENTRIES}`);
    }
  }
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-queries-'));
  const found = findPostgres();
  if (!found) {
    throw new Error('There is no PostgreSQL; `npm run test:db` brings one');
  }
  const url = option('postgres');
  const postgres =
    DATABASES.includes('PostgreSQL') && url === undefined
      ? await startPostgres(found)
      : undefined;
  const filename = option('sqlite') ?? join(folder, 'ledger.sqlite');
  const open = {
    SQLite: () =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename },
        useNullAsDefault: true,
      }),
    PostgreSQL: () =>
      createKnex({ client: 'pg', connection: url ?? postgres?.url }),
  };
  const databases = DATABASES.map((name): [typeof name, Knex] => [
    name,
    open[name](),
  ]);
  try {
    await fill(databases);
    for (const [name, knex] of databases) {
      await measure(name, knex, async () => open[name]());
    }
  } finally {
    await Promise.all(databases.map(([, knex]) => knex.destroy()));
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
