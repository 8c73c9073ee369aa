import { mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { entryAt } from '../__testUtils__/entryAt';
import { fillLedger } from '../__testUtils__/fillLedger';
import { makeKeys, migrate, startLedger } from '../__testUtils__/startLedger';
import type { DefaultLedgerService } from '../DefaultLedgerService';
import { FlagStore } from '../reviews/FlagStore';
import { OnceRecorder } from '../sources/OnceRecorder';
import { AnomalyJob } from './AnomalyJob';
import { defaultThresholds } from './defaultThresholds';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const MINUTE = 60_000;
const NOON = Date.parse('2026-11-25T12:00:00Z');
const failed = {
  outcome: 'failure' as const,
  entityRef: 'component:default/payments',
  errorContext: { message: 'no' },
  recoveryActions: [],
};

describe.each(databases.eachSupportedId())('AnomalyJob on %p', id => {
  let knex: Knex;
  let ledger: DefaultLedgerService;
  let flags: FlagStore;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    flags = new FlagStore(knex);
    // Not started: the log is filled by hand, and what is recorded is staged.
    ledger = startLedger({ knex, keys: await makeKeys() });
    await ledger.stop();
  });

  const job = (now: number) =>
    new AnomalyJob({
      knex,
      flags,
      once: new OnceRecorder({ knex, record: ledger.record }),
      thresholds: defaultThresholds,
      logger: mockServices.logger.mock(),
      now: () => now,
    });
  const list = () => flags.list({ limit: 50 });
  const recorded = async () =>
    (await knex('ledger_entries').where('body', 'like', '%review:raise%'))
      .length;

  it('raises a flag once, records it, and sees it again while it is open', async () => {
    await fillLedger(knex, {
      entries: [1, 2, 3].map(m => entryAt(NOON + m * MINUTE, failed)),
    });
    expect(await job(NOON + 15 * MINUTE).run()).toBe(1);
    expect(await job(NOON + 16 * MINUTE).run()).toBe(0);
    const [flag] = await list();
    expect(flag).toMatchObject({
      detector: 'repeated-failures',
      actor: 'user:default/sam',
      operationType: 'deployment',
      entityRefs: ['component:default/payments'],
      numbers: { failed: 3 },
      status: 'open',
      times: 1,
      version: 1,
    });
    const [entry] = await ledger.read({ ids: [flag.entryId!] });
    expect(entry.entry).toMatchObject({
      operationType: 'review',
      action: 'review:raise',
      entityRef: 'component:default/payments',
      reason: flag.sentence,
      evidenceRefs: flag.entryIds,
    });

    // It gets worse within the hour, and goes on in the next one.
    await fillLedger(knex, {
      entries: [30, 59, 61].map(m => entryAt(NOON + m * MINUTE, failed)),
    });
    expect(await job(NOON + 75 * MINUTE).run()).toBe(0);
    expect(await list()).toMatchObject([
      { id: flag.id, times: 2, numbers: { failed: 5 } },
    ]);
    expect(await recorded()).toBe(1);
  });

  it('finds the same, whether it runs often, seldom, twice, or with its clock set back', async () => {
    const entries = [
      ...Array.from({ length: 30 }, (_, i) =>
        entryAt(NOON - 26 * 60 * MINUTE + i * MINUTE),
      ),
      ...Array.from({ length: 120 }, (_, i) =>
        entryAt(NOON - 20 * MINUTE + (i / 4) * MINUTE),
      ),
      ...[40, 41, 42].map(m => entryAt(NOON + m * MINUTE, failed)),
      entryAt(NOON + 50 * MINUTE, { operationType: 'exec' }),
    ];
    const end = NOON + 60 * MINUTE;
    for (let i = 0; i < entries.length; i += 17) {
      await fillLedger(knex, { entries: entries.slice(i, i + 17) });
      await job(i % 2 ? NOON - 3 * 60 * MINUTE : end).run();
    }
    await Promise.allSettled([job(end).run(), job(end).run(), job(end).run()]);
    await job(end).run();
    const often = (await list()).map(f => `${f.detector} ${f.subject}`).sort();
    expect(often).toEqual([
      'operations-per-hour user:default/sam',
      'rare-type user:default/sam exec',
      'repeated-failures user:default/sam deployment',
    ]);
    expect(await recorded()).toBe(3);

    // Everything again from the start, in one go.
    for (const table of [
      'review_flags',
      'review_flag_hours',
      'review_flag_entities',
      'ledger_activity',
      'ledger_cursors',
    ]) {
      await knex(table).delete();
    }
    await job(end).run();
    expect(
      (await list()).map(f => `${f.detector} ${f.subject}`).sort(),
    ).toEqual(often);
  });

  it('raises a new flag once the old one is closed and it happens again', async () => {
    await fillLedger(knex, {
      entries: [1, 2, 3].map(m => entryAt(NOON + m * MINUTE, failed)),
    });
    await job(NOON).run();
    const [flag] = await list();
    await knex('review_flags')
      .where({ id: flag.id })
      .update({ status: 'closed' });
    await fillLedger(knex, { entries: [entryAt(NOON + 9 * MINUTE, failed)] });
    expect(await job(NOON).run()).toBe(0);
    await fillLedger(knex, { entries: [entryAt(NOON + 61 * MINUTE, failed)] });
    expect(await job(NOON).run()).toBe(1);
    expect(await list()).toHaveLength(2);
  });

  it('gives a flag its entry after a crash in between, and just one', async () => {
    await fillLedger(knex, {
      entries: [1, 2, 3].map(m => entryAt(NOON + m * MINUTE, failed)),
    });
    const crashed = jest
      .spyOn(flags, 'setEntry')
      .mockRejectedValueOnce(new Error('the process was killed'));
    await expect(job(NOON).run()).rejects.toThrow('killed');
    crashed.mockRestore();
    expect((await list())[0].entryId).toBeUndefined();
    await job(NOON).run();
    expect((await list())[0].entryId).toBeDefined();
    expect(await recorded()).toBe(1);
  });

  it('goes on with actors whose names no database can hold', async () => {
    const actor = {
      type: 'agent' as const,
      id: `a\u0000b${'\u{1F4BE}'.repeat(250)}`,
    };
    await fillLedger(knex, {
      entries: [1, 2, 3].map(m =>
        entryAt(NOON + m * MINUTE, { ...failed, actor }),
      ),
    });
    expect(await job(NOON).run()).toBe(1);
    expect((await list())[0].actor).toMatch(/^agent:a\ufffdb/);
  });
});
