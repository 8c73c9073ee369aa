import {
  hashLeaf,
  proveInclusion,
  TileHashReader,
  verifyCheckpoint,
  verifyInclusionProof,
} from '@understudy/ledger';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { eventually } from './__testUtils__/eventually';
import { MemorySink } from './__testUtils__/MemorySink';
import {
  makeKeys,
  migrate,
  someEntry,
  startLedger,
} from './__testUtils__/startLedger';
import { DefaultLedgerService } from './DefaultLedgerService';
import type { LedgerKeys } from './keys/LedgerKeys';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('the ledger on %p', id => {
  let knex: Knex;
  let keys: LedgerKeys;
  const running: DefaultLedgerService[] = [];
  const start = (options: Partial<Parameters<typeof startLedger>[0]> = {}) => {
    const ledger = startLedger({ knex, keys, ...options });
    running.push(ledger);
    return ledger;
  };

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    keys = await makeKeys();
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(ledger => ledger.stop()));
  });

  it('records an intent before it is done, and how it ended', async () => {
    const ledger = start();
    const intent = await ledger.record.intent(someEntry());
    // Durable at once, whoever gives indexes.
    expect(
      await knex('ledger_entries').where({ id: intent.id }).first('kind'),
    ).toEqual({ kind: 'intent' });
    const outcome = await ledger.record.outcome(
      intent.id,
      someEntry({
        outcome: 'failure',
        errorContext: { message: 'no answer' },
        recoveryActions: ['asked again'],
      }) as never,
    );
    expect(await intent.sequenced()).toBe(0);
    expect(await outcome.sequenced()).toBe(1);
    const [first, second] = await ledger.read({
      ids: [outcome.id, intent.id],
    });
    expect(first).toMatchObject({
      index: 0,
      entry: { ...someEntry(), id: intent.id, kind: 'intent' },
      redacted: [],
    });
    expect(second.entry).toMatchObject({
      intentId: intent.id,
      kind: 'outcome',
      errorContext: { message: 'no answer' },
    });
    expect(first.body).not.toContain('The queue grows');
    expect(hashLeaf(Buffer.from(first.body))).toEqual(intent.leafHash);
  });

  it('takes one outcome for an intent, and none for what is no intent', async () => {
    const ledger = start();
    const intent = await ledger.record.intent(someEntry());
    const outcome = someEntry({ outcome: 'success' }) as never;
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        ledger.record.outcome(intent.id, outcome),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    expect(answers.find(answer => answer.status === 'rejected')).toMatchObject({
      reason: { name: 'ConflictError' },
    });
    const event = await ledger.record.event(someEntry());
    await expect(ledger.record.outcome(event.id, outcome)).rejects.toThrow(
      `The ledger has no intent ${event.id}`,
    );
  });

  it('refuses what cannot be recorded, in words, and writes nothing of it', async () => {
    const ledger = start();
    const tried: Array<[object, RegExp]> = [
      [{ action: 'Scale It' }, /\/action must match pattern/],
      [{ surprise: 1 }, /must NOT have additional properties \(surprise\)/],
      [{ outcome: 'failure' }, /must have required property 'errorContext'/],
      [{ occurredAt: '2026-99-99T00:00:00.000Z' }, /occurredAt is no time/],
      [{ parameters: { when: new Date() } }, /is not a plain object/],
      [{ parameters: { n: NaN } }, /NaN/],
      [{ contextTags: { half: '\ud800' } }, /half a surrogate pair/],
      [{ parameters: { big: 'x'.repeat(300_000) } }, /at most 262144/],
      [
        {
          scope: {
            resources: Array.from(
              { length: 200 },
              (_, i) => `${i}${'x'.repeat(500)}`,
            ),
          },
        },
        /at most 65535/,
      ],
    ];
    for (const [wrong, words] of tried) {
      await expect(
        ledger.record.event(someEntry(wrong as never)),
      ).rejects.toThrow(words);
    }
    await expect(
      ledger.record.intent(someEntry({ reason: undefined }) as never),
    ).rejects.toThrow(`must have required property 'reason'`);
    expect(await knex('ledger_entries').select()).toEqual([]);
  });

  it('gives contiguous indexes to what many replicas write, each once', async () => {
    const replicas = [start(), start(), start()];
    const receipts = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        replicas[i % 3].record.event(someEntry({ correlationId: `c-${i}` })),
      ),
    );
    const indexes = await Promise.all(
      receipts.map(receipt => receipt.sequenced()),
    );
    expect([...indexes].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 300 }, (_, i) => i),
    );
    expect(replicas.filter(({ leads }) => leads)).toHaveLength(1);
    await expect(replicas[0].verify()).resolves.toMatchObject({
      intact: true,
      size: 300,
      findings: [],
    });
  });

  it('signs checkpoints that cover every entry, and proves entries from tiles', async () => {
    const ledger = start();
    const receipts = await Promise.all(
      Array.from({ length: 600 }, () => ledger.record.event(someEntry())),
    );
    const index = await receipts[300].sequenced();
    await Promise.all(receipts.map(receipt => receipt.sequenced()));
    await ledger.stop();
    const { note } = (await ledger.checkpoint())!;
    const checkpoint = await verifyCheckpoint(note, keys.verifierKeys);
    expect(checkpoint.size).toBe(600n);
    verifyInclusionProof({
      index,
      size: 600,
      leafHash: receipts[300].leafHash,
      root: checkpoint.root,
      proof: await proveInclusion(
        { index, size: 600 },
        new TileHashReader({ size: 600, source: ledger.tiles }),
      ),
    });
  });

  it('waits for the place outside before an effect, and says so when it does not answer', async () => {
    const sink = new MemorySink();
    const ledger = start({
      sinks: [sink],
      checkpointEvery: { entries: 1000, seconds: 60 },
    });
    await ledger.record.event(someEntry());
    const intent = await ledger.record.intent(someEntry(), { anchored: true });
    const index = await intent.sequenced();
    const { size } = await verifyCheckpoint(
      sink.kept.at(-1)!,
      keys.verifierKeys,
    );
    expect(Number(size)).toBeGreaterThan(index);
    expect(await ledger.anchors()).toMatchObject([
      { sink: 'memory', size: Number(size) },
    ]);

    sink.broken = new Error('connection refused');
    await expect(
      ledger.record.intent(someEntry(), { anchored: true, timeoutMs: 700 }),
    ).rejects.toThrow('no place outside the database has confirmed it in time');
    expect(ledger.sinkProblems.get('memory')).toBe('connection refused');
    // It catches up by itself with the next checkpoint.
    sink.broken = undefined;
    await ledger.record.intent(someEntry(), { anchored: true });
  });

  it('redacts a value for good, and every proof still holds', async () => {
    const ledger = start();
    const { id: entryId, sequenced } = await ledger.record.event(
      someEntry({ parameters: { password: 'hunter2' } }),
    );
    await sequenced();
    const redaction = {
      entryId,
      pointers: ['/parameters'],
      reason: 'A password was given in the clear',
      actor: { type: 'user' as const, id: 'user:default/colin' },
    };
    await (await ledger.redact(redaction)).sequenced();
    const [entry] = await ledger.read({ ids: [entryId] });
    expect(entry.redacted).toEqual(['/parameters']);
    expect(entry.entry.parameters).toBeUndefined();
    expect(entry.entry.reason).toBe('The queue grows');
    expect(JSON.stringify(await knex('ledger_fields').select())).not.toContain(
      'hunter2',
    );
    await expect(ledger.verify()).resolves.toMatchObject({
      intact: true,
      redacted: 1,
    });
    await expect(
      ledger.redact({
        ...redaction,
        actor: { type: 'user', id: 'user:default/sam' },
      }),
    ).rejects.toThrow('somebody else must redact it');
    await expect(ledger.redact(redaction)).rejects.toThrow(
      'has no value at /parameters, or not any more',
    );
    await expect(
      ledger.redact({ ...redaction, pointers: ['/action'] }),
    ).rejects.toThrow('/action cannot be redacted');
  });

  it('takes a new key that the old one vouches for, and no other', async () => {
    const before = start();
    await (await before.record.event(someEntry())).sequenced();
    await before.stop();

    const stranger = start({ keys: await makeKeys() });
    await stranger.record.event(someEntry());
    const [alarm] = await eventually(async () => {
      const alarms = await stranger.alarms();
      return alarms.length > 0 && alarms;
    }, 'an alarm about the key');
    expect(alarm).toMatchObject({ stops: true });
    expect(alarm.sentence).toContain('Give the old key beside the new one');
    await expect(stranger.record.intent(someEntry())).rejects.toThrow(
      'The ledger has raised an alarm',
    );
    await stranger.stop();
    // What the stranger put before the sequencer is not ours either.
    const fresh = await makeKeys();
    const both: LedgerKeys = {
      ...fresh,
      signers: [...fresh.signers, ...keys.signers],
      verifierKeys: [...fresh.verifierKeys, ...keys.verifierKeys],
      macKeys: [...fresh.macKeys, ...keys.macKeys],
    };
    const rotated = start({ keys: both });
    await rotated.resolveAlarm({
      id: alarm.id,
      reason: 'The key was replaced by mistake',
      actor: { type: 'user', id: 'user:default/priya' },
    });
    const receipt = await rotated.record.intent(someEntry());
    await receipt.sequenced();
    await rotated.stop();
    const { note } = (await rotated.checkpoint())!;
    for (const { verifierKeys } of [keys, fresh]) {
      await expect(verifyCheckpoint(note, verifierKeys)).resolves.toBeDefined();
    }
    const later = start({ keys: fresh });
    await (await later.record.intent(someEntry())).sequenced();
  });

  it('goes on when the one that gave the indexes is gone without a word', async () => {
    const first = start({ leaseTtlMs: 1_500 });
    await (await first.record.event(someEntry())).sequenced();
    expect(first.leads).toBe(true);
    // As if its process had been killed: nothing is given back.
    await knex('ledger_lease').update({ holder: 'somebody-else' });
    const second = start({ leaseTtlMs: 1_500 });
    await (await second.record.event(someEntry())).sequenced();
    await expect(second.verify()).resolves.toMatchObject({ intact: true });
  });

  it('says in words what cannot be written, and then does nothing', async () => {
    const closed = DefaultLedgerService.create({
      knex,
      keys: new Error('The ledger has no signing key.'),
      sinks: [],
      checkpointEvery: { entries: 10, seconds: 60 },
      logger: { error() {}, warn() {}, info() {}, debug() {} } as never,
    });
    closed.start();
    await expect(closed.record.intent(someEntry())).rejects.toThrow(
      'nothing was done: The ledger has no signing key.',
    );
    await closed.stop();

    const ledger = start();
    await knex.schema.renameTable('ledger_staged', 'ledger_staged_away');
    await expect(ledger.record.intent(someEntry())).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('nothing was done'),
    });
    expect(await knex('ledger_entries').select()).toEqual([]);
    await knex.schema.renameTable('ledger_staged_away', 'ledger_staged');
    await (await ledger.record.intent(someEntry())).sequenced();
  });
});
