import { mockCredentials } from '@backstage/backend-test-utils';
import {
  defaultGuardrails,
  openApiDocument,
} from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  mocked,
  roles,
  startWithValves,
  type Asked,
} from '../__testUtils__/startWithValves';
import { FakeProvider } from '../presence/__testUtils__/FakeProvider';

jest.setTimeout(300_000);

const databases = createTestDatabases();
const reason = 'Because the tests want it so';
const payments = 'component:default/payments';
const ENTITY = '/entities/{kind}/{namespace}/{name}';

// What each role is answered, and what a service and nobody at all are; each is
// asked for something of its own, which is there.
//
// 404 and 409 are for what is not there or does not fit: the caller got past
// every check of rights.
//
//    viewer       policy-admin  nobody who has a role
//    |   operator |   compliance|   a service
//    |   |   approver |   sre  |   |   no credentials
const readers = '200 200 200 200 200 200 403 200 401';
const people = '200 200 200 200 200 200 403 403 401';
const nobody = '403 403 403 403 403 403 403 403 401';

/** With the permission framework, and without it. */
const table: Record<string, [on: string, off: string]> = {
  'get /me/permissions': [
    '200 200 200 200 200 200 200 403 401',
    '200 200 200 200 200 200 200 403 401',
  ],
  'get /health': [readers, readers],
  'get /entities/{kind}/{namespace}/{name}/operations': [readers, readers],
  'get /entities/{kind}/{namespace}/{name}/timeline': [readers, readers],
  'get /audit/entries': [readers, readers],
  'get /audit/entries/{id}': [
    '404 404 200 200 200 200 403 200 401',
    '404 404 404 404 404 404 403 200 401',
  ],
  'post /audit/entries/{id}/notes': [
    '404 404 201 201 201 201 403 403 401',
    '404 404 404 404 404 404 403 403 401',
  ],
  'get /audit/facets': [readers, readers],
  'get /audit/tail': [readers, readers],
  'get /audit/export': [
    '403 403 403 403 200 403 403 200 401',
    '403 403 403 403 403 403 403 200 401',
  ],
  'get /audit/views': [people, people],
  'post /audit/views': [
    '201 201 201 201 201 201 403 403 401',
    '201 201 201 201 201 201 403 403 401',
  ],
  'put /audit/views/{viewId}': [
    '404 404 404 404 404 404 403 403 401',
    '404 404 404 404 404 404 403 403 401',
  ],
  'delete /audit/views/{viewId}': [
    '404 404 404 404 404 404 403 403 401',
    '404 404 404 404 404 404 403 403 401',
  ],
  'get /audit/summaries': ['403 403 200 200 200 200 403 403 401', nobody],
  'get /audit/summaries/{day}': ['403 403 404 404 404 404 403 403 401', nobody],
  'get /audit/open-intents': ['403 403 200 200 200 200 403 403 401', nobody],
  'get /reviews': [people, people],
  'get /reviews/{flagId}': [
    '404 404 404 404 404 404 403 403 401',
    '404 404 404 404 404 404 403 403 401',
  ],
  'post /reviews/{flagId}/acts': [
    '404 404 404 404 404 404 403 403 401',
    '404 404 404 404 404 404 403 403 401',
  ],
  'get /evidence/exports': ['403 403 403 403 200 403 403 403 401', nobody],
  'post /evidence/exports': ['403 403 403 403 201 403 403 403 401', nobody],
  'get /evidence/exports/{exportId}': [
    '403 403 403 403 404 403 403 403 401',
    nobody,
  ],
  'post /evidence/exports/{exportId}/cancel': [
    '403 403 403 403 404 403 403 403 401',
    nobody,
  ],
  'get /evidence/exports/{exportId}/download': [
    '403 403 403 403 404 403 403 403 401',
    nobody,
  ],
  'get /ledger/alarms': ['403 403 200 200 200 200 403 403 401', nobody],
  'post /ledger/alarms/{id}/resolution': [
    '403 403 403 403 404 404 403 403 401',
    nobody,
  ],
  'get /ledger/verifications': ['403 403 200 200 200 200 403 403 401', nobody],
  'post /ledger/verifications': ['403 403 200 200 200 200 403 403 401', nobody],
  'post /audit/entries/{id}/redactions': [
    '403 403 403 403 404 404 403 403 401',
    nobody,
  ],
  'get /ledger/status': [
    '403 403 200 200 200 200 403 200 401',
    '403 403 403 403 403 403 403 200 401',
  ],
  'get /ledger/checkpoint': [
    '403 403 200 200 200 200 403 200 401',
    '403 403 403 403 403 403 403 200 401',
  ],
  'get /ledger/entries/{index}/proof': [
    '404 404 200 200 200 200 403 200 401',
    '404 404 404 404 404 404 403 200 401',
  ],
  'get /ledger/proofs': [
    '404 404 200 200 200 200 403 200 401',
    '404 404 404 404 404 404 403 200 401',
  ],
  'get /ledger/consistency': [
    '403 403 200 200 200 200 403 200 401',
    '403 403 403 403 403 403 403 200 401',
  ],
  'get /ledger/tile/{level}/{tile}': [
    '403 403 200 200 200 200 403 200 401',
    '403 403 403 403 403 403 403 200 401',
  ],
  'get /plans': [readers, readers],
  'post /plans': ['403 201 403 403 403 201 403 403 401', nobody],
  'post /plans/import': ['403 201 403 403 403 201 403 403 401', nobody],
  'get /plans/{planId}': [readers, readers],
  'get /plans/{planId}/revisions/{revision}': [readers, readers],
  'post /plans/{planId}/revisions': [
    '403 201 403 403 403 201 403 403 401',
    nobody,
  ],
  'post /plans/{planId}/preview': [
    '403 200 200 403 403 200 403 403 401',
    nobody,
  ],
  'post /plans/{planId}/request-approval': [
    '403 200 403 403 403 200 403 403 401',
    nobody,
  ],
  'post /plans/{planId}/approvals': [
    '403 403 200 403 403 403 403 403 401',
    nobody,
  ],
  'post /plans/{planId}/questions': [
    '201 201 201 201 201 201 403 403 401',
    '201 201 201 201 201 201 403 403 401',
  ],
  'post /plans/{planId}/told': ['403 200 200 403 403 200 403 403 401', nobody],
  'post /plans/{planId}/break-glass': [
    '403 403 403 403 403 409 403 403 401',
    nobody,
  ],
  'post /plans/{planId}/start': ['403 200 403 403 403 200 403 403 401', nobody],
  'post /plans/{planId}/cancel': [
    '403 200 403 403 403 200 403 403 401',
    nobody,
  ],
  'get /plans/{planId}/export': [readers, readers],
  'get /approvals': [readers, readers],
  'get /presence': [people, people],
  'post /presence': [
    '201 201 201 201 201 201 403 403 401',
    '201 201 201 201 201 201 403 403 401',
  ],
  'get /presence/callback': [
    '404 404 404 404 404 404 404 404 404',
    '404 404 404 404 404 404 404 404 404',
  ],
  'get /on-call': [readers, readers],
  'get /incidents': [readers, readers],
  'post /incidents': ['403 403 403 403 403 201 403 403 401', nobody],
  'post /incidents/{incidentId}/close': [
    '403 403 403 403 403 200 403 403 401',
    nobody,
  ],
  'get /operations': [readers, readers],
  'get /clusters': [readers, readers],
  'get /levels': [readers, readers],
  'put /levels': ['403 403 403 403 403 200 403 403 401', nobody],
  'post /levels/changes/{changeId}/votes': [
    '403 403 403 403 403 200 403 403 401',
    nobody,
  ],
  'get /elevations': [readers, readers],
  'post /elevations': ['403 403 403 403 403 201 403 403 401', nobody],
  // Who owns the entity is asked as well, and here nobody does.
  'post /elevations/{elevationId}/votes': [nobody, nobody],
  // It looks whether there is anything to extend before it asks who wants it.
  'post /elevations/{elevationId}/extend': [
    '409 409 409 409 409 409 409 403 401',
    '409 409 409 409 409 409 409 403 401',
  ],
  'post /elevations/{elevationId}/revoke': [
    '403 403 403 403 403 409 403 403 401',
    nobody,
  ],
  'get /freezes': [readers, readers],
  'post /freezes': ['403 403 403 201 403 201 403 403 401', nobody],
  'delete /freezes/{freezeId}': ['403 403 403 204 403 204 403 403 401', nobody],
  'get /guardrails': [readers, readers],
  'get /guardrails/versions': [readers, readers],
  'post /guardrails/versions': ['403 403 403 201 403 403 403 403 401', nobody],
  'get /guardrails/versions/{version}': [readers, readers],
  'post /guardrails/versions/{version}/activate': [
    '403 403 403 200 403 403 403 403 401',
    nobody,
  ],
  'post /guardrails/simulate': ['403 403 403 200 403 403 403 403 401', nobody],
  'get /policy/status': [readers, readers],
};

describe('every route for every role', () => {
  type World = Awaited<ReturnType<typeof startWithValves>>;
  let on: World;
  let off: World;
  let provider: FakeProvider;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    provider = await FakeProvider.start();
    const auth = {
      environment: 'development',
      providers: {
        oidc: {
          development: {
            metadataUrl: provider.metadataUrl,
            clientId: provider.clientId,
            clientSecret: provider.clientSecret,
          },
        },
      },
    };
    on = await startWithValves({ knex, config: { auth } });
    // Another replica, of which somebody has switched the framework off.
    off = await startWithValves({
      knex,
      config: { auth, permission: { enabled: false } },
    });
  });

  afterAll(() => provider?.stop());

  const get = (path: string) => async (): Promise<Asked> => ({
    method: 'get',
    path,
  });
  const post =
    (path: string, body: object = {}) =>
    async (): Promise<Asked> => ({ method: 'post', path, body });
  const draft = () => on.plan({ asked: false });
  const drafted = (by: string) => () => on.plan({ by, asked: false });
  const withPlan =
    (
      made: () => Promise<{
        plan: { id: string; planHash: string; etag: string };
      }>,
      ask: (plan: { id: string; planHash: string; etag: string }) => Asked,
    ) =>
    async () =>
      ask((await made()).plan);
  const onPlan = (path: string, body: object = {}) =>
    withPlan(on.plan, ({ id, planHash }) => ({
      method: 'post',
      path: `/plans/${id}/${path}`,
      body: path === 'questions' ? body : { planHash, ...body },
    }));
  const level = {
    entityRef: payments,
    environment: 'development',
    level: 'L4_AUTO',
    reason,
  };
  const guardrails = {
    data: { ...defaultGuardrails, rolloutStage: 0 },
    reason,
    basedOn: 1,
  };
  const view = { name: 'Mine', query: {}, shared: false };
  const incident = {
    entityRef: payments,
    title: 'Nobody can pay',
    severity: 'sev1',
  };

  const elevation = {
    entityRef: payments,
    environment: 'development',
    level: 'L4_AUTO',
    reason,
  };
  const onElevation =
    (path: string, body: (digest: string) => object) =>
    async (): Promise<Asked> => {
      const entityRef = 'component:default/plain';
      // There is one for an entity at a time; it is asked for anew when it has ended.
      await on.as('keeper', {
        method: 'post',
        path: '/elevations',
        body: { ...elevation, entityRef, level: 'L3_SEMI_AUTO' },
      });
      const { items } = await on.must('keeper', {
        method: 'get',
        path: `/elevations?entityRef=${entityRef}`,
      });
      const [{ id, digest }] = items;
      return {
        method: 'post',
        path: `/elevations/${id}/${path}`,
        body: body(digest),
      };
    };
  const entry = async () =>
    (await on.knex('ledger_entries').orderBy('id').first('id')).id as string;

  /** How each route is asked, each time for something new. */
  const asks = (by: string): Record<string, () => Promise<Asked>> => ({
    'get /me/permissions': get('/me/permissions'),
    'get /health': get('/health'),
    [`get ${ENTITY}/operations`]: get(
      '/entities/component/default/payments/operations',
    ),
    [`get ${ENTITY}/timeline`]: get(
      '/entities/component/default/payments/timeline',
    ),
    'get /audit/entries': get('/audit/entries'),
    'get /audit/entries/{id}': async () => ({
      method: 'get',
      path: `/audit/entries/${await entry()}`,
    }),
    'post /audit/entries/{id}/notes': async () => ({
      method: 'post',
      path: `/audit/entries/${await entry()}/notes`,
      body: { text: 'Seen' },
    }),
    'get /audit/facets': get('/audit/facets'),
    'get /audit/tail': get('/audit/tail'),
    'get /audit/export': get('/audit/export?format=json&limit=1'),
    'get /audit/views': get('/audit/views'),
    'post /audit/views': post('/audit/views', view),
    'put /audit/views/{viewId}': async () => ({
      method: 'put',
      path: `/audit/views/${randomUUID()}`,
      body: view,
    }),
    'delete /audit/views/{viewId}': async () => ({
      method: 'delete',
      path: `/audit/views/${randomUUID()}`,
    }),
    'get /audit/summaries': get('/audit/summaries'),
    'get /audit/summaries/{day}': get('/audit/summaries/2026-01-01'),
    'get /audit/open-intents': get('/audit/open-intents'),
    'get /reviews': get('/reviews'),
    'get /reviews/{flagId}': get(`/reviews/${randomUUID()}`),
    'post /reviews/{flagId}/acts': post(`/reviews/${randomUUID()}/acts`, {
      kind: 'comment',
      version: 1,
      text: 'Seen',
    }),
    'get /evidence/exports': get('/evidence/exports'),
    'post /evidence/exports': post('/evidence/exports', { period: {}, reason }),
    'get /evidence/exports/{exportId}': get(
      `/evidence/exports/${randomUUID()}`,
    ),
    'post /evidence/exports/{exportId}/cancel': post(
      `/evidence/exports/${randomUUID()}/cancel`,
    ),
    'get /evidence/exports/{exportId}/download': get(
      `/evidence/exports/${randomUUID()}/download`,
    ),
    'get /ledger/alarms': get('/ledger/alarms'),
    'post /ledger/alarms/{id}/resolution': post(
      `/ledger/alarms/${randomUUID()}/resolution`,
      { reason },
    ),
    'get /ledger/verifications': get('/ledger/verifications'),
    'post /ledger/verifications': post('/ledger/verifications'),
    'post /audit/entries/{id}/redactions': post(
      `/audit/entries/${randomUUID()}/redactions`,
      { pointers: ['/reason'], reason },
    ),
    'get /ledger/status': get('/ledger/status'),
    'get /ledger/checkpoint': get('/ledger/checkpoint'),
    'get /ledger/entries/{index}/proof': get('/ledger/entries/0/proof'),
    'get /ledger/proofs': get('/ledger/proofs?index=0'),
    'get /ledger/consistency': get('/ledger/consistency?from=1'),
    'get /ledger/tile/{level}/{tile}': get('/ledger/tile/0/000.p/1'),
    'get /plans': get('/plans'),
    'post /plans': post('/plans', on.planInput()),
    'post /plans/import': async () => {
      const { plan } = await draft();
      const document = await on.must('author', {
        method: 'get',
        path: `/plans/${plan.id}/export`,
      });
      return { method: 'post', path: '/plans/import', body: { document } };
    },
    'get /plans/{planId}': withPlan(draft, ({ id }) => ({
      method: 'get',
      path: `/plans/${id}`,
    })),
    'get /plans/{planId}/revisions/{revision}': withPlan(draft, ({ id }) => ({
      method: 'get',
      path: `/plans/${id}/revisions/1`,
    })),
    'post /plans/{planId}/revisions': withPlan(draft, ({ id, etag }) => ({
      method: 'post',
      path: `/plans/${id}/revisions`,
      body: on.planInput('staging', 9),
      headers: { 'If-Match': etag },
    })),
    'post /plans/{planId}/preview': withPlan(draft, ({ id }) => ({
      method: 'post',
      path: `/plans/${id}/preview`,
    })),
    'post /plans/{planId}/request-approval': withPlan(
      drafted(by),
      ({ id, planHash }) => ({
        method: 'post',
        path: `/plans/${id}/request-approval`,
        body: { planHash },
      }),
    ),
    'post /plans/{planId}/approvals': onPlan('approvals', {
      decision: 'approve',
    }),
    'post /plans/{planId}/questions': onPlan('questions', { text: 'Why now?' }),
    'post /plans/{planId}/told': withPlan(on.plan, ({ id }) => ({
      method: 'post',
      path: `/plans/${id}/told`,
      body: { to: 'user:default/second' },
    })),
    'post /plans/{planId}/break-glass': onPlan('break-glass', {
      reason: 'Customers cannot pay and nobody answers',
      target: 'payments',
    }),
    'post /plans/{planId}/start': async () => {
      const { plan } = await on.plan({ by });
      const { planHash } = plan;
      await on.must('second', {
        method: 'post',
        path: `/plans/${plan.id}/approvals`,
        body: { planHash, decision: 'approve' },
      });
      return {
        method: 'post',
        path: `/plans/${plan.id}/start`,
        body: { planHash },
      };
    },
    'post /plans/{planId}/cancel': withPlan(draft, ({ id }) => ({
      method: 'post',
      path: `/plans/${id}/cancel`,
      body: { reason },
    })),
    'get /plans/{planId}/export': withPlan(draft, ({ id }) => ({
      method: 'get',
      path: `/plans/${id}/export`,
    })),
    'get /approvals': get('/approvals'),
    'get /presence': get(`/presence?planHash=sha256:${'0'.repeat(64)}`),
    'post /presence': post('/presence', {
      planHash: `sha256:${'0'.repeat(64)}`,
    }),
    'get /presence/callback': get('/presence/callback?state=x&code=y'),
    'get /on-call': get(
      `/on-call?entityRef=${payments}&environment=production`,
    ),
    'get /incidents': get('/incidents'),
    'post /incidents': post('/incidents', incident),
    'post /incidents/{incidentId}/close': async () => {
      const { id } = await on.must('keeper', {
        method: 'post',
        path: '/incidents',
        body: incident,
      });
      return {
        method: 'post',
        path: `/incidents/${id}/close`,
        body: { reason },
      };
    },
    'get /operations': get('/operations'),
    'get /clusters': get('/clusters'),
    'get /levels': get(`/levels?entityRef=${payments}`),
    'put /levels': async () => ({
      method: 'put',
      path: '/levels',
      body: level,
    }),
    'post /levels/changes/{changeId}/votes': async () => {
      const { waiting } = await on.must('keeper', {
        method: 'put',
        path: '/levels',
        body: level,
      });
      return {
        method: 'post',
        path: `/levels/changes/${
          waiting.find(
            (one: { by: string }) => one.by === 'user:default/keeper',
          ).id
        }/votes`,
        body: { decision: 'deny', comment: 'Not now' },
      };
    },
    'get /elevations': get(`/elevations?entityRef=${payments}`),
    'post /elevations': post('/elevations', elevation),
    'post /elevations/{elevationId}/votes': onElevation('votes', digest => ({
      decision: 'approve',
      digest,
    })),
    'post /elevations/{elevationId}/extend': onElevation('extend', () => ({
      reason,
    })),
    'post /elevations/{elevationId}/revoke': onElevation('revoke', () => ({
      reason,
    })),
    'get /freezes': get('/freezes'),
    'post /freezes': post('/freezes', {
      kind: 'everything',
      entityRef: 'component:default/plain',
      reason,
    }),
    'delete /freezes/{freezeId}': async () => {
      const made = await on.must('keeper', {
        method: 'post',
        path: '/freezes',
        body: {
          kind: 'everything',
          entityRef: 'component:default/plain',
          reason,
        },
      });
      return { method: 'delete', path: `/freezes/${made.id}?reason=over` };
    },
    'get /guardrails': get('/guardrails'),
    'get /guardrails/versions': get('/guardrails/versions'),
    'post /guardrails/versions': post('/guardrails/versions', guardrails),
    'get /guardrails/versions/{version}': get('/guardrails/versions/1'),
    'post /guardrails/versions/{version}/activate': async () => {
      const { version } = await on.must('keeper', {
        method: 'post',
        path: '/guardrails/versions',
        body: guardrails,
      });
      return {
        method: 'post',
        path: `/guardrails/versions/${version.version}/activate`,
        body: { digest: version.digest, reason },
      };
    },
    'post /guardrails/simulate': post('/guardrails/simulate', { version: 1 }),
    'get /policy/status': get('/policy/status'),
  });
  const routes = Object.entries(openApiDocument.paths as object).flatMap(
    ([path, item]: [string, object]) =>
      Object.keys(item)
        .filter(key => ['get', 'post', 'put', 'patch', 'delete'].includes(key))
        .map(method => `${method} ${path}`),
  );

  // Whoever may prepare a plan is asked about a plan of their own where that matters.
  const callers: Array<[by: string, authorization: string]> = [
    ...roles.map((role): [string, string] => [
      role === 'operator' || role === 'sre' ? role : 'author',
      mocked(role),
    ]),
    ['author', mockCredentials.service.header()],
    ['author', mockCredentials.none.header()],
  ];

  /** The status alone; what never ends is left. */
  const statusOf = (
    world: World,
    authorization: string,
    asked: Asked,
  ): Promise<number> =>
    asked.path.startsWith('/audit/tail')
      ? new Promise((resolve, reject) => {
          const { port } = world.server.address() as AddressInfo;
          const sent = httpRequest(
            {
              port,
              path: `/api/understudy/v1${asked.path}`,
              headers: { authorization },
            },
            response => {
              resolve(response.statusCode!);
              response.destroy();
            },
          );
          sent.once('error', reject);
          sent.end();
        })
      : world.send(authorization, asked).then(({ status }) => status);

  it('the table has a line for each route, and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...routes].sort());
  });

  it.each(routes)('%s', async route => {
    const line = async (world: World) => {
      const answers: number[] = [];
      for (const [by, authorization] of callers) {
        const asked = await asks(by)[route]();
        answers.push(await statusOf(world, authorization, asked));
      }
      return answers.join(' ');
    };
    const got = [await line(on), await line(off)];
    expect(got).toEqual(table[route]);
  });
});
