import { mockCredentials } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../packages/workbench/db/findPostgres.mjs';
import { startPostgres } from '../../packages/workbench/db/startPostgres.mjs';
import {
  entity,
  startPath,
} from '../../plugins/understudy-backend/src/approvals/__testUtils__/startPath';
import { toPlanCursor } from '../../plugins/understudy-backend/src/plans/planCursor';
import { measureRequests, percentile } from './measureRequests';
import { report } from './report';

// Reads of plans and of the inbox over HTTP, from the check of the request to that of the answer, with the ledger's
// proofs for votes; Backstage's own services (tokens, permissions, catalog) answer from memory. Among a hundred thousand
// plans of which ten thousand wait for approval. Held against a plain select of the same rows.
//
// --plans=N, --open=N, --voted=N   other sizes
// --databases=SQLite    only one of the two
// --quick               fewer requests

const bench = 'plans';
const option = (name: string) =>
  process.argv
    .find(arg => arg.startsWith(`--${name}=`))
    ?.slice(name.length + 3);
const PLANS = Number(option('plans') ?? 100_000);
const OPEN = Number(option('open') ?? 10_000);
const DATABASES = (['SQLite', 'PostgreSQL'] as const).filter(
  name => option('databases')?.split(',').includes(name) ?? true,
);
const TIMES = process.argv.includes('--quick') ? 40 : 200;
/** How many of those that wait have votes: what a first page shows. */
const VOTED = Number(option('voted') ?? 50);
const ENTITIES = 100;
const PAGE = 50;
const AT_ONCE = 1000;
const START = Date.parse('2026-01-05T08:00:00Z');

/** The services that stand in for Backstage's own want something to count their calls with. */
function calls(first?: (...given: unknown[]) => unknown) {
  let implementation = first;
  const called = (...given: unknown[]) => implementation?.(...given);
  return Object.assign(called, {
    mockImplementation(next: typeof first) {
      implementation = next;
      return this;
    },
  });
}
Object.assign(globalThis, { jest: { fn: calls } });

async function run(name: string, knex: Knex): Promise<void> {
  const world = await startPath({ knex });
  for (let i = 0; i < ENTITIES; i += 1) {
    world.catalog.set(
      `component:default/service-${i}`,
      entity('Component', `service-${i}`, { type: 'service', owner: 'team' }),
    );
  }
  for (const [person, group] of Object.entries({
    author: 'team',
    asker: 'team',
  })) {
    world.catalog.set(
      `user:default/${person}`,
      entity('User', person, { memberOf: [group] }),
    );
  }
  const server = createServer(world.app);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const headersOf = (person: string) => ({
    authorization: mockCredentials.user.header(`user:default/${person}`),
  });
  const call: Call = async (person, method, path, body) => {
    const answer = await world.call(
      person,
      method.toLowerCase() as 'post',
      path,
      body,
    );
    if (answer.status >= 300) {
      throw new Error(
        `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`,
      );
    }
    return answer.body;
  };
  try {
    const filled = await fill(knex, call);
    process.stderr.write(`${name}: ${PLANS} plans are there\n`);
    if (name === 'PostgreSQL') {
      // What its own upkeep does after a while.
      await knex.raw('vacuum analyze');
    }
    await measure(name, knex, `http://127.0.0.1:${port}/v1`, {
      ...filled,
      reader: headersOf('author'),
      approver: headersOf('sam'),
    });
  } finally {
    server.close();
    await world.stop();
  }
}

type Call = (
  person: string,
  method: string,
  path: string,
  body?: object,
) => Promise<any>;

/** A few plans on the whole path, and rows like theirs for all the others. */
async function fill(knex: Knex, call: Call) {
  const make = async (replicas: number) => {
    const { plan } = await call('author', 'POST', '/plans', {
      intent: 'Let more flow',
      reason: 'Too little arrives',
      entityRef: 'component:default/service-0',
      start: 'when-started',
      steps: [
        { operation: 'valves:scale', input: { cluster: 'staging', replicas } },
      ],
    });
    await call('author', 'POST', `/plans/${plan.id}/request-approval`, {
      planHash: plan.planHash,
    });
    return plan as { id: string; planHash: string };
  };
  const vote = (
    plan: { id: string; planHash: string },
    decision: 'approve' | 'withdraw',
  ) =>
    call('sam', 'POST', `/plans/${plan.id}/approvals`, {
      planHash: plan.planHash,
      decision,
    });
  const five = await make(5);
  for (const decision of [
    'approve',
    'withdraw',
    'approve',
    'withdraw',
    'approve',
  ] as const) {
    await vote(five, decision);
  }
  const voted: string[] = [];
  for (let i = 0; i < VOTED; i += 1) {
    const plan = await make(6);
    await vote(plan, 'approve');
    await vote(plan, 'withdraw');
    voted.push(plan.id);
  }
  // They are what waits longest, so that the first pages of the inbox count their votes.
  const template = await knex('plans').where({ id: voted[0] }).first();
  const expires = Date.now() + 20 * 3_600_000;
  const first = START;
  for (const [i, id] of voted.entries()) {
    await knex('plans')
      .where({ id })
      .update({ requested_at: first + i, expires_at: expires });
  }
  const revision = await knex('plan_revisions')
    .where({ plan_id: voted[0] })
    .first();
  const states = ['succeeded', 'failed', 'cancelled', 'denied', 'expired'];
  const environments = ['development', 'pre-production', 'production'];
  for (let from = VOTED; from < PLANS; from += AT_ONCE) {
    const plans = Array.from(
      { length: Math.min(AT_ONCE, PLANS - from) },
      (_, j) => {
        const i = from + j;
        const open = i < OPEN;
        const entityRef = `component:default/service-${i % ENTITIES}`;
        return {
          ...template,
          id: randomUUID(),
          state: open ? 'awaiting-approval' : states[i % states.length],
          entity_ref: entityRef,
          content: JSON.stringify({
            ...JSON.parse(template.content),
            entityRef,
          }),
          environment: environments[i % environments.length],
          requested_by: `user:default/${i % 20 ? 'author' : 'asker'}`,
          created_at: START + i * 1000,
          changed_at: Date.now(),
          requested_at: open ? first + VOTED + i : null,
          expires_at: open ? expires : null,
        };
      },
    );
    for (const [table, rows] of [
      ['plans', plans],
      [
        'plan_revisions',
        plans.map(({ id, content }) => ({ ...revision, plan_id: id, content })),
      ],
    ] as const) {
      await knex.batchInsert(table, rows as any[], 40);
    }
  }
  return { five: five.id };
}

async function measure(
  name: string,
  knex: Knex,
  base: string,
  world: {
    five: string;
    reader: Record<string, string>;
    approver: Record<string, string>;
  },
) {
  const deep = await knex('plans')
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .offset(Math.min(1000 * PAGE, PLANS - PAGE) - 1)
    .first('id', 'created_at');
  const cursor = toPlanCursor({
    id: deep.id,
    createdAt: Number(deep.created_at),
  });
  const inbox = await fetch(`${base}/approvals?for=all&limit=${PAGE}`, {
    headers: world.approver,
  }).then(async answer => (await answer.json()) as any);
  if (inbox.total < OPEN || inbox.items.length !== PAGE || !inbox.nextCursor) {
    throw new Error(`The inbox has ${inbox.total} requests, not ${OPEN}`);
  }
  const { reader, approver, five } = world;
  const plansPage = () =>
    knex('plans').orderBy('created_at', 'desc').limit(PAGE);
  const waiting = () =>
    knex('plans')
      .where({ state: 'awaiting-approval', incident: false })
      .orderBy(['requested_at', 'id'])
      .limit(PAGE);
  const cases: Array<
    [
      what: string,
      path: string,
      headers: Record<string, string>,
      plain: () => PromiseLike<unknown>,
    ]
  > = [
    ['GET /plans', '/plans', reader, plansPage],
    ['GET /plans, page 1000', `/plans?cursor=${cursor}`, reader, plansPage],
    ['GET /plans by state', '/plans?state=failed', reader, plansPage],
    [
      'GET /plans by two states',
      '/plans?state=failed&state=awaiting-approval',
      reader,
      plansPage,
    ],
    [
      'GET /plans by entity',
      '/plans?entityRef=component:default/service-7',
      reader,
      plansPage,
    ],
    [
      'GET /plans by a person who asked often',
      '/plans?requestedBy=user:default/author',
      reader,
      plansPage,
    ],
    [
      'GET /plans by a person who asked seldom, and state',
      '/plans?requestedBy=user:default/asker&state=denied',
      reader,
      plansPage,
    ],
    [
      'GET /plans by environment, state and entity',
      '/plans?environment=production&state=failed&entityRef=component:default/service-7',
      reader,
      plansPage,
    ],
    [
      'GET /plans by what no plan has',
      '/plans?environment=test&state=failed',
      reader,
      plansPage,
    ],
    [
      'GET /plans/{id} with 5 votes',
      `/plans/${five}`,
      reader,
      () => knex('plans').where({ id: five }).first(),
    ],
    ['GET /approvals for me', '/approvals', approver, waiting],
    ['GET /approvals for all', '/approvals?for=all', approver, waiting],
    [
      'GET /approvals for all, page 2',
      `/approvals?for=all&cursor=${inbox.nextCursor}`,
      approver,
      waiting,
    ],
    [
      'GET /approvals of one entity',
      '/approvals?for=all&entityRef=component:default/service-7',
      approver,
      waiting,
    ],
    [
      'GET /approvals for somebody who may not approve',
      '/approvals',
      reader,
      waiting,
    ],
  ];
  const plain: number[][] = [];
  for (const [, , , select] of cases) {
    const times: number[] = [];
    for (let i = 0; i < TIMES; i += 1) {
      const started = performance.now();
      await select();
      times.push(performance.now() - started);
    }
    plain.push(times);
  }
  const targets = cases.map(([, path, headers]) => ({
    url: `${base}${path}`,
    headers,
  }));
  await measureRequests(targets, { rounds: 1, perRound: 8, atOnce: 1 });
  for (const atOnce of [1, 8]) {
    const measured = await measureRequests(targets, {
      rounds: 4,
      perRound: TIMES / 4,
      atOnce,
    });
    for (const [index, [what]] of cases.entries()) {
      report({
        bench,
        metric: `${name}: ${what}, p95, ${
          atOnce === 1 ? 'one at a time' : `${atOnce} at once`
        }`,
        value: percentile(measured[index], 0.95),
        unit: 'ms',
        baseline: percentile(plain[index], 0.95),
      });
    }
  }
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'plans-'));
  const found = DATABASES.includes('PostgreSQL') ? findPostgres() : undefined;
  if (DATABASES.includes('PostgreSQL') && !found) {
    throw new Error('There is no PostgreSQL; `npm run test:db` brings one');
  }
  const postgres = found && (await startPostgres(found));
  try {
    for (const name of DATABASES) {
      const knex = createKnex(
        name === 'SQLite'
          ? {
              client: 'better-sqlite3',
              connection: { filename: join(folder, 'plans.sqlite') },
              useNullAsDefault: true,
            }
          : { client: 'pg', connection: postgres!.url },
      );
      if (name === 'SQLite') {
        await knex.raw('pragma journal_mode = wal');
      }
      await run(name, knex);
      await knex.destroy();
    }
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

// Leaves by itself: the engine of policy keeps its thread for a while.
main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
