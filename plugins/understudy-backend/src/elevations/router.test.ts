import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import { entity } from '../approvals/__testUtils__/startPath';
import { entities } from '../__testUtils__/entities';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';

jest.setTimeout(180_000);

const databases = createTestDatabases();
const entityRef = 'component:default/payments';
const reason = 'The queue grows and nobody is awake';
const config = {
  ...goodConfig,
  understudy: {
    ...goodConfig.understudy,
    people: { trustedOrigins: ['test:org'] },
    elevation: { approvers: ['group:default/sre'] },
    onCall: [{ entities: [entityRef], people: ['dana'] }],
  },
};

describe('/v1/elevations', () => {
  let knex: Knex;
  let understudy: Awaited<ReturnType<typeof startUnderstudy>>;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    understudy = await startUnderstudy({
      config,
      entities: [
        ...entities.filter(({ kind }) => kind !== 'Group'),
        ...['team-checkout', 'sre', 'platform', 'compliance'].map(name =>
          entity('Group', name, { type: 'team', children: [] }),
        ),
        ...Object.entries(people).map(([name, groups]) =>
          entity('User', name, {
            memberOf: groups.map(group => group.split('/')[1]),
          }),
        ),
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

  const post = (
    person: Person,
    path: string,
    body: object,
    actor?: string,
  ): request.Test =>
    request(understudy.server)
      .post(`/api/understudy/v1/elevations${path}`)
      .set(
        'Authorization',
        `Bearer ${mockCredentials.user.token(
          `user:default/${person}`,
          actor ? { actor: { subject: actor } } : undefined,
        )}`,
      )
      .send(body);
  const input = {
    entityRef,
    environment: 'development',
    level: 'L4_AUTO',
    reason,
  };
  const vote = (person: Person, made: any, decision: string, actor?: string) =>
    post(person, `/${made.id}/votes`, { decision, digest: made.digest }, actor);
  const list = (person: Person) =>
    understudy.as(person, `/v1/elevations?entityRef=${entityRef}`);

  it('are for people, each role as far as it goes', async () => {
    const table: Record<string, Array<number | boolean>> = {};
    for (const person of Object.keys(people) as Person[]) {
      const seen = await list(person);
      const asked = await post(person, '', input);
      if (asked.status === 201) {
        await vote(person, asked.body, 'withdraw').expect(200);
      }
      const { body: made } = await post('dana', '', input).expect(201);
      const voted = await vote(person, made, 'approve');
      if (voted.status !== 200) {
        await vote('sam', made, 'approve').expect(200);
      }
      const extended = await post(person, `/${made.id}/extend`, { reason });
      const ended = await post(person, `/${made.id}/revoke`, { reason });
      if (ended.status !== 200) {
        await post('sam', `/${made.id}/revoke`, { reason }).expect(200);
      }
      table[person] = [
        seen.status,
        seen.body.mayRequest?.find(
          (one: any) => one.environment === 'development',
        ).allowed ?? false,
        asked.status,
        voted.status,
        extended.status,
        ended.status,
      ];
    }
    expect(table).toEqual({
      dana: [200, true, 201, 403, 201, 200],
      sam: [200, true, 201, 200, 201, 200],
      priya: [200, false, 403, 403, 403, 403],
      colin: [200, false, 403, 403, 403, 403],
      stranger: [403, false, 403, 403, 403, 403],
    });
  });

  it('are refused to services and to what acts for a person', async () => {
    const { body: made } = await post('dana', '', input).expect(201);
    for (const test of [
      post('dana', '', input, 'plugin:mcp-actions'),
      vote('sam', made, 'approve', 'plugin:scaffolder'),
      post('dana', `/${made.id}/extend`, { reason }, 'plugin:mcp-actions'),
      post('dana', `/${made.id}/revoke`, { reason }, 'plugin:mcp-actions'),
    ]) {
      const { status, body } = await test;
      expect([status, body.error.code]).toEqual([403, 'people-only']);
    }
    for (const path of ['', `/${made.id}/votes`]) {
      const { status } = await request(understudy.server)
        .post(`/api/understudy/v1/elevations${path}`)
        .set('Authorization', mockCredentials.service.header())
        .send(
          path === '' ? input : { decision: 'approve', digest: made.digest },
        );
      expect(status).toBe(403);
    }
    const service = await understudy.asService(
      `/v1/elevations?entityRef=${entityRef}`,
    );
    expect(service.body.items[0]).toMatchObject({
      id: made.id,
      state: 'waiting',
    });
    expect(service.body.mayRequest).toBe(undefined);
    const nobody = await understudy.anonymous(
      `/v1/elevations?entityRef=${entityRef}`,
    );
    expect(nobody.status).toBe(401);
    await vote('dana', made, 'withdraw').expect(200);
  });

  it('want what there is', async () => {
    for (const odd of [
      { ...input, minutes: 241 },
      { ...input, level: 'L6' },
      { ...input, level: 'L5_FULLY_AUTONOMOUS' },
      { ...input, operations: ['everything'] },
      { ...input, reason: 'Because' },
    ]) {
      expect((await post('dana', '', odd)).status).toBe(400);
    }
    const none = await post('dana', '', {
      ...input,
      entityRef: 'component:default/none',
    });
    expect(none.body.error.code).toBe('entity-not-found');
    const id = '019ab9c0-0000-7000-8000-00000000dead';
    const gone = await vote(
      'sam',
      { id, digest: `sha256:${'0'.repeat(64)}` },
      'approve',
    );
    expect([gone.status, gone.body.error.code]).toEqual([
      404,
      'elevation-not-found',
    ]);
  });

  it('are refused in production where nobody can show to be there', async () => {
    const made = await post('dana', '', {
      ...input,
      environment: 'production',
      level: 'L3_SEMI_AUTO',
    });
    expect([made.status, made.body.error]).toEqual([201, undefined]);
    const { status, body } = await vote('sam', made.body, 'approve');
    expect(status).toBe(403);
    expect(body.error.code).toMatch(/^presence-/);
    await vote('dana', made.body, 'withdraw').expect(200);
  });
});
