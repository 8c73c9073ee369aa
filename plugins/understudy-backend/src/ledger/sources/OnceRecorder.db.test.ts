import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import {
  makeKeys,
  migrate,
  someEntry,
  startLedger,
} from '../__testUtils__/startLedger';
import type { DefaultLedgerService } from '../DefaultLedgerService';
import { OnceRecorder } from './OnceRecorder';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const MINUTE = 60_000;

describe.each(databases.eachSupportedId())('OnceRecorder on %p', id => {
  let knex: Knex;
  let ledger: DefaultLedgerService;
  let now: number;
  const once = () =>
    new OnceRecorder({ knex, record: ledger.record, now: () => now });
  const entries = async () =>
    (await knex('ledger_entries').select('id')).length;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    ledger = startLedger({ knex, keys: await makeKeys() });
    now = Date.now();
  });
  afterEach(() => ledger.stop());

  it('writes one entry, however many replicas see it at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => once().event('task 1', someEntry())),
    );
    const [written, ...others] = new Set(ids.filter(Boolean));
    expect(others).toEqual([]);
    expect(await entries()).toBe(1);
    expect(await once().event('task 1', someEntry())).toBe(written);
    expect(await once().isRecorded('task 1')).toBe(true);
    expect(await once().isRecorded('task 2')).toBe(false);
  });

  it('finds the entry of a process that died before it noted it', async () => {
    const entryId = await once().event('task 1', someEntry());
    await once().event('task 2', someEntry());
    await knex('ledger_occurrences').update({ entry_id: null });

    // It may still be at it.
    expect(await once().event('task 1', someEntry())).toBeUndefined();
    now += 6 * MINUTE;
    expect(await once().event('task 1', someEntry())).toBe(entryId);
    expect(await entries()).toBe(2);
  });

  it('writes what a process that died had not written, also when the clock was set back', async () => {
    await knex('ledger_occurrences').delete();
    const record = jest
      .spyOn(ledger.record, 'event')
      .mockRejectedValueOnce(new Error('the ledger cannot be written'));
    await expect(once().event('task 1', someEntry())).rejects.toThrow('cannot');
    record.mockRestore();
    now -= 60 * MINUTE;
    expect(await once().event('task 1', someEntry())).toBeDefined();
    expect(await entries()).toBe(1);
  });

  it('forgets what is long gone, but nothing that is not recorded', async () => {
    await once().event('task 1', someEntry());
    await once().event('task 2', someEntry());
    await knex('ledger_occurrences').limit(1);
    const [row] = await knex('ledger_occurrences').select('occurrence');
    await knex('ledger_occurrences').where(row).update({ entry_id: null });
    expect(await once().forget({ before: new Date(now + 1) })).toBe(1);
    expect(await knex('ledger_occurrences').select('occurrence')).toEqual([
      row,
    ]);
  });
});
