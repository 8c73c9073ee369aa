import { mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { entryAt } from '../__testUtils__/entryAt';
import { fillLedger } from '../__testUtils__/fillLedger';
import { MemorySink } from '../__testUtils__/MemorySink';
import {
  makeKeys,
  migrate,
  someEntry,
  startLedger,
} from '../__testUtils__/startLedger';
import type { DefaultLedgerService } from '../DefaultLedgerService';
import { DefaultOpenIntentService } from './DefaultOpenIntentService';
import { IntentReconciler } from './IntentReconciler';
import { openIntentsCheck } from './openIntentsCheck';
import { OpenIntentStore } from './OpenIntentStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const MINUTE = 60_000;

describe.each(databases.eachSupportedId())('open intents on %p', id => {
  let knex: Knex;
  let ledger: DefaultLedgerService;
  let store: OpenIntentStore;
  const now = Date.now();
  const intent = (minutesAgo: number, rest = {}) =>
    entryAt(now - minutesAgo * MINUTE, {
      kind: 'intent',
      reason: 'The queue grows',
      ...rest,
    });
  const newService = (sinks: Array<{ id: string }> = []) =>
    new DefaultOpenIntentService({ store, ledger, sinks, now: () => now });

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    store = new OpenIntentStore(knex);
    ledger = startLedger({
      knex,
      keys: await makeKeys(),
      sinks: [new MemorySink('file')],
    });
    await ledger.stop();
  });

  it('says of each what is known, by how far its record has come', async () => {
    const [anchored, checkpointed, done] = [intent(60), intent(50), intent(40)];
    await fillLedger(knex, {
      entries: [
        anchored,
        checkpointed,
        done,
        entryAt(now, { kind: 'outcome', intentId: done.id }),
      ],
    });
    await knex('ledger_anchors').insert({
      sink: 'file',
      size: 1,
      anchored_at: now,
    });
    const sequenced = intent(30);
    await fillLedger(knex, { entries: [sequenced] });
    const staged = await ledger.record.intent(someEntry());
    const missing = await ledger.record.intent(someEntry());
    await knex('ledger_staged').where({ entry_id: missing.id }).delete();

    for (const settle of [false, true]) {
      if (settle) {
        await store.settle(now);
      }
      const open = await newService([{ id: 'file' }]).list({ limit: 10 });
      expect(open.map(({ id: entry, standing }) => [entry, standing])).toEqual([
        [anchored.id, 'anchored'],
        [checkpointed.id, 'checkpointed'],
        [sequenced.id, 'checkpointed'],
        [staged.id, 'staged'],
        [missing.id, 'missing'],
      ]);
      expect(open[0]).toMatchObject({
        index: 0,
        ageMs: 60 * MINUTE,
        entry: { actor: { id: 'user:default/sam' } },
      });
      for (const { sentence } of open) {
        expect(sentence).toMatch(/^It [^]*[a-z]$/);
      }
    }
    const alone = await newService().list({ limit: 1 });
    expect(alone.map(({ standing }) => standing)).toEqual(['checkpointed']);
  });

  it('remembers the old open ones, and forgets them once they end', async () => {
    const old = intent(100);
    await fillLedger(knex, { entries: [old, intent(90)] });
    await store.settle(now);
    await store.settle(now - 60 * MINUTE);
    expect(await knex('ledger_open_intents').select()).toHaveLength(2);
    await fillLedger(knex, {
      entries: [entryAt(now, { kind: 'outcome', intentId: old.id })],
    });
    expect(await newService().count({ olderThanMs: 0 })).toBe(1);
    await store.settle(now);
    expect(await knex('ledger_open_intents').select()).toHaveLength(1);
    expect(await newService().count({ olderThanMs: 95 * MINUTE })).toBe(0);
  });

  it('closes what shows how it ended, once, and leaves the rest to people', async () => {
    const [known, unknown, young] = [
      intent(30, { action: 'review:close' }),
      intent(20),
      intent(1, { action: 'review:close' }),
    ];
    await fillLedger(knex, { entries: [known, unknown, young] });
    const run = () =>
      new IntentReconciler({
        store,
        record: ledger.record,
        resolvers: [
          {
            knows: ({ action }) => action === 'review:close',
            resolve: async () => ({
              outcome: 'success',
              reason: 'It was done',
            }),
          },
        ],
        logger: mockServices.logger.mock(),
        now: () => now,
      }).run();
    const closed = await Promise.all([run(), run(), run()]);
    expect(closed.reduce((a, b) => a + b, 0)).toBe(1);
    expect(await run()).toBe(0);
    expect((await store.list({ limit: 9 })).map(open => open.id)).toEqual([
      unknown.id,
      young.id,
    ]);
    const outcome = await knex('ledger_entries')
      .where({ intent_id: known.id })
      .first('id');
    const [{ entry }] = await ledger.read({ ids: [outcome.id] });
    expect(entry).toMatchObject({
      kind: 'outcome',
      outcome: 'success',
      reason: 'It was done',
      actor: { id: 'understudy', onBehalfOf: 'user:default/sam' },
      contextTags: { reconciled: 'true' },
    });
  });

  it('are on the Health page once they are old', async () => {
    const check = () =>
      openIntentsCheck({ openIntents: newService() }).check({
        signal: AbortSignal.timeout(5_000),
      });
    await fillLedger(knex, { entries: [intent(5)] });
    expect(await check()).toMatchObject({ status: 'ok' });
    await fillLedger(knex, {
      entries: [entryAt(now - 30 * MINUTE, { kind: 'intent' })],
    });
    expect(await check()).toMatchObject({
      status: 'attention',
      sentence: expect.stringMatching(
        /^Something was begun whose end is not recorded, the oldest since .* UTC\. /,
      ),
    });
  });
});
