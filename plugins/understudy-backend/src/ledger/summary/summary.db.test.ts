import { mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { entryAt } from '../__testUtils__/entryAt';
import { fillLedger } from '../__testUtils__/fillLedger';
import { makeKeys, migrate, startLedger } from '../__testUtils__/startLedger';
import type { DefaultLedgerService } from '../DefaultLedgerService';
import { FlagStore } from '../reviews/FlagStore';
import { DefaultOpenIntentService } from '../reconcile/DefaultOpenIntentService';
import { OpenIntentStore } from '../reconcile/OpenIntentStore';
import { OnceRecorder } from '../sources/OnceRecorder';
import { dueDays } from './dueDays';
import { SummaryJob } from './SummaryJob';
import { SummaryStore } from './SummaryStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const DAY = 86_400_000;
const MONDAY = Date.parse('2026-11-23T00:00:00Z');
const at = (hours: number) => MONDAY + hours * 3_600_000;

describe('the days that are due', () => {
  it('follow each other without a gap, end yesterday, and are never more than a month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000 * DAY }),
        fc.option(fc.integer({ min: -100, max: 100 }), { nil: undefined }),
        fc.integer({ min: 0, max: 4_000 * DAY }),
        (now, daysAgo, firstWrittenAt) => {
          const newestDay =
            daysAgo === undefined
              ? undefined
              : new Date(Math.max(0, now - daysAgo * DAY))
                  .toISOString()
                  .slice(0, 10);
          const days = dueDays({ now, newestDay, firstWrittenAt });
          expect(days.length).toBeLessThanOrEqual(31);
          days.forEach((day, index) => {
            const begin = Date.parse(day);
            expect(begin + DAY + 300_000).toBeLessThanOrEqual(now);
            expect(newestDay === undefined || day > newestDay).toBe(true);
            expect(index === 0 || begin - Date.parse(days[index - 1])).toBe(
              index === 0 || DAY,
            );
          });
        },
      ),
    );
    const given = { newestDay: '2026-11-22', firstWrittenAt: undefined };
    expect(dueDays({ ...given, now: at(24) + 299_999 })).toEqual([]);
    expect(dueDays({ ...given, now: at(24) + 300_000 })).toEqual([
      '2026-11-23',
    ]);
  });
});

describe.each(databases.eachSupportedId())('summaries on %p', id => {
  let knex: Knex;
  let ledger: DefaultLedgerService;
  let store: SummaryStore;
  const notifications = { send: jest.fn(async () => {}) };
  const run = (now: number, groups = ['group:default/compliance']) =>
    new SummaryJob({
      knex,
      store,
      flags: new FlagStore(knex),
      openIntents: new DefaultOpenIntentService({
        store: new OpenIntentStore(knex),
        ledger,
        sinks: [],
      }),
      ledger,
      once: new OnceRecorder({ knex, record: ledger.record }),
      notifications,
      groups,
      logger: mockServices.logger.mock(),
      now: () => now,
    }).run();

  beforeEach(async () => {
    jest.clearAllMocks();
    notifications.send.mockImplementation(async () => {});
    knex = await databases.init(id);
    await migrate(knex);
    store = new SummaryStore(knex);
    ledger = startLedger({ knex, keys: await makeKeys() });
    await ledger.stop();
  });

  it('count a day by type, level, environment and outcome', async () => {
    const intent = entryAt(at(2), {
      kind: 'intent',
      takeoverLevel: 'L3_SEMI_AUTO',
      changeLevel: 'Change L2',
      environment: 'production',
    });
    await fillLedger(knex, {
      entries: [
        entryAt(at(-1)),
        intent,
        entryAt(at(3), {
          kind: 'outcome',
          intentId: intent.id,
          outcome: 'failure',
        }),
        entryAt(at(4), { environment: 'test', operationType: 'diagnostic' }),
        entryAt(at(5), { kind: 'intent' }),
        entryAt(at(6), {
          operationType: 'denial',
          outcome: 'denied',
          contextTags: { count: '41' },
        }),
        entryAt(at(7), {
          permissionLevel: 'understudy.dryrun.override',
        }),
        entryAt(at(8), { operationType: 'sign_in' }),
        entryAt(at(23.99)),
        entryAt(at(24)),
      ],
    });
    await knex('ledger_anchors').insert({
      sink: 'file',
      size: 3,
      anchored_at: at(9),
    });
    await knex('audit_summaries').insert({
      day: '2026-11-22',
      summary: '{}',
      made_at: at(0),
      entry_id: intent.id,
      notified: 'sent',
      notify_attempts: 1,
    });
    await run(at(25));
    expect(await store.find('2026-11-23')).toMatchObject({
      entries: 8,
      firstIndex: 1,
      lastIndex: 8,
      operations: 4,
      successRate: 0.75,
      byOutcome: { success: 3, failure: 1 },
      byType: { deployment: 3, diagnostic: 1 },
      byTakeoverLevel: { none: 3, L3_SEMI_AUTO: 1 },
      byChangeLevel: { none: 3, 'Change L2': 1 },
      byEnvironment: { none: 2, production: 1, test: 1 },
      denials: 41,
      overrides: 1,
      openIntents: 1,
      anchoring: { size: 10, checkpointed: 10 },
      entryId: expect.any(String),
    });
    expect(notifications.send).toHaveBeenCalledTimes(1);
    expect(notifications.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: ['group:default/compliance'] },
      payload: expect.objectContaining({
        title: 'Operations on 2026-11-23',
        severity: 'high',
        scope: 'understudy-daily-summary-2026-11-23',
        description: expect.stringContaining(
          '4 operations, 75 % went well. The end of 1 intent is not recorded. 41 refusals. 1 override.',
        ),
      }),
    });
  });

  it('are made once each, by any number of replicas, also for days on which nothing ran', async () => {
    await fillLedger(knex, { entries: [entryAt(at(1))] });
    await run(at(23));
    expect(await store.list({ limit: 9 })).toEqual([]);
    await Promise.all([run(at(77)), run(at(77)), run(at(77))]);
    await run(at(77));
    await run(at(30));
    expect((await store.list({ limit: 9 })).map(({ day }) => day)).toEqual([
      '2026-11-25',
      '2026-11-24',
      '2026-11-23',
    ]);
    expect(
      (await store.list({ limit: 1, before: '2026-11-25' })).map(s => s.day),
    ).toEqual(['2026-11-24']);
    expect(notifications.send).toHaveBeenCalledTimes(3);
    expect(
      await knex('ledger_entries').where('body', 'like', '%daily-summary%'),
    ).toHaveLength(3);
  });

  it('are kept and recorded where nobody can be told, and it is tried a few times', async () => {
    await fillLedger(knex, { entries: [entryAt(at(1))] });
    notifications.send.mockRejectedValue(new Error('404'));
    for (let i = 0; i < 9; i++) {
      await run(at(25));
    }
    expect(notifications.send).toHaveBeenCalledTimes(5);
    const [row] = await knex('audit_summaries').select('notified', 'entry_id');
    expect(row).toEqual({ notified: 'failed', entry_id: expect.any(String) });

    await run(at(49), []);
    expect(
      await knex('audit_summaries').orderBy('day').select('notified'),
    ).toEqual([{ notified: 'failed' }, { notified: 'nobody' }]);
  });
});
