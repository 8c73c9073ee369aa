import { mockServices } from '@backstage/backend-test-utils';
import {
  proveInclusion,
  TileHashReader,
  verifyCheckpoint,
  verifyInclusionProof,
} from '@understudy/ledger';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { asOwner } from '../__testUtils__/asOwner';
import { MemorySink } from '../__testUtils__/MemorySink';
import {
  makeKeys,
  migrate,
  someEntry,
  startLedger,
} from '../__testUtils__/startLedger';
import { AlarmStore } from '../AlarmStore';
import type { DefaultLedgerService } from '../DefaultLedgerService';
import type { LedgerKeys } from '../keys/LedgerKeys';
import { forgetBelow } from '../reading/forgetBelow';
import { ReadingProjector } from '../reading/ReadingProjector';
import { LedgerPruning, type CompleteExport } from './LedgerPruning';
import { LedgerVerifications } from './LedgerVerifications';
import { PruningStore } from './PruningStore';
import { VerificationStore } from './VerificationStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databases.eachSupportedId())('keeping the ledger on %p', id => {
  const logger = mockServices.logger.mock();
  let knex: Knex;
  let keys: LedgerKeys;
  let sink: MemorySink;
  let ledger: DefaultLedgerService;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    keys = await makeKeys();
    sink = new MemorySink();
    ledger = startLedger({ knex, keys, sinks: [sink] });
  });

  afterEach(async () => {
    await ledger.stop();
  });

  it('verifies all, keeps what was shown, and raises an alarm where it is not as recorded', async () => {
    await (await ledger.record.event(someEntry())).sequenced();
    const verifications = new LedgerVerifications({
      store: new VerificationStore(knex),
      alarms: new AlarmStore(knex),
      ledger,
      logger,
    });
    await verifications.run({ requestedBy: 'user:default/colin' });
    expect(await verifications.newest()).toMatchObject([
      {
        requestedBy: 'user:default/colin',
        done: 1,
        report: { intact: true, size: 1 },
        problem: undefined,
      },
    ]);
    expect(await ledger.alarms()).toEqual([]);

    await asOwner(knex, trx => trx('ledger_entries').update({ body: '{}' }));
    await verifications.run({ requestedBy: 'understudy:nightly' });
    expect(await ledger.alarms()).toMatchObject([
      {
        code: 'verification-failed',
        stops: true,
        sentence: expect.stringContaining('Entry 0'),
      },
    ]);
    await expect(ledger.record.intent(someEntry())).rejects.toThrow(
      'The ledger has raised an alarm',
    );
    const [newest] = await verifications.newest();
    expect(newest.report!.findings[0]).toMatchObject({
      code: 'entry-changed',
      index: 0,
    });
  });

  it('tells of a verification whose process is gone', async () => {
    const store = new VerificationStore(knex);
    const begun = await store.begin('user:default/colin');
    await knex('ledger_verifications')
      .where({ id: begun })
      .update({ seen_at: Date.now() - 120_000 });
    expect(await store.newest(1)).toMatchObject([
      { problem: expect.stringContaining('stopped before it was done') },
    ]);
    await store.forget({ before: new Date(Date.now() + DAY_MS) });
    expect(await store.newest(10)).toHaveLength(1);
  });

  describe('retention', () => {
    const packages: CompleteExport[] = [];
    let projector: ReadingProjector;
    const prune = (sinks = 1) =>
      new LedgerPruning({
        ledger,
        store: new PruningStore(knex),
        retentionDays: 365,
        sinks,
        exports: async () => packages,
        forget: below => forgetBelow(knex, below),
        logger,
      }).prune();

    beforeEach(async () => {
      packages.length = 0;
      projector = ReadingProjector.create({ knex, logger });
      for (let i = 0; i < 30; i++) {
        const daysAgo = i < 20 ? 400 : 100;
        await ledger.record.event(
          someEntry({
            occurredAt: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
          }),
        );
      }
      await ledger.record.event(someEntry(), { anchored: true });
      await projector.catchUp({});
    });

    it('keeps what is not exported, or not anchored, and says so', async () => {
      expect(await prune()).toMatch(
        /^Entries 0 to 19 .* are kept until they stand in an evidence package/,
      );
      packages.push({ sha256: 'a'.repeat(64), from: 5, to: 31 });
      expect(await prune()).toMatch(/now up to 0/);
      packages.push({ sha256: 'b'.repeat(64), from: 0, to: 5 });
      expect(await prune(0)).toMatch(/no place outside keeps checkpoints/);
      expect(await prune(2)).toMatch(/a checkpoint outside \(now up to 0\)/);
      expect(await knex('ledger_entries').select()).toHaveLength(31);
    });

    it('removes what is old, exported and anchored; every proof above still holds', async () => {
      packages.push({ sha256: 'a'.repeat(64), from: 0, to: 12 });
      packages.push({ sha256: 'b'.repeat(64), from: 10, to: 31 });
      expect(await prune()).toBe('Removed entries 0 to 19; their hashes stay.');
      expect(await ledger.minimumIndex()).toBe(20);
      expect(await knex('ledger_leaves').where('leaf_index', '<', 20)).toEqual(
        [],
      );
      expect(await knex('ledger_reading').where('leaf_index', '<', 20)).toEqual(
        [],
      );
      const fields = await knex('ledger_fields').distinct('entry_id');
      expect(fields).toHaveLength(12);
      await expect(ledger.verify()).resolves.toMatchObject({
        intact: true,
        size: 32,
        minimumIndex: 20,
      });
      // What is kept is as protected as before.
      await expect(knex('ledger_entries').delete()).rejects.toThrow(
        'is insert-only',
      );

      await ledger.stop();
      const { note, size } = (await ledger.checkpoint())!;
      const { root } = await verifyCheckpoint(note, keys.verifierKeys);
      const [entry] = await ledger.read({ indexes: [25] });
      verifyInclusionProof({
        index: 25,
        size,
        root,
        leafHash: entry.leafHash,
        proof: await proveInclusion(
          { index: 25, size },
          new TileHashReader({ size, source: ledger.tiles }),
        ),
      });
      // And the next process goes on from there.
      ledger = startLedger({ knex, keys, sinks: [sink] });
      await (await ledger.record.event(someEntry())).sequenced();
      expect(await prune()).toBe('No entry is older than it need be kept.');
      await expect(ledger.verify()).resolves.toMatchObject({ intact: true });
    });

    it('finishes what a process that died had begun', async () => {
      packages.push({ sha256: 'a'.repeat(64), from: 0, to: 31 });
      const receipt = await ledger.record.event(someEntry());
      await new PruningStore(knex).record({
        minimumIndex: 7,
        entryId: receipt.id,
      });
      await expect(ledger.verify()).resolves.toMatchObject({ intact: true });
      await prune();
      expect(await knex('ledger_leaves').where('leaf_index', '<', 20)).toEqual(
        [],
      );
      await expect(ledger.verify()).resolves.toMatchObject({
        intact: true,
        minimumIndex: 20,
      });
    });
  });
});
