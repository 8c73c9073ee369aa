import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { defaultGuardrails } from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';
import { entities } from '../__testUtils__/entities';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const origin = 'url:https://example.test/org.yaml';
// Two people who look after policy, so that one can vote after the other.
const config = {
  ...goodConfig,
  understudy: {
    ...goodConfig.understudy,
    people: { trustedOrigins: [origin] },
    roles: [
      ...goodConfig.understudy.roles,
      { group: 'group:default/sre', roles: ['policy-admin'] },
    ],
  },
};
const annotations = { [ANNOTATION_ORIGIN_LOCATION]: origin };
const org: Entity[] = [
  ...Object.entries(people).map(([name, groups]) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default', annotations },
    spec: { memberOf: groups },
  })),
  ...[...new Set(Object.values(people).flat())].map(ref => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: ref.split('/')[1], namespace: 'default', annotations },
    spec: { type: 'team', children: [] },
  })),
];
const reason = 'Because the tests want it so';
const frozen = { ...defaultGuardrails, rolloutStage: 0 };

describe('/v1/guardrails', () => {
  let knex: Knex;
  let understudy: Awaited<ReturnType<typeof startUnderstudy>>;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    const names = new Set(org.map(entity => entity.metadata.name));
    understudy = await startUnderstudy({
      config,
      entities: [
        ...entities.filter(
          ({ kind, metadata }) =>
            !['User', 'Group'].includes(kind) || !names.has(metadata.name),
        ),
        ...org,
      ],
      features: [
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex }),
        }),
      ],
    });
  });

  const authorization = (person: Person, actor?: string) =>
    `Bearer ${mockCredentials.user.token(
      `user:default/${person}`,
      actor ? { actor: { subject: actor } } : undefined,
    )}`;
  const post = (path: string, body: object, token: string) =>
    request(understudy.server)
      .post(`/api/understudy/v1/guardrails${path}`)
      .set('Authorization', token)
      .send(body);
  const draft = (person: Person, body: object = {}, actor?: string) =>
    post(
      '/versions',
      { data: frozen, reason, basedOn: 1, ...body },
      authorization(person, actor),
    );
  const activate = (
    person: Person,
    version: { version: number; digest: string },
    actor?: string,
  ) =>
    post(
      `/versions/${version.version}/activate`,
      { digest: version.digest, reason },
      authorization(person, actor),
    );
  const simulate = (person: Person, body: object, actor?: string) =>
    post('/simulate', body, authorization(person, actor));

  it('begin at the default, are drafted, voted for by two, and hold', async () => {
    const first = await understudy.as('dana', '/v1/guardrails');
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      version: { version: 1, status: 'active', by: 'understudy' },
      data: defaultGuardrails,
      differences: [],
      activation: { allowed: false },
    });
    const made = await draft('priya');
    expect(made.status).toBe(201);
    const { version } = made.body;

    expect((await activate('priya', version)).body.activation).toMatchObject({
      needed: 2,
      given: 1,
    });
    expect((await activate('priya', version)).status).toBe(409);
    const done = await activate('sam', version);

    expect(done.status).toBe(200);
    expect(done.body.version.status).toBe('active');
    expect((await understudy.as('dana', '/v1/guardrails')).body).toMatchObject({
      version: { version: 2 },
      data: { rolloutStage: 0 },
    });
    const former = await understudy.as('sam', '/v1/guardrails/versions/1');
    expect(former.body).toMatchObject({
      version: { status: 'former' },
      differences: [{ path: '/rolloutStage', before: 0, after: 1 }],
      activation: { needed: 2, given: 0, allowed: true },
    });
    const page = await understudy.as(
      'colin',
      '/v1/guardrails/versions?limit=1',
    );
    expect(page.body.items).toMatchObject([{ version: 2, status: 'active' }]);
    const rest = await understudy.as(
      'colin',
      `/v1/guardrails/versions?limit=1&cursor=${page.body.nextCursor}`,
    );
    expect(rest.body.items).toMatchObject([{ version: 1 }]);
    expect(rest.body.nextCursor).toBeUndefined();
  });

  it('are refused with what is wrong', async () => {
    const wrong = await draft('priya', {
      data: { ...frozen, rolloutStage: 9 },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain('/rolloutStage');
    expect((await draft('priya', { basedOn: 7 })).status).toBe(409);
    const none = await activate('priya', {
      version: 7,
      digest: `sha256:${'0'.repeat(64)}`,
    });
    expect([none.status, none.body.error.code]).toEqual([
      404,
      'version-not-found',
    ]);
    const cursor = await understudy.as(
      'sam',
      '/v1/guardrails/versions?cursor=eA',
    );
    expect(cursor.body.error.code).toBe('cursor-invalid');
    expect((await simulate('priya', {})).status).toBe(400);
  });

  it('are for people, each role as far as it goes', async () => {
    const table: Record<string, Array<number | boolean>> = {};
    const { version } = (await draft('priya')).body;
    for (const person of Object.keys(people) as Person[]) {
      const seen = await understudy.as(person, '/v1/guardrails/versions/2');
      table[person] = [
        seen.status,
        seen.body.activation?.allowed ?? false,
        (await understudy.as(person, '/v1/guardrails')).status,
        (await understudy.as(person, '/v1/guardrails/versions')).status,
        (await understudy.as(person, '/v1/policy/status')).status,
        (await draft(person)).status,
        (await simulate(person, { version: 2 })).status,
        (await activate(person, version)).status,
      ];
    }
    expect(table).toEqual({
      dana: [200, false, 200, 200, 200, 403, 403, 403],
      sam: [200, true, 200, 200, 200, 201, 200, 200],
      priya: [200, true, 200, 200, 200, 201, 200, 200],
      colin: [200, false, 200, 200, 200, 403, 403, 403],
      stranger: [403, false, 403, 403, 403, 403, 403, 403],
    });
  });

  it('are not changed in the name of a person, by a service, or by nobody', async () => {
    const { version } = (await draft('priya')).body;
    for (const answer of [
      await draft('priya', {}, 'plugin:scaffolder'),
      await activate('priya', version, 'plugin:mcp-actions'),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.body.error.code).toBe('people-only');
    }
    const service = mockCredentials.service.header();
    const nobody = mockCredentials.none.header();
    for (const [path, body] of [
      ['/versions', { data: frozen, reason, basedOn: 1 }],
      ['/versions/2/activate', { digest: version.digest, reason }],
      ['/simulate', { version: 2 }],
    ] as const) {
      expect((await post(path, body, service)).status).toBe(403);
      expect((await post(path, body, nobody)).status).toBe(401);
    }
    expect((await understudy.asService('/v1/guardrails')).status).toBe(200);
    expect((await understudy.asService('/v1/policy/status')).status).toBe(200);
    expect((await understudy.anonymous('/v1/guardrails')).status).toBe(401);
    expect(await knex('guardrail_versions')).toHaveLength(2);
    expect(await knex('guardrail_votes')).toEqual([]);
  });

  it('stay as they are while nothing can be recorded', async () => {
    const { version } = (await draft('priya')).body;
    await knex.schema.renameTable('ledger_staged', 'ledger_gone');

    expect((await draft('priya')).status).toBeGreaterThanOrEqual(500);
    expect((await activate('sam', version)).status).toBeGreaterThanOrEqual(500);

    expect(await knex('guardrail_versions')).toHaveLength(2);
    expect(await knex('guardrail_votes')).toEqual([]);
    await knex.schema.renameTable('ledger_gone', 'ledger_staged');
  });

  it('say what stops while policy cannot be evaluated', async () => {
    const ready = await understudy.as('dana', '/v1/policy/status');
    expect(ready.body).toMatchObject({
      ready: true,
      mode: 'wasm',
      guardrailVersion: 1,
      stops: [],
    });
    await knex('guardrail_versions').update({ data: '{}' });
    await knex('guardrail_versions').update({ digest: 'sha256:0' });

    const stopped = await understudy.as('dana', '/v1/policy/status');
    expect(stopped.body.ready).toBe(false);
    expect(stopped.body.sentence).toContain('changed in the database');
    expect(stopped.body.stops[0]).toContain('Every plan that writes');
  });
});
