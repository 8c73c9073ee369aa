import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../packages/workbench/db/findPostgres.mjs';
import { startPostgres } from '../../packages/workbench/db/startPostgres.mjs';
import { seldom } from '../../plugins/understudy-backend/src/ledger/__testUtils__/EntryStory';
import { fillLedger } from '../../plugins/understudy-backend/src/ledger/__testUtils__/fillLedger';
import type { AuditFilters } from '../../plugins/understudy-backend/src/ledger/reading/AuditFilters';
import { AuditReader } from '../../plugins/understudy-backend/src/ledger/reading/AuditReader';
import type { AuditScope } from '../../plugins/understudy-backend/src/ledger/reading/AuditScope';
import { LeafStore } from '../../plugins/understudy-backend/src/ledger/reading/LeafStore';
import { formatPageCursor } from '../../plugins/understudy-backend/src/ledger/reading/pageCursor';
import { ReadingProjector } from '../../plugins/understudy-backend/src/ledger/reading/ReadingProjector';
import { percentile } from './measureRequests';
import { report } from './report';

// One page of the audit log among a million entries, for every filter, alone and in pairs, for values that are
// frequent, rare, gone or never there; the first page and deep ones. Held against reading fifty entries by their
// index, which every page has to do anyway. `--entries=N` for another size.

const bench = 'ledger-queries';
const ENTRIES = Number(
  process.argv.find(arg => arg.startsWith('--entries='))?.split('=')[1] ??
    1_000_000,
);
const TIMES = 6;
const ALL: AuditScope = { kind: 'all' };

interface Case {
  name: string;
  filters: AuditFilters;
  scope?: AuditScope;
  order?: 'oldest';
}

const service = (number: number) => `component:default/service-${number}`;
const START = Date.parse('2026-01-05T08:00:00Z');
const STEP_MS = 20_000;
const at = (share: number) =>
  new Date(START + share * ENTRIES * STEP_MS).toISOString();

function casesOf(known: { correlationId: string; planId: string }): Case[] {
  const entityRef = [service(0)];
  const rareEntity = [seldom.entityRef];
  const retired = [seldom.retiredEntityRef];
  const actor = ['user:default/person-0'];
  const rareActor = ['user:default/person-299'];
  return [
    { name: 'no filter', filters: {} },
    { name: 'no filter, oldest first', filters: {}, order: 'oldest' },
    { name: 'entity, frequent', filters: { entityRef } },
    { name: 'entity, rare', filters: { entityRef: rareEntity } },
    { name: 'entity, only long ago', filters: { entityRef: retired } },
    { name: 'entity, never', filters: { entityRef: ['component:default/no'] } },
    { name: 'project', filters: { project: ['checkout'] } },
    { name: 'environment', filters: { environment: ['production'] } },
    { name: 'environment, less', filters: { environment: ['development'] } },
    { name: 'cluster', filters: { cluster: ['production-2'] } },
    { name: 'operation type', filters: { operationType: ['rollback'] } },
    { name: 'action', filters: { action: ['kubernetes:scale'] } },
    { name: 'action, rare', filters: { action: [seldom.action] } },
    { name: 'actor, frequent', filters: { actor } },
    { name: 'actor, rare', filters: { actor: rareActor } },
    { name: 'outcome', filters: { outcome: ['success'] } },
    { name: 'outcome, two', filters: { outcome: ['failure', 'denied'] } },
    { name: 'decision', filters: { decision: ['require-approval'] } },
    { name: 'decision, never', filters: { decision: ['deny'] } },
    { name: 'rule', filters: { ruleId: ['risk.read'] } },
    { name: 'rule, rare', filters: { ruleId: [seldom.ruleId] } },
    { name: 'correlation', filters: { correlationId: known.correlationId } },
    { name: 'plan', filters: { planId: known.planId } },
    { name: 'source', filters: { source: ['slack'] } },
    { name: 'kind', filters: { kind: ['outcome'] } },
    { name: 'time, an hour', filters: { from: at(0.5), to: at(0.5002) } },
    { name: 'time, half', filters: { to: at(0.5) } },
    { name: 'text, frequent', filters: { text: 'kubectl' } },
    { name: 'text, beginning', filters: { text: 'roll' } },
    { name: 'text, rare', filters: { text: seldom.word } },
    { name: 'text, rare beginning', filters: { text: 'holly' } },
    { name: 'text, only long ago', filters: { text: 'retired' } },
    { name: 'text, never', filters: { text: 'hippopotamus' } },
    { name: 'text, three words', filters: { text: 'restart queue grows' } },
    { name: 'text, a ticket', filters: { text: 'OPS-4711 ' } },
    {
      name: 'environment and outcome',
      filters: { environment: ['production'], outcome: ['denied'] },
    },
    {
      name: 'environment and outcome that never meet',
      filters: { environment: ['production'], decision: ['deny'] },
    },
    {
      name: 'entity and outcome',
      filters: { entityRef, outcome: ['failure'] },
    },
    {
      name: 'rare entity and outcome',
      filters: { entityRef: rareEntity, outcome: ['success'] },
    },
    {
      name: 'actor and cluster',
      filters: { actor, cluster: ['development'] },
    },
    {
      name: 'rare actor and rare entity',
      filters: { actor: rareActor, entityRef: rareEntity },
    },
    {
      name: 'frequent actor and kind and entity that never meet',
      filters: {
        actor: ['user:default/person-1'],
        entityRef: retired,
        kind: ['outcome'],
        outcome: ['cancelled'],
      },
    },
    {
      name: 'sign-ins in an environment, which are none',
      filters: { operationType: ['sign_in'], environment: ['production'] },
    },
    {
      name: 'time and actor',
      filters: { actor, from: at(0.2), to: at(0.3) },
    },
    {
      name: 'rule and action',
      filters: { ruleId: ['risk.write'], action: ['kubernetes:scale'] },
    },
    {
      name: 'text and environment',
      filters: { text: 'latency', environment: ['development'] },
    },
    { name: 'rare text and entity', filters: { text: seldom.word, entityRef } },
    {
      name: 'text and rare entity',
      filters: { text: 'kubectl', entityRef: rareEntity },
    },
    {
      name: 'text and time',
      filters: { text: 'certificate', from: at(0.4), to: at(0.41) },
    },
    {
      name: 'owner of three entities',
      filters: {},
      scope: {
        kind: 'owned',
        entityRefs: [service(3), service(390), seldom.entityRef],
      },
    },
    {
      name: 'owner of one rare entity',
      filters: { outcome: ['success'] },
      scope: { kind: 'owned', entityRefs: rareEntity },
    },
    {
      name: 'owner of 200 entities',
      filters: { text: 'latency' },
      scope: {
        kind: 'owned',
        entityRefs: Array.from({ length: 200 }, (_, i) => service(100 + i)),
      },
    },
  ];
}

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
  });
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
  const tick = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const took = (await timed(() => projector.catchUp())) / 1000;
  clearInterval(tick);
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
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-queries-'));
  const found = findPostgres();
  if (!found) {
    throw new Error('There is no PostgreSQL; `npm run test:db` brings one');
  }
  const postgres = await startPostgres(found);
  const open = {
    SQLite: () =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename: join(folder, 'ledger.sqlite') },
        useNullAsDefault: true,
      }),
    PostgreSQL: () => createKnex({ client: 'pg', connection: postgres.url }),
  };
  const databases = { SQLite: open.SQLite(), PostgreSQL: open.PostgreSQL() };
  try {
    for (const knex of Object.values(databases)) {
      await knex.migrate.latest({ directory });
    }
    const started = performance.now();
    await fillLedger(Object.values(databases), {
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
    });
    for (const name of ['SQLite', 'PostgreSQL'] as const) {
      await project(name, databases[name]);
    }
    // What its own upkeep does after a while.
    await databases.PostgreSQL.raw('vacuum analyze');
    for (const name of ['SQLite', 'PostgreSQL'] as const) {
      await measure(name, databases[name], async () => open[name]());
    }
  } finally {
    await Promise.all(Object.values(databases).map(knex => knex.destroy()));
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
