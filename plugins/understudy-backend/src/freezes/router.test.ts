import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe('/v1/freezes', () => {
  let knex: Knex;
  let understudy: Awaited<ReturnType<typeof startUnderstudy>>;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    understudy = await startUnderstudy({
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
  const freeze = (person: Person, body: object = {}, actor?: string) =>
    request(understudy.server)
      .post('/api/understudy/v1/freezes')
      .set('Authorization', authorization(person, actor))
      .send({ kind: 'everything', reason: 'Quarter end', ...body });
  const unfreeze = (person: Person, id: string, actor?: string) =>
    request(understudy.server)
      .delete(`/api/understudy/v1/freezes/${id}?reason=It+is+over`)
      .set('Authorization', authorization(person, actor));
  const list = (person: Person) => understudy.as(person, '/v1/freezes');
  const entries = async () =>
    (await knex('ledger_entries').orderBy('id'))
      .map(row => JSON.parse(row.body))
      .filter(({ action }) => action.startsWith('freeze:'));

  it('say what they stop and until when, and end when somebody says so', async () => {
    const made = await freeze('sam', { environment: 'production' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      scope: 'environment',
      by: 'user:default/sam',
      active: true,
      sentence:
        'In production, nothing is written, by software or by people, until somebody ends it.',
    });
    expect((await list('dana')).body.items).toHaveLength(1);

    expect((await unfreeze('priya', made.body.id)).status).toBe(204);

    expect((await list('dana')).body.items).toEqual([]);
    expect((await unfreeze('priya', made.body.id)).status).toBe(409);
    expect(
      (await entries()).map(entry => [entry.action, entry.actor.id]),
    ).toEqual([
      ['freeze:begin', 'user:default/sam'],
      ['freeze:end', 'user:default/priya'],
    ]);
    const none = await unfreeze(
      'priya',
      '019ab9c0-0000-7000-8000-00000000dead',
    );
    expect(none.body.error.code).toBe('freeze-not-found');
  });

  it('end at their time without anybody doing anything', async () => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const made = await freeze('sam', { until, kind: 'ai-writes' });
    expect(made.body.sentence).toContain('plans that people start go on');
    await knex('freezes').update({ until: Date.now() });

    expect((await list('sam')).body.items).toEqual([]);
  });

  it('want a time to come and one scope', async () => {
    const past = await freeze('sam', { until: '2020-01-01T00:00:00Z' });
    expect(past.status).toBe(400);
    const both = await freeze('sam', {
      environment: 'test',
      entityRef: 'component:default/payments',
    });
    expect(both.status).toBe(400);
    expect(await entries()).toEqual([]);
  });

  it('are for people, each role as far as it goes', async () => {
    const table: Record<string, Array<number | boolean>> = {};
    for (const person of Object.keys(people) as Person[]) {
      const seen = await list(person);
      const made = await freeze(person);
      const ended =
        made.status === 201
          ? await unfreeze(person, made.body.id)
          : await unfreeze(person, '019ab9c0-0000-7000-8000-00000000dead');
      table[person] = [
        seen.status,
        seen.body.may?.allowed ?? false,
        made.status,
        ended.status,
      ];
    }
    expect(table).toEqual({
      dana: [200, false, 403, 403],
      sam: [200, true, 201, 204],
      priya: [200, true, 201, 204],
      colin: [200, false, 403, 403],
      stranger: [403, false, 403, 403],
    });
    const borrowed = await freeze('sam', {}, 'plugin:scaffolder');
    expect(borrowed.body.error.code).toBe('people-only');
    expect((await understudy.anonymous('/v1/freezes')).status).toBe(401);
  });

  it('do not hold while nothing can be recorded', async () => {
    await knex.schema.renameTable('ledger_staged', 'ledger_gone');

    expect((await freeze('sam')).status).toBeGreaterThanOrEqual(500);

    expect(await knex('freezes')).toEqual([]);
    await knex.schema.renameTable('ledger_gone', 'ledger_staged');
  });
});
