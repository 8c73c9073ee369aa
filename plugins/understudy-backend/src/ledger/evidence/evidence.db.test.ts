import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { verifyEvidence } from '@understudy/evidence';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { EvidenceRequest } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessService } from '../../access/types';
import {
  makeKeys,
  migrate,
  someEntry,
  startLedger,
} from '../__testUtils__/startLedger';
import { eventually } from '../__testUtils__/eventually';
import type { DefaultLedgerService } from '../DefaultLedgerService';
import type { LedgerKeys } from '../keys/LedgerKeys';
import { DefaultEvidenceService } from './DefaultEvidenceService';
import { EvidenceExporter } from './EvidenceExporter';
import { EvidenceWorker } from './EvidenceWorker';
import { ExportStore } from './ExportStore';
import { FolderFiles } from './FolderFiles';
import { lastWeek } from './lastWeek';
import { RangeStore } from './RangeStore';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databases.eachSupportedId())('evidence packages on %p', id => {
  let knex: Knex;
  let keys: LedgerKeys;
  let ledger: DefaultLedgerService;
  let folder: string;
  let now: number;
  let redacted: string;
  let running: EvidenceWorker[];
  const credentials = mockCredentials.user('user:default/colin');
  const access = {
    accessOf: async () => ({
      userEntityRef: 'user:default/colin',
      decisions: [
        { name: 'understudy.audit.export', allowed: true, reason: '' },
      ],
    }),
  } as unknown as AccessService;
  const hour = (index: number) =>
    new Date(Date.UTC(2026, 9, 5, index)).toISOString();

  beforeEach(async () => {
    now = Date.now();
    running = [];
    folder = mkdtempSync(join(tmpdir(), 'evidence-db-'));
    knex = await databases.init(id);
    await migrate(knex);
    keys = await makeKeys();
    ledger = startLedger({
      knex,
      keys,
      checkpointEvery: { entries: 7, seconds: 1 },
    });
    const ids: string[] = [];
    for (let index = 0; index < 20; index++) {
      const receipt = await ledger.record.event(
        someEntry({
          occurredAt: hour(index),
          outcome: 'success',
          operationType: index % 5 === 0 ? 'exec' : 'deployment',
          reason: `reason ${index}`,
        }),
      );
      await receipt.sequenced();
      ids.push(receipt.id);
    }
    redacted = ids[8];
    const actor = { type: 'user' as const, id: 'user:default/priya' };
    const by = await ledger.redact({
      entryId: redacted,
      pointers: ['/reason', '/commandText'],
      reason: 'A password stood in it',
      actor,
    });
    // Of the redaction the reason is taken out too.
    const more = await ledger.redact({
      entryId: by.id,
      pointers: ['/reason'],
      reason: 'Said too much',
      actor: { type: 'user', id: 'user:default/colin' },
    });
    await more.sequenced();
  });

  afterEach(async () => {
    await Promise.all(running.map(worker => worker.stop()));
    await ledger.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(options: { atOnce?: number; perDay?: number } = {}) {
    const store = new ExportStore(knex);
    const files = new FolderFiles(folder);
    const worker = new EvidenceWorker({
      store,
      files,
      directory: folder,
      record: ledger.record,
      logger: mockServices.logger.mock(),
      retentionDays: 90,
      beatMs: 50,
      now: () => now,
      exporter: new EvidenceExporter({
        ledger,
        keys,
        store: new RangeStore(knex),
        tool: 'test 1',
        checkpointWaitMs: 20_000,
      }),
    });
    running.push(worker);
    const service = DefaultEvidenceService.create({
      access,
      store,
      files,
      record: ledger.record,
      worker,
      atOnce: options.atOnce ?? 5,
      perDay: options.perDay ?? 50,
      now: () => now,
    });
    return { store, worker, service };
  }

  const request = (more: Partial<EvidenceRequest> = {}): EvidenceRequest => ({
    period: { from: hour(4), to: hour(12) },
    reason: 'Audit of October',
    ...more,
  });
  const fileOf = (exportId: string) => join(folder, `${exportId}.zip`);
  const verify = (exportId: string) =>
    verifyEvidence({ file: fileOf(exportId), keys: keys.verifierKeys });
  const entriesOf = async (action: string) => {
    await eventually(
      async () => (await knex('ledger_staged').first()) === undefined,
      'every entry has its index',
    );
    const found: Array<{ kind: string; outcome: string | undefined }> = [];
    for await (const { entry } of ledger.stream()) {
      if (entry.action === action) {
        found.push({ kind: entry.kind, outcome: entry.outcome });
      }
    }
    return found;
  };

  it('given a period, when a package is made, then an outsider finds every entry of it and the redactions', async () => {
    const { service, worker } = start();
    const asked = await service.create(request({ notes: 'Incident 7' }), {
      credentials,
    });
    expect(asked).toMatchObject({ state: 'waiting', complete: true });
    await worker.idle();
    const made = await service.get(asked.id, { credentials });
    expect(made).toMatchObject({
      state: 'ready',
      entries: 8,
      done: 8,
      total: 8,
      requestedBy: 'user:default/colin',
    });
    const report = await verify(asked.id);
    expect(report).toMatchObject({
      result: 'verified',
      problems: [],
      entries: 8,
      // Both sides of the period, and the two redactions.
      supporting: 4,
      redactionCount: 3,
    });
    expect(report.proved.join('\n')).toContain(
      'every entry from index 4 up to 11',
    );

    const { content, bytes } = await service.download(asked.id, {
      credentials,
    });
    let received = 0;
    for await (const chunk of content) {
      received += chunk.length;
    }
    expect(received).toBe(bytes);
    await expect(entriesOf('evidence:export')).resolves.toEqual([
      { kind: 'intent', outcome: undefined },
      { kind: 'outcome', outcome: 'success' },
    ]);
    await expect(entriesOf('evidence:download')).resolves.toEqual([
      { kind: 'event', outcome: 'success' },
    ]);
    expect(readdirSync(folder)).toEqual([`${asked.id}.zip`]);
  });

  it('given everything, an empty period and a selection, when made, then each proves what it can', async () => {
    const { service, worker } = start();
    const ask = async (more: Partial<EvidenceRequest>) => {
      const { id: exportId } = await service.create(request(more), {
        credentials,
      });
      await worker.idle();
      return verify(exportId);
    };
    expect(await ask({ period: {} })).toMatchObject({ result: 'verified' });
    expect(
      await ask({
        period: { from: '2026-10-05T04:30:00Z', to: '2026-10-05T04:40:00Z' },
      }),
    ).toMatchObject({ result: 'verified', entries: 0, supporting: 2 });
    expect(await ask({ period: { to: '2020-01-01T00:00:00Z' } })).toMatchObject(
      { result: 'verified', entries: 0, supporting: 1 },
    );
    expect(
      await ask({ period: { from: '2030-01-01T00:00:00Z' } }),
    ).toMatchObject({ result: 'verified', entries: 0, supporting: 1 });
    expect(
      await ask({
        filter: { operationType: ['exec'], actor: 'user:default/sam' },
      }),
    ).toMatchObject({
      result: 'limited',
      problems: [],
      entries: 2,
      limits: [expect.stringContaining('is a selection')],
    });
    expect(await ask({ filter: { outcome: 'failure' } })).toMatchObject({
      result: 'limited',
      problems: [],
      entries: 0,
    });
  }, 120_000);

  it('given a process that died over a package, when another looks, then it makes it, and gives up after three times', async () => {
    const { service, store, worker } = start();
    const quiet = DefaultEvidenceService.create({
      access,
      store,
      files: new FolderFiles(folder),
      record: ledger.record,
      worker: { wake: () => {} },
      atOnce: 5,
      perDay: 50,
    });
    const first = await quiet.create(request(), { credentials });
    const dead = { holder: 'dead', silentMs: 600 };
    expect((await store.take(dead))?.id).toBe(first.id);
    expect(await store.take({ holder: 'other', silentMs: 60_000 })).toBe(
      undefined,
    );
    writeFileSync(join(folder, `${first.id}.left`), 'half');
    await knex('evidence_exports').update({ seen_at: 0 });
    worker.wake();
    await worker.idle();
    expect(await service.get(first.id, { credentials })).toMatchObject({
      state: 'ready',
    });
    expect(await verify(first.id)).toMatchObject({ result: 'verified' });
    // The process that seemed dead comes back too late.
    expect(
      await store.finish({
        id: first.id,
        holder: 'dead',
        state: 'failed',
        problem: 'late',
        finishedAt: now,
      }),
    ).toBe(false);

    const second = await quiet.create(request(), { credentials });
    await knex('evidence_exports')
      .where({ id: second.id })
      .update({ state: 'running', attempts: 3, seen_at: 0 });
    worker.wake();
    await worker.idle();
    expect(await service.get(second.id, { credentials })).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('ended 3 times'),
    });
    await expect(service.download(second.id, { credentials })).rejects.toThrow(
      'The package is failed',
    );
    expect((await entriesOf('evidence:export')).slice(-1)).toEqual([
      { kind: 'outcome', outcome: 'failure' },
    ]);
  });

  it('given packages that wait or are made, when cancelled, then they stop, and it is recorded', async () => {
    const { service, store, worker } = start();
    const quiet = DefaultEvidenceService.create({
      access,
      store,
      files: new FolderFiles(folder),
      record: ledger.record,
      worker: { wake: () => {} },
      atOnce: 5,
      perDay: 50,
    });
    const waiting = await quiet.create(request(), { credentials });
    expect(await service.cancel(waiting.id, { credentials })).toMatchObject({
      state: 'cancelled',
    });
    await expect(service.cancel(waiting.id, { credentials })).rejects.toThrow(
      'nothing to cancel',
    );
    const begun = await quiet.create(request(), { credentials });
    await store.take({ holder: 'other', silentMs: 600 });
    expect(await service.cancel(begun.id, { credentials })).toMatchObject({
      state: 'running',
    });
    expect(
      await store.seen({
        id: begun.id,
        holder: 'other',
        done: 1,
        total: 8,
      }),
    ).toBe('cancelled');
    await knex('evidence_exports')
      .where({ id: begun.id })
      .update({ seen_at: 0 });
    worker.wake();
    await worker.idle();
    expect(await service.get(begun.id, { credentials })).toMatchObject({
      state: 'cancelled',
    });
    expect(
      (await entriesOf('evidence:export')).filter(
        ({ outcome }) => outcome === 'cancelled',
      ),
    ).toHaveLength(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('given a value that vanished without a redaction, when a package is made, then it fails and says which', async () => {
    const { service, worker } = start();
    const isPostgres = id.startsWith('POSTGRES');
    const [{ entryId }] = await knex('ledger_leaves')
      .where({ leaf_index: 6 })
      .select({ entryId: 'entry_id' });
    await knex.raw(
      isPostgres
        ? 'alter table ledger_fields disable trigger all'
        : 'drop trigger ledger_fields_no_delete',
    );
    await knex('ledger_fields')
      .where({ entry_id: entryId, pointer: '/reason' })
      .delete();
    const asked = await service.create(request(), { credentials });
    await worker.idle();
    expect(await service.get(asked.id, { credentials })).toMatchObject({
      state: 'failed',
      problem: 'Entry 6 lacks the values of /reason without saying why',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('given limits for a person and a time for a package, when they are reached, then it says so and deletes', async () => {
    const { service, store, worker } = start({ atOnce: 1, perDay: 2 });
    await expect(
      service.create(request({ period: { from: hour(5), to: hour(5) } }), {
        credentials,
      }),
    ).rejects.toThrow('must begin before it ends');
    const asked = await service.create(request(), { credentials });
    await worker.idle();
    await service.create(request(), { credentials });
    await expect(service.create(request(), { credentials })).rejects.toThrow(
      /not finished yet|as many as one person may/,
    );
    await worker.idle();
    await expect(service.create(request(), { credentials })).rejects.toThrow(
      'as many as one person may',
    );
    now += 90 * DAY_MS + 1;
    writeFileSync(join(folder, '00000000-0000-4000-8000-000000000000.zip'), '');
    await worker.tidy();
    expect(readdirSync(folder)).toEqual([]);
    expect(await store.get(asked.id)).toMatchObject({ state: 'expired' });
    await expect(service.download(asked.id, { credentials })).rejects.toThrow(
      'deleted when its time was over',
    );
  });

  it('given the schedule of a week on many replicas, when it comes, then there is one package', async () => {
    const { service, store } = start();
    const week = { occasion: 'week x', request: request() };
    await service.createFor(week);
    await service.createFor(week);
    expect(await store.list()).toHaveLength(1);
  });
});

describe('lastWeek', () => {
  it.each([
    ['2026-11-30T06:00:00Z', '2026-11-23T00:00:00.000Z'],
    ['2026-11-29T23:59:59Z', '2026-11-16T00:00:00.000Z'],
    ['2026-01-01T00:00:00Z', '2025-12-22T00:00:00.000Z'],
  ])('given %s, then it begins %s', (now, from) => {
    const week = lastWeek(Date.parse(now));
    expect(week.from).toBe(from);
    expect(Date.parse(week.to) - Date.parse(week.from)).toBe(7 * DAY_MS);
  });
});
