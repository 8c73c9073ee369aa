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
} from '../../__testUtils__/startUnderstudy';
import { eventually } from '../__testUtils__/eventually';
import { AlarmStore } from '../AlarmStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const everybody = Object.keys(people) as Person[];
const nobodyId = '019ab9c0-0000-7000-8000-000000000001';

describe('the routes for who keeps the record', () => {
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

  const get = (person: Person, path: string) =>
    understudy.as(person, `/v1${path}`);
  const post = (person: Person, path: string, body?: object) =>
    request(understudy.server)
      .post(`/api/understudy/v1${path}`)
      .set(
        'Authorization',
        mockCredentials.user.header(`user:default/${person}`),
      )
      .send(body);
  const whoMay = async (call: (person: Person) => request.Test) => {
    const allowed: Person[] = [];
    for (const person of everybody) {
      const { status } = await call(person);
      if (status !== 403) {
        allowed.push(person);
      }
    }
    return allowed;
  };

  it('are for those who may read the ledger, and those who may review it', async () => {
    const reason = 'Looked into it';
    const readers = await whoMay(person => get(person, '/audit/entries'));
    expect(readers).toEqual(expect.arrayContaining(['sam', 'priya', 'colin']));
    expect(readers).not.toContain('stranger');
    const expected = ['sam', 'priya', 'colin'];
    expect(await whoMay(p => get(p, '/ledger/alarms'))).toEqual(expected);
    expect(await whoMay(p => get(p, '/ledger/verifications'))).toEqual(
      expected,
    );
    expect(await whoMay(p => post(p, '/ledger/verifications'))).toEqual(
      expected,
    );
    const reviewers = ['sam', 'colin'];
    expect(
      await whoMay(p =>
        post(p, `/ledger/alarms/${nobodyId}/resolution`, { reason }),
      ),
    ).toEqual(reviewers);
    expect(
      await whoMay(p =>
        post(p, `/audit/entries/${nobodyId}/redactions`, {
          pointers: ['/reason'],
          reason,
        }),
      ),
    ).toEqual(reviewers);
    const { status } = await request(understudy.server)
      .post('/api/understudy/v1/ledger/verifications')
      .set('Authorization', mockCredentials.service.header());
    expect(status).toBe(403);
  });

  it('say what a verification has shown', async () => {
    await post('colin', '/ledger/verifications').expect(200);
    const done = await eventually(async () => {
      const { body } = await get('colin', '/ledger/verifications').expect(200);
      return body.items[0]?.finishedAt && body.items[0];
    }, 'a verification that is done');
    expect(done).toMatchObject({
      requestedBy: 'user:default/colin',
      report: { intact: true, findings: [] },
    });
  });

  it('resolve an alarm, which is itself recorded', async () => {
    const alarms = new AlarmStore(knex);
    await alarms.raise({
      code: 'entry-forged',
      sentence: 'Somebody forged a row.',
      stops: true,
    });
    const { body } = await get('colin', '/ledger/alarms').expect(200);
    expect(body.items).toMatchObject([
      { code: 'entry-forged', sentence: 'Somebody forged a row.', stops: true },
    ]);
    await post('colin', `/ledger/alarms/${body.items[0].id}/resolution`, {
      reason: '',
    }).expect(400);
    const after = await post(
      'colin',
      `/ledger/alarms/${body.items[0].id}/resolution`,
      { reason: 'A restore that was tried on the wrong database' },
    ).expect(200);
    expect(after.body).toEqual({ items: [] });
    const entries = await knex('ledger_entries').select('body');
    expect(entries.map(row => JSON.parse(row.body))).toContainEqual(
      expect.objectContaining({
        action: 'ledger:resolve-alarm',
        actor: { type: 'user', id: 'user:default/colin' },
      }),
    );
    await post('colin', `/ledger/alarms/${body.items[0].id}/resolution`, {
      reason: 'Once more',
    }).expect(404);
  });

  it('take a value out of an entry, and out of what is searched', async () => {
    await new AlarmStore(knex).raise({
      code: 'entry-forged',
      sentence: 'Somebody forged a row.',
      stops: false,
    });
    const { body } = await get('sam', '/ledger/alarms').expect(200);
    await post('sam', `/ledger/alarms/${body.items[0].id}/resolution`, {
      reason: 'The customer Hollyhock asked for it',
    }).expect(200);
    const found = async () => {
      const answer = await get('colin', '/audit/entries?text=hollyhock');
      return answer.body.items as Array<{ entry: { id: string } }>;
    };
    const { entry } = await eventually(
      async () => (await found())[0],
      'the entry is found by its reason',
    );
    const redact = (person: Person, pointers: string[], id = entry.id) =>
      post(person, `/audit/entries/${id}/redactions`, {
        pointers,
        reason: 'It names a customer',
      });
    await redact('colin', ['/action']).expect(400);
    await redact('colin', ['/reason'], nobodyId).expect(404);
    // Sam is who did it.
    await redact('sam', ['/reason']).expect(403);
    await redact('colin', ['/reason']).expect(200);
    await redact('colin', ['/reason']).expect(409);
    expect(await found()).toEqual([]);
    expect(
      JSON.stringify(await knex('ledger_fields').select('value')),
    ).not.toContain('Hollyhock');
  });
});
