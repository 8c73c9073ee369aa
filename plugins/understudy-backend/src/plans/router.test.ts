import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  OperationError,
  understudyConnectorsExtensionPoint,
  type Connector,
} from '@understudy/plugin-understudy-node';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import { z } from 'zod';
import { entities } from '../__testUtils__/entities';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';

jest.setTimeout(60_000);

const databases = createTestDatabases();

/** A system with one number in it, which anybody may have changed meanwhile. */
function valves() {
  const system = { opening: 1, uid: 'v-1', noise: 0, down: false };
  const connector: Connector = {
    id: 'valves',
    title: 'Valves',
    async clusters() {
      return [{ name: 'production', reads: true, writes: false }];
    },
    async health() {
      return [];
    },
    operations: [
      {
        id: 'valves:open',
        title: 'Open a valve',
        description: 'Opens a valve so far. Use it when too little flows.',
        verb: 'scale',
        input: z.strictObject({ name: z.string(), to: z.number() }),
        output: z.strictObject({}),
        idempotent: true,
        reversible: true,
        async resolve(input) {
          if (system.down) {
            throw new OperationError('unavailable', 'The valves do not answer');
          }
          return [
            {
              system: 'valves',
              cluster: 'production',
              clusterUid: 'c-1',
              kind: 'v1/Valve',
              name: (input as { name: string }).name,
              uid: system.uid,
              resourceVersion: String(system.noise),
              fingerprint: `sha256:${String(system.opening).repeat(64)}`,
              observed: { noise: system.noise },
            },
          ];
        },
        async preview(input, targets) {
          const { to } = input as { to: number };
          return {
            at: new Date().toISOString(),
            simulated: true,
            summary: `opening ${system.opening} → ${to}`,
            changes: [
              {
                target: {
                  system: 'valves',
                  cluster: 'production',
                  clusterUid: 'c-1',
                  kind: 'v1/Valve',
                  name: targets[0].name,
                  uid: targets[0].uid,
                },
                path: '/opening',
                before: system.opening,
                after: to,
              },
            ],
            command: `valve open --to ${to}`,
            outcome: 'More flows.',
            warnings: [],
            digest: '',
          };
        },
        async checkAccess() {
          return [];
        },
      },
    ],
  };
  return { system, connector };
}

describe('/v1/plans', () => {
  let knex: Knex;
  let understudy: Awaited<ReturnType<typeof startUnderstudy>>;
  let system: ReturnType<typeof valves>['system'];

  async function start(config: object = goodConfig, catalog?: CatalogService) {
    const made = valves();
    system = made.system;
    knex = await databases.init('SQLITE_3');
    understudy = await startUnderstudy({
      config: config as typeof goodConfig,
      ...(catalog && { catalog }),
      features: [
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex }),
        }),
        createBackendModule({
          pluginId: 'understudy',
          moduleId: 'valves',
          register: env =>
            env.registerInit({
              deps: { connectors: understudyConnectorsExtensionPoint },
              init: async ({ connectors }) =>
                connectors.addConnector(made.connector),
            }),
        }),
      ],
    });
  }
  const input = (to = 3, rest: object = {}) => ({
    intent: 'Open the valve',
    reason: 'Too little flows',
    entityRef: 'component:default/payments',
    steps: [{ operation: 'valves:open', input: { name: 'north', to } }],
    ...rest,
  });
  const post = (
    person: Person,
    path: string,
    body: object = {},
    headers: Record<string, string> = {},
  ) =>
    request(understudy.server)
      .post(`/api/understudy/v1/plans${path}`)
      .set(
        'Authorization',
        mockCredentials.user.header(`user:default/${person}`),
      )
      .set(headers)
      .send(body);
  const entries = async () =>
    (await knex('ledger_entries').orderBy('id'))
      .map(row => JSON.parse(row.body))
      .filter(({ action }) => action.startsWith('plan:'));

  it('begin as drafts with targets, a preview and a hash, by configuration in their environment', async () => {
    await start();
    const { body, status, headers } = await post('dana', '', input());

    expect(status).toBe(201);
    expect(body.plan).toMatchObject({
      state: 'draft',
      revision: 1,
      requestedBy: 'user:default/dana',
      environment: 'production',
      planHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(headers.etag).toBe(body.plan.etag);
    expect(body.resolved[0].preview.summary).toBe('opening 1 → 3');
    expect(body.actions.edit.allowed).toBe(true);
    expect(body.actions.approve.allowed).toBe(false);
    expect(body.actions.start.allowed).toBe(false);
    expect(await entries()).toMatchObject([
      {
        action: 'plan:create',
        planId: body.plan.id,
        planHash: body.plan.planHash.slice(7),
      },
    ]);
    const revision = await understudy.as(
      'colin',
      `/v1/plans/${body.plan.id}/revisions/1`,
    );
    expect(revision.body.planHash).toBe(body.plan.planHash);
  });

  it('are seen by whom the catalog shows their entity, and by who asked', async () => {
    const all = catalogServiceMock({ entities });
    const hidden = ['user:default/colin', 'user:default/dana'];
    await start(goodConfig, {
      ...catalogServiceMock.mock(),
      getEntityByRef: all.getEntityByRef.bind(all),
      getEntitiesByRefs: async (query, options) =>
        hidden.includes(
          (options.credentials.principal as { userEntityRef?: string })
            .userEntityRef ?? '',
        )
          ? { items: query.entityRefs.map(() => undefined) }
          : all.getEntitiesByRefs(query, options),
    });
    const { body } = await post('dana', '', input());
    const path = `/v1/plans/${body.plan.id}`;

    const seen: Record<string, unknown> = {};
    for (const person of ['dana', 'sam', 'colin'] as const) {
      const list = await understudy.as(person, '/v1/plans');
      const one = await understudy.as(person, path);
      const exported = await understudy.as(person, `${path}/export`);
      const tried = await post(person, `/${body.plan.id}/preview`);
      seen[person] = [
        list.body.items.length,
        one.status,
        exported.status,
        tried.status,
      ];
    }
    expect(seen).toEqual({
      dana: [1, 200, 200, 200],
      sam: [1, 200, 200, 200],
      // May make no plan, and would not find this one either.
      colin: [0, 404, 404, 403],
    });
  });

  it('say for themselves only that they came by page, command line or API', async () => {
    await start();
    for (const source of ['undo', 'alert', 'slack', 'chat', 'runbook']) {
      const { status, body } = await post('dana', '', input(3, { source }));
      expect([source, status]).toEqual([source, 400]);
      expect(body.error.message).toContain('that door');
    }
    expect(await entries()).toEqual([]);
    const { body } = await post('dana', '', input(3, { source: 'cli' }));
    expect(body.content.source).toBe('cli');
  });

  it('keep their hash while only a status flaps, and get a new revision when what matters moved', async () => {
    await start();
    const { body: made } = await post('dana', '', input());
    const look = () => post('dana', `/${made.plan.id}/preview`);

    for (system.noise = 1; system.noise < 5; system.noise++) {
      const { body } = await look();
      expect(body.plan).toMatchObject({
        revision: 1,
        planHash: made.plan.planHash,
      });
    }

    system.uid = 'v-2';
    const created = await look();
    expect(created.body.plan.revision).toBe(2);
    expect(created.body.plan.planHash).not.toBe(made.plan.planHash);
    system.opening = 2;
    const changed = await look();
    expect(changed.body.plan.revision).toBe(3);
    const first = await understudy.as(
      'dana',
      `/v1/plans/${made.plan.id}/revisions/1`,
    );
    expect(first.body.planHash).toBe(made.plan.planHash);
    expect(first.body.resolved[0].targets[0].uid).toBe('v-1');
  });

  it('change by a new revision, for who has seen the newest one', async () => {
    await start();
    const { body: made } = await post('dana', '', input());
    const path = `/${made.plan.id}/revisions`;

    expect((await post('dana', path, input(4))).status).toBe(400);
    const answers = await Promise.all(
      [5, 6, 7, 8, 9].map(to =>
        post('dana', path, input(to), { 'If-Match': made.plan.etag }),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409, 409,
    ]);
    const won = answers.find(({ status }) => status === 201)!.body;
    expect(won.plan.revision).toBe(2);
    expect(won.plan.planHash).not.toBe(made.plan.planHash);
    expect(won.revisions.map((one: any) => one.revision)).toEqual([2, 1]);
  });

  it('are made once for one Idempotency-Key, however often it is asked', async () => {
    await start();
    const key = { 'Idempotency-Key': 'a-key-of-mine' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post('dana', '', input(), key)),
    );
    expect(new Set(answers.map(({ body }) => body.plan.id)).size).toBe(1);
    expect(await knex('plans')).toHaveLength(1);

    const other = await post('dana', '', input(9), key);
    expect(other.body.error.code).toBe('idempotency-reused');
    expect((await post('sam', '', input(9), key)).status).toBe(201);
  });

  it('say why a step cannot be resolved, and then have no hash', async () => {
    await start();
    system.down = true;
    const { body, status } = await post('dana', '', input());

    expect(status).toBe(201);
    expect(body.plan.planHash).toBeUndefined();
    expect(body.resolved[0].refusal).toEqual({
      code: 'unavailable',
      message: 'The valves do not answer',
    });
  });

  it('take no operation, no field and no entity that does not exist', async () => {
    await start();
    const step = (operation: string, rest: object = {}) =>
      input(1, {
        steps: [{ operation, input: { name: 'n', to: 1, ...rest } }],
      });
    expect((await post('dana', '', step('valves:blow-up'))).status).toBe(400);
    expect(
      (await post('dana', '', step('valves:open', { force: true }))).status,
    ).toBe(400);
    expect(
      (await post('dana', '', input(1, { entityRef: 'component:default/no' })))
        .status,
    ).toBe(404);
    expect(await entries()).toEqual([]);
  });

  it('end when they are cancelled, and come in pages', async () => {
    await start();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      ids.push((await post('dana', '', input(i))).body.plan.id);
    }
    const cancelled = await post('dana', `/${ids[0]}/cancel`, {
      reason: 'Not needed',
    });
    expect(cancelled.body.plan.state).toBe('cancelled');
    expect(cancelled.body.transitions).toMatchObject([
      { from: 'draft', to: 'cancelled', sentence: 'Not needed' },
    ]);
    expect((await post('dana', `/${ids[0]}/preview`)).body.error.code).toBe(
      'plan-state',
    );
    const seen: string[] = [];
    let next = '';
    do {
      const { body } = await understudy.as('colin', `/v1/plans?limit=2${next}`);
      seen.push(...body.items.map((plan: any) => plan.id));
      next = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (next);
    expect(seen).toEqual([...ids].reverse());
    const open = await understudy.as('colin', '/v1/plans?state=draft');
    expect(open.body.items).toHaveLength(4);
  });

  it('travel as JSON, and bring along nothing but intent and steps', async () => {
    await start();
    const { body: made } = await post('dana', '', input());
    const { body: document } = await understudy.as(
      'dana',
      `/v1/plans/${made.plan.id}/export`,
    );
    const smuggled = await post('sam', '/import', {
      document: { ...document, approvals: [{ by: 'user:default/sam' }] },
    });
    expect(smuggled.status).toBe(400);
    const imported = await post('sam', '/import', { document });
    expect(imported.status).toBe(201);
    expect(imported.body.plan).toMatchObject({
      state: 'draft',
      requestedBy: 'user:default/sam',
    });
    expect(imported.body.content.steps[0].input).toEqual({
      name: 'north',
      to: 3,
    });
  });

  it('are open to each role as far as it goes, and to nobody but readers without the framework', async () => {
    await start();
    const { id } = (await post('dana', '', input())).body.plan;
    const table = async () => {
      const rows: Record<string, number[]> = {};
      for (const person of Object.keys(people) as Person[]) {
        rows[person] = [
          (await understudy.as(person, '/v1/plans')).status,
          (await understudy.as(person, `/v1/plans/${id}`)).status,
          (await understudy.as(person, '/v1/operations')).status,
          (await understudy.as(person, '/v1/clusters')).status,
          (await post(person, '', input())).status,
          (await post(person, `/${id}/preview`)).status,
        ];
      }
      return rows;
    };
    expect(await table()).toEqual({
      dana: [200, 200, 200, 200, 201, 200],
      sam: [200, 200, 200, 200, 201, 200],
      priya: [200, 200, 200, 200, 403, 200],
      colin: [200, 200, 200, 200, 403, 403],
      stranger: [403, 403, 403, 403, 403, 403],
    });
    expect((await understudy.anonymous('/v1/plans')).status).toBe(401);
    expect((await understudy.asService('/v1/plans')).status).toBe(200);

    await start({ ...goodConfig, permission: { enabled: false } });
    const refused = await post('dana', '', input());
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('permission.enabled');
    expect((await understudy.as('dana', '/v1/plans')).status).toBe(200);
  });

  it('are not made while nothing can be recorded, nor more than somebody may', async () => {
    await start({
      ...goodConfig,
      understudy: { ...goodConfig.understudy, plans: { perHour: 1 } },
    });
    await knex.schema.renameTable('ledger_staged', 'ledger_gone');
    expect((await post('dana', '', input())).status).toBeGreaterThanOrEqual(
      500,
    );
    expect(await knex('plans')).toEqual([]);
    await knex.schema.renameTable('ledger_gone', 'ledger_staged');

    expect((await post('dana', '', input())).status).toBe(201);
    const more = await post('dana', '', input());
    expect(more.body.error.code).toBe('too-many-plans');
  });
});
