import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import { entities } from '../__testUtils__/entities';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const entityRef = 'component:default/payments';
const config = {
  ...goodConfig,
  understudy: {
    ...goodConfig.understudy,
    onCall: [
      { entities: [entityRef], environments: ['production'], people: ['dana'] },
      {
        entities: [entityRef],
        environments: ['development'],
        people: ['colin'],
      },
    ],
  },
};
const DAY = 24 * 60 * 60_000;

describe('/v1/incidents', () => {
  let knex: Knex;
  let understudy: Awaited<ReturnType<typeof startUnderstudy>>;
  const hidden = new Set<string>();

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    const all = catalogServiceMock({ entities });
    const catalog: Partial<CatalogService> = {
      getEntityByRef: (ref, options) => all.getEntityByRef(ref, options),
      getEntitiesByRefs: async (query, options) => {
        const { items } = await all.getEntitiesByRefs(query, options);
        return {
          items: items.map((item, index) =>
            hidden.has(query.entityRefs[index]) ? undefined : item,
          ),
        };
      },
    };
    understudy = await startUnderstudy({
      config,
      catalog: catalog as CatalogService,
      features: [
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex }),
        }),
      ],
    });
  });

  beforeEach(async () => {
    hidden.clear();
    await knex('incidents').delete();
  });

  const authorization = (person: Person, actor?: string) =>
    `Bearer ${mockCredentials.user.token(
      `user:default/${person}`,
      actor ? { actor: { subject: actor } } : undefined,
    )}`;
  const open = (person: Person, rest: object = {}, actor?: string) =>
    request(understudy.server)
      .post('/api/understudy/v1/incidents')
      .set('Authorization', authorization(person, actor))
      .send({
        entityRef,
        title: 'Payments are slow',
        severity: 'sev2',
        ...rest,
      });
  const close = (
    person: Person,
    id: string,
    reason = 'The queue is empty again',
    actor?: string,
  ) =>
    request(understudy.server)
      .post(`/api/understudy/v1/incidents/${id}/close`)
      .set('Authorization', authorization(person, actor))
      .send({ reason });
  const list = (person: Person, query = '') =>
    understudy.as(person, `/v1/incidents${query}`);
  const entriesOf = async (id: string) =>
    (await knex('ledger_entries').orderBy('id'))
      .map(row => JSON.parse(row.body))
      .filter(entry => entry.contextTags?.incident === id);
  /** Lets time pass for an incident. */
  const age = async (id: string, ms: number) => {
    const row = await knex('incidents').where({ id }).first();
    await knex('incidents')
      .where({ id })
      .update({ opened_at: Number(row.opened_at) - ms });
  };

  it('are opened by who is on call, say why, and are closed with a reason', async () => {
    const { status, body } = await open('dana');

    expect(status).toBe(201);
    expect(body).toMatchObject({
      entityRef,
      title: 'Payments are slow',
      severity: 'sev2',
      state: 'open',
      openedBy: 'user:default/dana',
      because:
        'On call for component:default/payments in production, as the configuration (understudy.onCall) says.',
    });
    expect(Date.parse(body.closesAt) - Date.parse(body.openedAt)).toBe(DAY);
    expect((await list('colin', '?state=open')).body.items).toEqual([body]);

    const closed = await close('dana', body.id);

    expect(closed.body).toMatchObject({
      state: 'closed',
      closedBy: 'user:default/dana',
      closeReason: 'The queue is empty again',
    });
    expect((await list('colin', '?state=open')).body.items).toEqual([]);
    expect((await list('colin', '?state=closed')).body.items).toEqual([
      closed.body,
    ]);
    expect((await close('dana', body.id)).status).toBe(409);
    expect(await entriesOf(body.id)).toMatchObject([
      {
        action: 'incident:open',
        actor: { type: 'user', id: 'user:default/dana' },
        entityRef,
        outcome: 'success',
      },
      { action: 'incident:close', actor: { id: 'user:default/dana' } },
    ]);
  });

  it('are opened by who may break the glass, too', async () => {
    const { status, body } = await open('sam');

    expect(status).toBe(201);
    expect(body.because).toMatch(/^May break the glass\. Your role sre gives/);
  });

  it('are one, however often and by however many the same is said', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        open(index % 2 ? 'dana' : 'sam', {
          title: index % 3 ? 'Payments are slow' : '  PAYMENTS  are slow ',
        }),
      ),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([201]),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await knex('incidents')).toHaveLength(1);
    const [{ body }] = answers;
    const other = await open('dana', {
      entityRef: 'component:default/plain',
    });
    // Dana is on call for payments alone.
    expect(other.status).toBe(403);
    const another = await open('dana', { title: 'Payments are wrong' });
    expect(another.body.id).not.toBe(body.id);

    await close('sam', body.id);
    const again = await open('dana');
    expect(again.body.id).not.toBe(body.id);
  });

  it('close by themselves after a day, and can be opened anew', async () => {
    const { body } = await open('dana');
    await age(body.id, DAY);

    const [seen] = (await list('dana')).body.items;
    expect(seen).toMatchObject({ id: body.id, state: 'closed' });
    expect(seen.closedAt).toBe(seen.closesAt);
    expect(seen.closedBy).toBe(undefined);
    expect((await list('dana', '?state=open')).body.items).toEqual([]);
    expect((await close('dana', body.id)).status).toBe(409);

    const again = await open('dana');
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(body.id);
    expect((await entriesOf(body.id)).map(({ action }) => action)).toEqual([
      'incident:open',
      'incident:expire',
    ]);
  });

  it('are shown page by page, by entity, and only where the entity may be seen', async () => {
    const ids: string[] = [];
    for (const title of ['one', 'two', 'three']) {
      ids.unshift((await open('sam', { title })).body.id);
    }
    const plain = await open('sam', { entityRef: 'component:default/plain' });

    const first = await list('dana', `?entityRef=${entityRef}&limit=2`);
    const rest = await list(
      'dana',
      `?entityRef=${entityRef}&limit=2&cursor=${first.body.nextCursor}`,
    );
    const found = [...first.body.items, ...rest.body.items];
    expect(found.map(({ id }: any) => id)).toEqual(ids);
    expect(rest.body.nextCursor).toBe(undefined);
    expect((await list('dana')).body.items).toHaveLength(4);
    expect((await list('dana', '?cursor=x')).body.error.code).toBe(
      'cursor-invalid',
    );

    hidden.add('component:default/plain');
    expect((await list('dana')).body.items).toHaveLength(3);
    const unseen = await close('sam', plain.body.id);
    expect(unseen.body.error.code).toBe('incident-not-found');
  });

  it('want a title that can be read, and an entity that there is', async () => {
    for (const rest of [
      { title: '  x ' },
      { title: 'Payments \u202eare slow' },
      { title: 'Payments\u{e0041} are slow' },
      { severity: 'sev0' },
      { entityRef: 'payments' },
    ]) {
      expect((await open('sam', rest)).status).toBe(400);
    }
    const none = await open('sam', { entityRef: 'component:default/none' });
    expect(none.body.error.code).toBe('entity-not-found');
    const gone = await close('sam', '019ab9c0-0000-7000-8000-00000000dead');
    expect(gone.body.error.code).toBe('incident-not-found');
    const { body } = await open('sam');
    expect((await close('sam', body.id, '   ')).status).toBe(400);
    expect(await knex('incidents')).toHaveLength(1);
  });

  it('are at most ten in an hour by one person', async () => {
    for (let count = 0; count < 10; count += 1) {
      const { status } = await open('dana', { title: `Number ${count}` });
      expect(status).toBe(201);
    }

    const eleventh = await open('dana', { title: 'One more' });
    expect(eleventh.status).toBe(409);
    expect(eleventh.body.error.code).toBe('too-many-incidents');
    expect((await open('dana', { title: 'Number 3' })).status).toBe(201);
    expect((await open('sam', { title: 'One more' })).status).toBe(201);
  });

  it('are for people, each role as far as it goes', async () => {
    const made = await open('sam');
    const table: Record<string, Array<number | boolean>> = {};
    for (const person of Object.keys(people) as Person[]) {
      const seen = await list(person, `?entityRef=${entityRef}`);
      const opened = await open(person, { title: `By ${person}` });
      const closed = await close(person, made.body.id);
      table[person] = [
        seen.status,
        seen.body.mayOpen?.allowed ?? false,
        opened.status,
        closed.status,
      ];
      if (closed.status === 200) {
        await knex('incidents')
          .where({ id: made.body.id })
          .update({ closed_at: null });
      }
    }
    expect(table).toEqual({
      dana: [200, true, 201, 200],
      sam: [200, true, 201, 200],
      priya: [200, false, 403, 403],
      colin: [200, false, 403, 403],
      stranger: [403, false, 403, 403],
    });
    const refused = await open('priya', { title: 'By priya' });
    expect(refused.body.error.code).toBe('permission-missing');
    expect(refused.body.error.message).toContain(
      'You are not on call for component:default/payments in production, user:default/dana is.',
    );
    const borrowed = await open('sam', {}, 'plugin:mcp-actions');
    expect(borrowed.body.error.code).toBe('people-only');
    const closing = await close('sam', made.body.id, 'Over', 'scaffolder');
    expect(closing.body.error.code).toBe('people-only');
    const service = await request(understudy.server)
      .post('/api/understudy/v1/incidents')
      .set('Authorization', mockCredentials.service.header())
      .send({ entityRef, title: 'By a service', severity: 'sev1' });
    expect(service.status).toBe(403);
    const services = await understudy.asService(
      `/v1/incidents?entityRef=${entityRef}`,
    );
    expect(services.body.mayOpen).toEqual({
      allowed: false,
      sentence: 'Only people open incidents.',
    });
    expect((await understudy.anonymous('/v1/incidents')).status).toBe(401);
  });

  it('do not count while nothing can be recorded', async () => {
    await knex.schema.renameTable('ledger_staged', 'ledger_gone');
    try {
      const { status } = await open('dana', { title: 'Not recorded' });
      expect(status).toBeGreaterThanOrEqual(500);
      expect(await knex('incidents')).toEqual([]);
    } finally {
      await knex.schema.renameTable('ledger_gone', 'ledger_staged');
    }
  });
});
