import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { openApiDocument } from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { entities } from '../../__testUtils__/entities';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../../__testUtils__/startUnderstudy';
import type { Finding } from '../anomalies/types';
import { FlagStore } from './FlagStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const user = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
});

function finding(rest: Partial<Finding> = {}): Finding {
  return {
    detector: 'repeated-failures',
    subject: 'user:default/sam deployment',
    actor: 'user:default/sam',
    operationType: 'deployment',
    hour: 490_010,
    sentence: '3 operations of type deployment failed',
    numbers: { failed: 3 },
    entryIds: ['019ab9c0-0000-7000-8000-000000000001'],
    entityRefs: ['component:default/payments'],
    ...rest,
  };
}

describe('/v1/reviews', () => {
  let knex: Knex;
  let understudy: Awaited<ReturnType<typeof startUnderstudy>>;
  let flags: FlagStore;

  async function start(config: object = goodConfig) {
    knex = await databases.init('SQLITE_3');
    understudy = await startUnderstudy({
      config: config as typeof goodConfig,
      entities: [...entities, user('sam'), user('priya'), user('colin')],
      features: [
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex }),
        }),
      ],
    });
    flags = new FlagStore(knex);
    await flags.raise(finding(), Date.now());
    return (await flags.list({ limit: 1 }))[0];
  }
  const act = (person: Person, id: string, body: object) =>
    request(understudy.server)
      .post(`/api/understudy/v1/reviews/${id}/acts`)
      .set(
        'Authorization',
        mockCredentials.user.header(`user:default/${person}`),
      )
      .send(body);
  const entriesAbout = async (id: string) => {
    const rows = await knex('ledger_entries')
      .where('body', 'like', `%"flag":"${id}"%`)
      .orderBy('id');
    return rows.map(row => JSON.parse(row.body));
  };

  it('are open to each role as far as it goes, on every route', async () => {
    const { id } = await start();
    const routes: Array<[string, (person: Person) => Promise<number>]> = [
      ['list', async p => (await understudy.as(p, '/v1/reviews')).status],
      ['get', async p => (await understudy.as(p, `/v1/reviews/${id}`)).status],
      [
        'act',
        async p => {
          const { version } = (await flags.find(id))!;
          const body = { kind: 'comment', version, text: 'seen' };
          return (await act(p, id, body)).status;
        },
      ],
      [
        'summaries',
        async p => (await understudy.as(p, '/v1/audit/summaries')).status,
      ],
      [
        'summary',
        async p =>
          (await understudy.as(p, '/v1/audit/summaries/2026-11-23')).status,
      ],
      [
        'open intents',
        async p => (await understudy.as(p, '/v1/audit/open-intents')).status,
      ],
    ];
    const table: Record<string, number[]> = {};
    for (const person of Object.keys(people) as Person[]) {
      table[person] = [];
      for (const [, status] of routes) {
        table[person].push(await status(person));
      }
    }
    expect(table).toEqual({
      //          list get  act  summaries, summary, open intents
      dana: [200, 200, 403, 403, 403, 403],
      sam: [200, 200, 200, 200, 404, 200],
      priya: [200, 200, 403, 200, 404, 200],
      colin: [200, 200, 200, 200, 404, 200],
      stranger: [403, 403, 403, 403, 403, 403],
    });
    expect((await understudy.anonymous('/v1/reviews')).status).toBe(401);
    expect((await understudy.asService('/v1/reviews')).status).toBe(403);
    // Every refusal of somebody known is an entry itself.
    const denials = await knex('ledger_entries').where(
      'body',
      'like',
      '%"operationType":"denial"%',
    );
    expect(denials.length).toBeGreaterThanOrEqual(8);
    expect(
      denials
        .map(({ body }) => JSON.parse(body))
        .map(e => [e.actor.id, e.action, e.permissionLevel]),
    ).toContainEqual([
      'user:default/dana',
      'api:act-on-review-flag',
      'understudy.audit.review',
    ]);
  });

  it('show owners the flags of their entities, and do not tell that there are others', async () => {
    const { id } = await start();
    await flags.raise(
      finding({ subject: 'other', entityRefs: ['component:default/plain2'] }),
      Date.now() + 1,
    );
    await flags.raise(finding({ subject: 'none', entityRefs: [] }), Date.now());
    const [other] = await flags.list({
      limit: 1,
      entityRef: 'component:default/plain2',
    });

    const mine = await understudy.as('dana', '/v1/reviews');
    expect(mine.body.items.map((flag: any) => flag.id)).toEqual([id]);
    const hidden = await understudy.as('dana', `/v1/reviews/${other.id}`);
    const absent = await understudy.as(
      'dana',
      '/v1/reviews/019ab9c0-0000-7000-8000-00000000dead',
    );
    expect(hidden.status).toBe(404);
    expect(hidden.body.error.message).toBe(absent.body.error.message);
    expect(
      (await understudy.as('colin', '/v1/reviews')).body.items,
    ).toHaveLength(3);
  });

  it('come in pages, and by filters', async () => {
    await start();
    for (let i = 0; i < 7; i++) {
      await flags.raise(
        finding({
          detector: 'rare-type',
          subject: `s${i}`,
          actor: `a${i % 2}`,
        }),
        5_000,
      );
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await understudy.as(
        'colin',
        `/v1/reviews?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map((flag: any) => flag.id));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(new Set(seen).size).toBe(8);
    expect(seen).toHaveLength(8);
    const count = async (query: string) =>
      (await understudy.as('colin', `/v1/reviews?${query}`)).body.items.length;
    expect(await count('detector=rare-type&actor=a1')).toBe(3);
    expect(await count('status=closed')).toBe(0);
    expect(await count('entityRef=component:default/payments')).toBe(8);
    for (const bad of ['cursor=x', 'limit=0', 'status=odd', 'limit=9999']) {
      const answer = await understudy.as('colin', `/v1/reviews?${bad}`);
      expect([bad, answer.status]).toEqual([bad, 400]);
    }
  });

  it('record each act before it is done, and how it ended', async () => {
    const { id } = await start();
    const steps: Array<[Person, object]> = [
      ['colin', { kind: 'assign', version: 1, assignee: 'user:default/priya' }],
      ['colin', { kind: 'comment', version: 2, text: 'The 💾 was full' }],
      [
        'colin',
        {
          kind: 'close',
          version: 3,
          closeReason: 'handled',
          text: 'Freed some space',
        },
      ],
      ['sam', { kind: 'reopen', version: 4, text: 'It is full again' }],
    ];
    for (const [person, body] of steps) {
      const answer = await act(person, id, body);
      expect([answer.status, answer.body.error]).toEqual([200, undefined]);
    }
    const { body } = await understudy.as('colin', `/v1/reviews/${id}`);
    expect(body.flag).toMatchObject({
      status: 'open',
      assignee: 'user:default/priya',
      version: 5,
    });
    expect(body.acts.map((a: any) => [a.kind, a.by, a.text])).toEqual([
      ['assign', 'user:default/colin', 'Given to user:default/priya'],
      ['comment', 'user:default/colin', 'The 💾 was full'],
      ['close', 'user:default/colin', 'Freed some space'],
      ['reopen', 'user:default/sam', 'It is full again'],
    ]);
    const entries = await entriesAbout(id);
    expect(entries.map(e => [e.kind, e.action, e.outcome, e.actor.id])).toEqual(
      steps.flatMap(([person, { kind }]: any) => [
        ['intent', `review:${kind}`, undefined, `user:default/${person}`],
        ['outcome', `review:${kind}`, 'success', `user:default/${person}`],
      ]),
    );
    // What somebody wrote is sealed in the ledger, and nowhere else.
    const stored = JSON.stringify([
      await knex('review_acts'),
      await knex('review_flags'),
      entries,
    ]);
    expect(stored).not.toContain('Freed some space');
  });

  it('let one of those who act at the same time win, and say so to the others', async () => {
    const { id } = await start();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        act(i % 2 ? 'colin' : 'sam', id, {
          kind: 'comment',
          version: 1,
          text: `mine ${i}`,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409, 409, 409,
    ]);
    expect((await flags.find(id))?.version).toBe(2);
    const entries = await entriesAbout(id);
    const ends = entries.filter(({ kind }) => kind === 'outcome');
    expect(ends.filter(({ outcome }) => outcome === 'success')).toHaveLength(1);
    // Nothing stays open: who lost is recorded as having done nothing.
    expect(entries.filter(({ kind }) => kind === 'intent')).toHaveLength(
      ends.length,
    );
  });

  it('refuse what makes no sense or is not for this person, and record no act', async () => {
    const { id } = await start();
    const tried: Array<[Person, object, number, RegExp]> = [
      ['colin', { kind: 'comment', version: 1 }, 400, /Write the comment/],
      ['colin', { kind: 'comment', version: 1, text: ' ' }, 400, /comment/],
      ['colin', { kind: 'comment', version: 1, text: 'a\u0000' }, 400, /text/],
      [
        'colin',
        { kind: 'comment', version: 1, text: 'x'.repeat(4001) },
        400,
        /text/,
      ],
      ['colin', { kind: 'close', version: 1, text: 'x' }, 400, /closeReason/],
      ['colin', { kind: 'reopen', version: 1, text: 'x' }, 409, /is open/],
      [
        'colin',
        { kind: 'assign', version: 1, assignee: 'group:default/sre' },
        400,
        /no person/,
      ],
      [
        'colin',
        { kind: 'assign', version: 1, assignee: 'user:default/nobody' },
        400,
        /no person/,
      ],
      [
        'colin',
        { kind: 'assign', version: 1, assignee: 'user:default/sam' },
        400,
        /somebody else/,
      ],
      [
        'sam',
        { kind: 'close', version: 1, closeReason: 'expected', text: 'me' },
        403,
        /somebody else/,
      ],
      ['colin', { kind: 'follow-up', version: 1 }, 409, /No ticketing system/],
      [
        'colin',
        { kind: 'comment', version: 7, text: 'x' },
        409,
        /in the meantime/,
      ],
      ['colin', { kind: 'delete', version: 1 }, 400, /kind/],
      [
        'colin',
        { kind: 'comment', version: 1, text: 'x', extra: 1 },
        400,
        /additional/,
      ],
    ];
    for (const [person, body, status, message] of tried) {
      const answer = await act(person, id, body);
      expect([body, answer.status]).toEqual([body, status]);
      expect(answer.body.error.message).toMatch(message);
    }
    expect(
      (await entriesAbout(id)).filter(e => e.operationType === 'review'),
    ).toEqual([]);
    expect((await flags.find(id))?.version).toBe(1);
  });

  it('do nothing where it cannot be recorded', async () => {
    const { id } = await start();
    await knex('ledger_alarms').insert({
      id: '019ab9c0-0000-7000-8000-00000000aaaa',
      raised_at: 1,
      code: 'head-changed',
      sentence: 'x',
      stops: true,
    });
    const answer = await act('colin', id, {
      kind: 'comment',
      version: 1,
      text: 'x',
    });
    expect(answer.status).toBe(503);
    expect((await flags.find(id))?.version).toBe(1);
  });

  it('stand in the document with every detector and reason that there is', () => {
    expect(openApiDocument).toMatchObject({
      components: {
        schemas: {
          ReviewCloseReason: {
            enum: ['expected', 'handled', 'false-alarm', 'duplicate', 'other'],
          },
        },
      },
    });
  });

  describe('with a ticketing system', () => {
    let server: Server;
    beforeEach(async () => {
      server = createServer((_, res) => res.end());
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', resolve),
      );
    });
    afterEach(() => new Promise(resolve => server.close(resolve)));

    it('keep what is to be handed on until it is there', async () => {
      const { port } = server.address() as AddressInfo;
      const { id } = await start({
        ...goodConfig,
        app: { baseUrl: 'https://backstage.example/' },
        understudy: {
          ...goodConfig.understudy,
          audit: {
            followUp: {
              url: `http://127.0.0.1:${port}/hook`,
              secret: 's'.repeat(32),
            },
          },
        },
      });
      const answer = await act('colin', id, {
        kind: 'follow-up',
        version: 1,
        text: 'Please look',
      });
      expect(answer.status).toBe(200);
      expect(answer.body.followUps).toMatchObject([
        { status: 'waiting', by: 'user:default/colin', attempts: 0 },
      ]);
      const [row] = await knex('review_follow_ups').select('body');
      expect(JSON.parse(row.body)).toMatchObject({
        kind: 'understudy.review.follow-up',
        text: 'Please look',
        link: `https://backstage.example/understudy/audit?flag=${id}`,
        flag: { id, about: 'user:default/sam' },
      });
    });
  });
});
