import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const entityRef = 'component:default/payments';
// Two people who look after levels, so that one can ask and the other decide.
const config = {
  ...goodConfig,
  understudy: {
    ...goodConfig.understudy,
    roles: [
      ...goodConfig.understudy.roles,
      { group: 'group:default/platform', roles: ['sre'] },
    ],
  },
};

describe('/v1/levels', () => {
  let knex: Knex;
  let understudy: Awaited<ReturnType<typeof startUnderstudy>>;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    understudy = await startUnderstudy({
      config,
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
  const get = (person: Person) =>
    understudy.as(person, `/v1/levels?entityRef=${entityRef}`);
  const set = (
    person: Person,
    level: string,
    rest: { environment?: string; reason?: string; actor?: string } = {},
  ) =>
    request(understudy.server)
      .put('/api/understudy/v1/levels')
      .set('Authorization', authorization(person, rest.actor))
      .send({
        entityRef,
        environment: rest.environment ?? 'development',
        level,
        reason: rest.reason ?? 'It has run well for a month',
      });
  const vote = (person: Person, id: string, body: object, actor?: string) =>
    request(understudy.server)
      .post(`/api/understudy/v1/levels/changes/${id}/votes`)
      .set('Authorization', authorization(person, actor))
      .send(body);
  const entries = async () =>
    (await knex('ledger_entries').orderBy('id'))
      .map(row => JSON.parse(row.body))
      .filter(({ action }) => action.startsWith('takeover:'));
  const levelIn = (body: any, environment: string) =>
    body.levels.find((one: any) => one.environment === environment);

  it('begin at what the system type gives, below the cap of each environment', async () => {
    const { body, status } = await get('dana');

    expect(status).toBe(200);
    expect(
      body.levels.map((one: any) => [one.environment, one.level, one.cap]),
    ).toEqual([
      ['development', 'L3_SEMI_AUTO', 'L5_FULLY_AUTONOMOUS'],
      ['test', 'L3_SEMI_AUTO', 'L4_AUTO'],
      ['pre-production', 'L3_SEMI_AUTO', 'L3_SEMI_AUTO'],
      ['production', 'L2_SUGGESTION', 'L2_SUGGESTION'],
    ]);
    expect(body.maySet).toEqual({
      allowed: false,
      sentence: expect.stringContaining('This needs the role sre'),
    });
    const adopted = await understudy.as(
      'dana',
      '/v1/levels?entityRef=component:default/plain',
    );
    expect(levelIn(adopted.body, 'development').level).toBe('L1_OBSERVATION');
  });

  it('go down at once, with the reason in the ledger and in the history', async () => {
    const { body, status } = await set('sam', 'L1_OBSERVATION');

    expect(status).toBe(200);
    expect(levelIn(body, 'development')).toMatchObject({
      level: 'L1_OBSERVATION',
      source: 'set',
    });
    expect(body.history).toMatchObject([
      {
        from: 'L3_SEMI_AUTO',
        to: 'L1_OBSERVATION',
        by: 'user:default/sam',
        status: 'done',
        reason: 'It has run well for a month',
      },
    ]);
    expect(await entries()).toMatchObject([
      {
        action: 'takeover:lower',
        actor: { id: 'user:default/sam' },
        entityRef,
        takeoverLevel: 'L1_OBSERVATION',
      },
    ]);
  });

  it('go up only once another person has approved it', async () => {
    const asked = await set('sam', 'L4_AUTO');
    expect(levelIn(asked.body, 'development').level).toBe('L3_SEMI_AUTO');
    const [{ id }] = asked.body.waiting;

    const self = await vote('sam', id, { decision: 'approve' });
    expect(self.status).toBe(403);
    expect(self.body.error.message).toContain('another person');
    const silent = await vote('priya', id, { decision: 'deny' });
    expect(silent.status).toBe(400);

    const approved = await vote('priya', id, { decision: 'approve' });
    expect(levelIn(approved.body, 'development').level).toBe('L4_AUTO');
    expect(approved.body.waiting).toEqual([]);
    const again = await vote('priya', id, { decision: 'approve' });
    expect(again.status).toBe(409);
    expect((await entries()).map(({ action }) => action)).toEqual([
      'takeover:request',
      'takeover:approve',
    ]);
  });

  it('give way to one of fifty approvals at the same time', async () => {
    const asked = await set('sam', 'L4_AUTO');
    const [{ id }] = asked.body.waiting;

    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        vote('priya', id, { decision: 'approve' }),
      ),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
  });

  it('do not change by an approval of what is no longer so, or not any more', async () => {
    const asked = await set('sam', 'L4_AUTO');
    const [{ id }] = asked.body.waiting;
    await set('priya', 'L1_OBSERVATION');

    const late = await vote('priya', id, { decision: 'approve' });
    expect(late.status).toBe(409);
    expect(levelIn((await get('dana')).body, 'development').level).toBe(
      'L1_OBSERVATION',
    );

    const second = await set('sam', 'L2_SUGGESTION');
    const waiting = second.body.waiting[0];
    await knex('takeover_history')
      .where({ id: waiting.id })
      .update({ expires_at: Date.now() });
    const expired = await vote('priya', waiting.id, { decision: 'approve' });
    expect(expired.status).toBe(409);
  });

  it('are never above the cap, and want a reason that is one', async () => {
    const above = await set('sam', 'L3_SEMI_AUTO', {
      environment: 'production',
    });
    expect(above.status).toBe(400);
    expect(above.body.error.message).toContain('Takeover L2');
    expect((await set('sam', 'L4_AUTO', { reason: 'because' })).status).toBe(
      400,
    );
    expect(
      (await set('sam', 'L4_AUTO', { reason: `${' '.repeat(20)}x` })).status,
    ).toBe(400);
    expect(await entries()).toEqual([]);
  });

  it('are for people to change, each role as far as it goes', async () => {
    const table: Record<string, number[]> = {};
    for (const person of Object.keys(people) as Person[]) {
      const asked = await set(person, 'L4_AUTO');
      table[person] = [(await get(person)).status, asked.status];
    }
    expect(table).toEqual({
      dana: [200, 403],
      sam: [200, 200],
      priya: [200, 200],
      colin: [200, 403],
      stranger: [403, 403],
    });
    const borrowed = await set('sam', 'L4_AUTO', { actor: 'plugin:mcp' });
    expect(borrowed.status).toBe(403);
    expect(borrowed.body.error.code).toBe('people-only');
    const [{ id }] = (await get('sam')).body.waiting;
    const agent = await vote('priya', id, { decision: 'deny' }, 'scaffolder');
    expect(agent.body.error.code).toBe('people-only');
    const service = await request(understudy.server)
      .put('/api/understudy/v1/levels')
      .set('Authorization', mockCredentials.service.header())
      .send({});
    expect(service.status).toBe(403);
    expect((await understudy.anonymous('/v1/levels')).status).toBe(401);
  });

  it('stay as they are while nothing can be recorded', async () => {
    await knex.schema.renameTable('ledger_staged', 'ledger_gone');

    const { status } = await set('sam', 'L1_OBSERVATION');

    expect(status).toBeGreaterThanOrEqual(500);
    expect(await knex('takeover_levels')).toEqual([]);
    await knex.schema.renameTable('ledger_gone', 'ledger_staged');
  });
});
