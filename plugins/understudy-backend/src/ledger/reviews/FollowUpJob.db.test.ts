import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeKeys, migrate, startLedger } from '../__testUtils__/startLedger';
import type { DefaultLedgerService } from '../DefaultLedgerService';
import { OnceRecorder } from '../sources/OnceRecorder';
import { FollowUpJob } from './FollowUpJob';
import { FollowUpStore } from './FollowUpStore';
import { readFollowUpConfig } from './readFollowUpConfig';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const MINUTE = 60_000;
const FLAG = '019ab9c0-0000-7000-8000-000000000001';
const ID = '019ab9c0-0000-7000-8000-000000000002';
const secret = Buffer.alloc(24, 'follow-up').toString('hex');

describe.each(databases.eachSupportedId())('FollowUpJob on %p', id => {
  let knex: Knex;
  let ledger: DefaultLedgerService;
  let store: FollowUpStore;
  let server: Server;
  let url: string;
  let now: number;
  let answers: Array<(req: IncomingMessage) => [number, string, object?]>;
  const received: Array<{ headers: IncomingMessage['headers']; body: string }> =
    [];

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    ledger = startLedger({ knex, keys: await makeKeys() });
    store = new FollowUpStore(knex);
    now = Date.parse('2026-11-25T12:00:00Z');
    received.length = 0;
    answers = [];
    server = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) {
        chunks.push(chunk);
      }
      received.push({
        headers: req.headers,
        body: Buffer.concat(chunks).toString(),
      });
      const [status, body, headers] = answers.shift()?.(req) ?? [200, ''];
      res.writeHead(status, { ...headers }).end(body);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await knex.transaction(trx =>
      store.add(
        {
          id: ID,
          flagId: FLAG,
          by: 'user:default/colin',
          body: '{"text":"Zażółć"}',
          at: now,
          entryId: ID,
        },
        trx,
      ),
    );
  });
  afterEach(async () => {
    await ledger.stop();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const run = () =>
    new FollowUpJob({
      config: { url: new URL(url), secret, timeoutMs: 1_000 },
      store,
      once: new OnceRecorder({ knex, record: ledger.record, now: () => now }),
      logger: mockServices.logger.mock(),
      now: () => now,
    }).run();
  const status = async () => (await store.ofFlag(FLAG))[0];
  const recorded = async () =>
    (await knex('ledger_entries').orderBy('id')).map(row =>
      JSON.parse(row.body),
    );

  it('sends what can be checked, once over replicas, and forgets what it sent', async () => {
    answers = [() => [201, '{"key":"OPS-7\\u0000"}']];
    await Promise.all([run(), run(), run()]);
    await run();
    expect(received).toHaveLength(1);
    const [{ headers, body }] = received;
    expect(headers['idempotency-key']).toBe(ID);
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
      String(headers['understudy-signature']),
    )!;
    expect(signature).toBe(
      createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'),
    );
    expect(await status()).toMatchObject({
      status: 'delivered',
      ticket: 'OPS-7\ufffd',
      attempts: 1,
    });
    expect(await knex('review_follow_ups').select('body')).toEqual([
      { body: null },
    ]);
    expect(await recorded()).toMatchObject([
      {
        action: 'review:follow-up-deliver',
        outcome: 'success',
        actor: { id: 'understudy', onBehalfOf: 'user:default/colin' },
        contextTags: { ticket: 'OPS-7\ufffd' },
      },
    ]);
  });

  it('tries again later and later, and says so when it gives up', async () => {
    answers = Array.from({ length: 20 }, () => () => [
      503,
      'canary of the inside',
    ]);
    for (let minute = 0; minute < 1_200; minute += 1) {
      now += MINUTE;
      if ((await store.due(now)).length > 0) {
        await run();
      }
    }
    expect(received).toHaveLength(10);
    expect(await status()).toMatchObject({
      status: 'failed',
      attempts: 10,
      problem: 'it answered 503',
    });
    expect(JSON.stringify(await recorded())).not.toContain('canary');
    expect(await recorded()).toMatchObject([{ outcome: 'failure' }]);
  });

  it('calls no other address than the configured one, and waits for nobody for ever', async () => {
    let called = false;
    answers = [
      () => [307, '', { location: `${url}/elsewhere` }],
      () => [200, 'x'.repeat(10_000_000)],
    ];
    server.prependListener('request', req => {
      called ||= req.url !== '/hook';
    });
    await run();
    expect(called).toBe(false);
    expect(await status()).toMatchObject({
      status: 'waiting',
      problem: 'it answered 307',
    });
    now += 5 * MINUTE;
    await run();
    expect(await status()).toMatchObject({ status: 'delivered' });
  });

  it('goes on where a process died between the answer and the note', async () => {
    const finish = jest
      .spyOn(store, 'finish')
      .mockRejectedValueOnce(new Error('the process was killed'));
    await run();
    finish.mockRestore();
    now += 10 * MINUTE;
    await run();
    // Sent twice with the same id, as only the other side can tell; recorded once.
    expect(received.map(({ headers }) => headers['idempotency-key'])).toEqual([
      ID,
      ID,
    ]);
    expect(await status()).toMatchObject({ status: 'delivered' });
    expect(await recorded()).toHaveLength(1);
  });
});

describe('the configuration of follow-ups', () => {
  const read = (followUp: object) =>
    readFollowUpConfig(
      mockServices.rootConfig({
        data: { understudy: { audit: { followUp } } } as JsonObject,
      }),
    );

  it('is refused with the key at fault', () => {
    const good = { url: 'https://tickets.example/hook', secret };
    expect(read(good)).toMatchObject({ timeoutMs: 10_000 });
    expect(
      readFollowUpConfig(mockServices.rootConfig({ data: {} })),
    ).toBeUndefined();
    const tried: Array<[object, RegExp]> = [
      [{ url: 'tickets' }, /followUp\.url must be a whole address/],
      [{ url: 'http://tickets.example' }, /must begin with https/],
      [{ url: 'file:///etc/passwd' }, /must begin with https/],
      [{ url: `https://a:${'b'}@tickets.example` }, /must not hold a name/],
      [{ secret: 'short' }, /at least 32 characters/],
      [{ secretFile: '/nowhere/at/all' }, /secretFile cannot be read/],
      [{ timeoutSeconds: 0 }, /timeoutSeconds must be from 1 to 60/],
    ];
    for (const [wrong, message] of tried) {
      expect(() => read({ ...good, ...wrong })).toThrow(message);
    }
  });
});
