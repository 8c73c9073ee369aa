import {
  appendToTiles,
  canonicalJson,
  CompactRange,
  hashLeaf,
  parseCheckpoint,
  parseNote,
  signCheckpoint,
  type Tile,
} from '@understudy/ledger';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { randomBytes, randomInt } from 'node:crypto';
import { asOwner } from './__testUtils__/asOwner';
import { eventually } from './__testUtils__/eventually';
import { MemorySink } from './__testUtils__/MemorySink';
import {
  makeKeys,
  migrate,
  someEntry,
  startLedger,
} from './__testUtils__/startLedger';
import { isPostgres } from './databaseClock';
import type { DefaultLedgerService } from './DefaultLedgerService';
import { newEntryId } from './entry/newEntryId';
import type { LedgerKeys } from './keys/LedgerKeys';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const TABLES = [
  'ledger_entries',
  'ledger_fields',
  'ledger_staged',
  'ledger_leaves',
  'ledger_tiles',
  'ledger_head',
  'ledger_checkpoints',
  'ledger_anchors',
  'ledger_redactions',
];

describe.each(databases.eachSupportedId())(
  'attacks on the ledger in %p',
  id => {
    let knex: Knex;
    let keys: LedgerKeys;
    let sink: MemorySink;
    let ledger: DefaultLedgerService;

    const start = (options: Partial<Parameters<typeof startLedger>[0]> = {}) =>
      startLedger({
        knex,
        keys,
        sinks: [sink],
        checkpointEvery: { entries: 1000, seconds: 3600 },
        ...options,
      });
    const record = async (count: number, to = ledger, word = 'e') => {
      const receipts = await Promise.all(
        Array.from({ length: count }, (_, i) =>
          to.record.event(someEntry({ correlationId: `${word}-${i}` })),
        ),
      );
      for (const receipt of receipts) {
        await receipt.sequenced();
      }
      return receipts;
    };
    /** The log of this test: sixty entries, of which a sink has forty. */
    const given = async () => {
      await record(39);
      await ledger.record.event(someEntry(), { anchored: true });
      await record(20);
    };
    const codes = async (by = ledger) => {
      const report = await by.verify();
      expect(report.intact).toBe(report.findings.length === 0);
      return [...new Set(report.findings.map(({ code }) => code))].sort();
    };
    const leaf = async (index: number) =>
      knex('ledger_leaves').where({ leaf_index: index }).first();

    beforeEach(async () => {
      knex = await databases.init(id);
      await migrate(knex);
      keys = await makeKeys();
      sink = new MemorySink();
      ledger = start();
      await given();
      await expectGreen();
    });

    /** Before an attack; whatever is red then is red because of it. */
    async function expectGreen() {
      await expect(ledger.verify()).resolves.toMatchObject({
        intact: true,
        size: 60,
        anchored: 40,
        findings: [],
        notices: [],
      });
    }

    afterEach(async () => {
      await ledger.stop();
    });

    it('the database itself refuses to change, delete or replace what is recorded', async () => {
      const row = await knex('ledger_entries').first();
      const field = await knex('ledger_fields').first();
      const attempts: Array<() => Promise<unknown>> = [
        ...Object.entries({
          ledger_entries: 'body',
          ledger_leaves: 'epoch',
          ledger_checkpoints: 'note',
          ledger_fields: 'value',
        }).flatMap(([table, column]) => [
          () => knex(table).delete(),
          () =>
            knex(table)
              .where({})
              .update({ [column]: 7 }),
          ...(isPostgres(knex)
            ? [() => knex.raw(`truncate ${table} cascade`)]
            : []),
        ]),
        () =>
          knex('ledger_entries')
            .insert({ ...row, body: '{}' })
            .onConflict('id')
            .merge(),
        () =>
          knex('ledger_fields')
            .insert({ ...field, value: '1' })
            .onConflict(['entry_id', 'pointer'])
            .merge(),
        ...(isPostgres(knex)
          ? []
          : [
              () =>
                knex.raw(
                  `insert or replace into ledger_entries (id, occurred_at, kind, body) values (?, 1, 'event', '{}')`,
                  [row.id],
                ),
            ]),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).rejects.toThrow(
          /is insert-only: \w+ is refused/,
        );
      }
      expect(await codes()).toEqual([]);
    });

    it('any byte of a stored entry is changed', async () => {
      for (let i = 0; i < 12; i++) {
        const index = randomInt(60);
        const { entry_id } = await leaf(index);
        const { body } = await knex('ledger_entries')
          .where({ id: entry_id })
          .first();
        const bytes = Buffer.from(body);
        const at = randomInt(bytes.length);
        bytes[at] = bytes[at] === 0x41 ? 0x42 : 0x41;
        await asOwner(knex, trx =>
          trx('ledger_entries')
            .where({ id: entry_id })
            .update({ body: bytes.toString() }),
        );
        const { findings } = await ledger.verify();
        expect(findings).toContainEqual(
          expect.objectContaining({
            code: 'entry-changed',
            index,
            entryId: entry_id,
          }),
        );
        await asOwner(knex, trx =>
          trx('ledger_entries').where({ id: entry_id }).update({ body }),
        );
      }
      expect(await codes()).toEqual([]);
    });

    it('an entry is changed, with its leaf and its tile', async () => {
      const { entry_id } = await leaf(12);
      const { body } = await knex('ledger_entries')
        .where({ id: entry_id })
        .first();
      const forged = body.replace(
        'component:default/payments',
        'component:default/orders',
      );
      expect(forged).not.toBe(body);
      const hash = Buffer.from(hashLeaf(Buffer.from(forged)));
      await asOwner(knex, async trx => {
        await trx('ledger_entries')
          .where({ id: entry_id })
          .update({ body: forged });
        await trx('ledger_leaves')
          .where({ leaf_index: 12 })
          .update({ leaf_hash: hash });
        const tile = await trx('ledger_tiles')
          .where({ level: 0, tile_index: 0 })
          .first();
        const hashes = Buffer.from(tile.hashes);
        hash.copy(hashes, 32 * 12);
        await trx('ledger_tiles')
          .where({ level: 0, tile_index: 0 })
          .update({ hashes });
      });
      expect(await codes()).toEqual(
        expect.arrayContaining(['checkpoint-mismatch', 'head-changed']),
      );
    });

    it('a sealed value is changed, or taken out without a redaction', async () => {
      const { entry_id } = await leaf(7);
      await asOwner(knex, trx =>
        trx('ledger_fields')
          .where({ entry_id, pointer: '/reason' })
          .update({ value: '"other"' }),
      );
      expect((await ledger.verify()).findings).toMatchObject([
        {
          code: 'field-changed',
          index: 7,
          entryId: entry_id,
          sentence: expect.stringContaining('/reason'),
        },
      ]);
      await asOwner(knex, trx =>
        trx('ledger_fields').where({ entry_id, pointer: '/reason' }).delete(),
      );
      expect((await ledger.verify()).findings).toMatchObject([
        {
          code: 'field-missing',
          index: 7,
          sentence: expect.stringContaining('no redaction was recorded'),
        },
      ]);
      // As the runtime role can: a redaction that nobody recorded in the log.
      await knex('ledger_redactions').insert({
        entry_id,
        pointer: '/reason',
        redaction_id: newEntryId(),
      });
      expect((await ledger.verify()).findings).toMatchObject([
        {
          code: 'field-missing',
          index: 7,
          sentence: expect.stringContaining('does not stand in the log'),
        },
      ]);
    });

    it('one is deleted from the middle', async () => {
      const { entry_id } = await leaf(20);
      await asOwner(knex, trx =>
        trx('ledger_entries').where({ id: entry_id }).delete(),
      );
      expect((await ledger.verify()).findings).toMatchObject([
        { code: 'entry-missing', index: 20 },
      ]);
      await asOwner(knex, trx =>
        trx('ledger_leaves').where({ leaf_index: 20 }).delete(),
      );
      expect((await ledger.verify()).findings).toMatchObject([
        { code: 'leaf-missing', index: 20 },
      ]);
    });

    it('one is deleted from the middle, and everything behind it moves up', async () => {
      await ledger.stop();
      await rebuild(list => list.splice(20, 1));
      expect(await codes()).toEqual(
        expect.arrayContaining(['checkpoint-mismatch', 'head-changed']),
      );
      ledger = start();
      await alarmed('checkpoint-refused', 'head-changed');
    });

    it('two are swapped', async () => {
      const [a, b] = [await leaf(3), await leaf(44)];
      await asOwner(knex, async trx => {
        await trx('ledger_leaves').whereIn('leaf_index', [3, 44]).delete();
        await trx('ledger_leaves').insert([
          { ...a, leaf_index: 44 },
          { ...b, leaf_index: 3 },
        ]);
      });
      expect((await ledger.verify()).findings).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ code: 'entry-swapped', index: 3 }),
          expect.objectContaining({ code: 'entry-swapped', index: 44 }),
        ]),
      );
    });

    it('one is inserted, and everything behind it moves down', async () => {
      await ledger.stop();
      const forged = canonicalJson({ id: newEntryId(), forged: true });
      await asOwner(knex, trx =>
        trx('ledger_entries').insert({
          id: JSON.parse(forged).id,
          occurred_at: 1,
          kind: 'event',
          body: forged,
        }),
      );
      await rebuild(list =>
        list.splice(15, 0, { id: JSON.parse(forged).id, body: forged }),
      );
      expect(await codes()).toEqual(
        expect.arrayContaining(['checkpoint-mismatch', 'head-changed']),
      );
    });

    it('the end is deleted above what stands outside: shown as not provable', async () => {
      await ledger.stop();
      const report = await ledger.verify();
      expect(report.anchored).toBe(60);
      const other = await emptied();
      // Two replicas of a log whose sink has four entries and not the last two.
      const lone = startLedger({
        knex: other,
        keys,
        sinks: [sink],
        checkpointEvery: { entries: 1000, seconds: 3600 },
      });
      await record(3, lone);
      await lone.record.event(someEntry(), { anchored: true });
      const before = await copy(other);
      await record(2, lone);
      expect((await lone.verify()).proved.join(' ')).toContain(
        'agrees up to entry 3; what lies above is not yet anchored',
      );
      // Everything goes back together to the moment of the last outside checkpoint.
      await restore(other, before);
      await expect(lone.verify()).resolves.toMatchObject({
        intact: true,
        size: 4,
        anchored: 4,
      });
      await lone.stop();
    });

    it('the end is deleted below what stands outside: caught', async () => {
      await ledger.stop();
      await rebuild(list => list.splice(35));
      expect(await codes()).toEqual(
        expect.arrayContaining(['shorter-than-anchor']),
      );
      ledger = start();
      await alarmed(
        'checkpoint-refused',
        'head-changed',
        'shorter-than-anchor',
      );
    });

    it('everything is truncated', async () => {
      await ledger.stop();
      await asOwner(knex, async trx => {
        for (const table of TABLES.filter(name => name !== 'ledger_head')) {
          await trx(table).delete();
        }
        await trx('ledger_head').update({
          size: 0,
          root: Buffer.alloc(0),
          mac: Buffer.alloc(0),
        });
      });
      expect(await codes()).toEqual(['shorter-than-anchor']);
      ledger = start();
      await alarmed('shorter-than-anchor');
      await expect(ledger.record.intent(someEntry())).rejects.toThrow(
        'has raised an alarm',
      );
    });

    it('a row is forged as the runtime role of the database', async () => {
      const forgedId = newEntryId();
      const body = canonicalJson({
        ...someEntry(),
        id: forgedId,
        forged: true,
      });
      await knex('ledger_entries').insert({
        id: forgedId,
        occurred_at: Date.now(),
        kind: 'event',
        body,
      });
      expect((await ledger.verify()).findings).toMatchObject([
        { code: 'entry-stray', entryId: forgedId },
      ]);
      await knex('ledger_staged').insert({
        entry_id: forgedId,
        mac: randomBytes(32),
        wants_anchor: false,
      });
      const alarm = await alarmed('entry-forged');
      expect(alarm.sentence).toContain(forgedId);
      // It never gets an index, and what is ours goes on.
      await record(1);
      expect(await knex('ledger_leaves').where({ entry_id: forgedId })).toEqual(
        [],
      );
      expect(await codes()).toEqual(['entry-stray']);
    });

    it('a mac is taken from another entry to forge one', async () => {
      // Nobody gives indexes, so that what waits can be seen.
      await ledger.stop();
      await knex('ledger_lease').update({
        holder: 'nobody',
        expires_at: Date.now() + 15_000,
      });
      ledger = start({ leaseTtlMs: 10_000 });
      const own = await ledger.record.event(someEntry());
      const { mac } = await knex('ledger_staged')
        .where({ entry_id: own.id })
        .first();
      const forgedId = newEntryId();
      await knex('ledger_entries').insert({
        id: forgedId,
        occurred_at: 1,
        kind: 'event',
        body: '{}',
      });
      await knex('ledger_staged').insert({
        entry_id: forgedId,
        mac,
        wants_anchor: false,
      });
      await knex('ledger_lease').update({ expires_at: 0 });
      expect((await alarmed('entry-forged')).sentence).toContain(forgedId);
      await own.sequenced();
    });

    it('a leaf is put behind the end as the runtime role', async () => {
      const forgedId = newEntryId();
      await knex('ledger_entries').insert({
        id: forgedId,
        occurred_at: 1,
        kind: 'event',
        body: '{}',
      });
      await knex('ledger_leaves').insert({
        leaf_index: 60,
        entry_id: forgedId,
        leaf_hash: Buffer.from(hashLeaf(Buffer.from('{}'))),
        epoch: 1,
      });
      expect(await codes()).toEqual(['leaf-inserted']);
      await ledger.record.event(someEntry());
      await alarmed('index-taken');
      await expect(ledger.record.intent(someEntry())).rejects.toThrow(
        'has raised an alarm',
      );
    });

    it('the head is moved as the runtime role', async () => {
      await knex('ledger_head').update({ size: 59 });
      await ledger.record.event(someEntry());
      await alarmed('head-changed');
      expect(await codes()).toEqual(expect.arrayContaining(['head-changed']));
    });

    it('an intent vanishes before it has its index', async () => {
      await ledger.stop();
      await knex('ledger_lease').update({
        holder: 'nobody',
        expires_at: Date.now() + 15_000,
      });
      ledger = start({ leaseTtlMs: 10_000 });
      const intent = await ledger.record.intent(someEntry());
      await asOwner(knex, async trx => {
        await trx('ledger_staged').delete();
        await trx('ledger_fields').where({ entry_id: intent.id }).delete();
        await trx('ledger_entries').where({ id: intent.id }).delete();
      });
      expect((await alarmed('entry-vanished')).sentence).toContain(intent.id);
    });

    it("yesterday's backup is restored", async () => {
      const backup = await copy(knex);
      await record(20);
      await ledger.record.event(someEntry(), { anchored: true });
      await ledger.stop();
      await restore(knex, backup);
      expect(await codes()).toEqual(['shorter-than-anchor']);
      ledger = start();
      expect((await alarmed('shorter-than-anchor')).sentence).toContain(
        'an old copy of the database was restored',
      );
    });

    it('there are two histories of the same length', async () => {
      await ledger.stop();
      const backup = await copy(knex);
      ledger = start();
      await record(9, ledger, 'one');
      await ledger.record.event(someEntry(), { anchored: true });
      await ledger.stop();
      await restore(knex, backup);
      // The other history is written where the place outside is not asked.
      const fork = start({ sinks: [] });
      await record(10, fork, 'other');
      await fork.stop();
      expect(await codes()).toEqual(['differs-from-anchor']);
      ledger = start();
      expect((await alarmed('differs-from-anchor')).sentence).toContain(
        'two histories',
      );
      // And the place outside takes no checkpoint of it.
      const { note } = (await fork.checkpoint())!;
      const { root, size } = parseCheckpoint(parseNote(note).text);
      await expect(
        sink.push({
          origin: keys.origin,
          size,
          root,
          note,
          prove: async () => [],
        }),
      ).rejects.toThrow('two histories of the same length');
    });

    it('an old checkpoint is replayed, the signature stripped, another key used', async () => {
      await ledger.stop();
      const { size, note } = (await ledger.checkpoint())!;
      const stranger = await makeKeys();
      const root = parseCheckpoint(parseNote(note).text).root;
      const notes = {
        replayed: sink.kept[0],
        stripped: `${note.split('\n\n')[0]}\n\n`,
        'other key': await signCheckpoint(
          { origin: keys.origin, size, root },
          stranger.signers,
        ),
        'other root': note.replace(
          /\n[^\n]+\n\n/,
          `\n${randomBytes(32).toString('base64')}\n\n`,
        ),
      };
      for (const forged of Object.values(notes)) {
        await asOwner(knex, trx =>
          trx('ledger_checkpoints').where({ size }).update({ note: forged }),
        );
        expect(await codes()).toEqual(
          expect.arrayContaining(['checkpoint-forged']),
        );
      }
      ledger = start();
      await alarmed('key-unknown');
    });

    it('the place outside is emptied', async () => {
      await ledger.stop();
      const kept = sink.kept.splice(0);
      ledger = start();
      expect((await alarmed('anchor-tampered')).sentence).toContain(
        'keeps none any more',
      );
      await expect(ledger.record.intent(someEntry())).rejects.toThrow(
        'has raised an alarm',
      );
      sink.kept.push(...kept);
      expect(await codes()).toEqual([]);
    });

    it('the key is swapped on the server, together with all signatures', async () => {
      await ledger.stop();
      const stranger = await makeKeys();
      const signed = await ledger.checkpoints();
      await asOwner(knex, async trx => {
        for (const { size, note } of signed) {
          const { root } = parseCheckpoint(parseNote(note).text);
          await trx('ledger_checkpoints')
            .where({ size })
            .update({
              note: await signCheckpoint(
                { origin: keys.origin, size, root },
                stranger.signers,
              ),
            });
        }
      });
      // The server itself: by what stands outside, and by the head.
      const swapped = start({ keys: stranger });
      await alarmed('key-unknown', 'head-changed');
      expect(await codes(swapped)).toEqual(
        expect.arrayContaining(['key-unknown']),
      );
      await swapped.stop();
      // Whoever has pinned the key: by every checkpoint.
      expect(await codes()).toEqual(
        expect.arrayContaining(['checkpoint-forged']),
      );
    });

    it('a clock is set back: the order is that of the log, and the set-back is told', async () => {
      const now = Date.now();
      const clock = jest.spyOn(Date, 'now').mockReturnValue(now - 7_200_000);
      try {
        await record(2);
      } finally {
        clock.mockRestore();
      }
      await record(1);
      const report = await ledger.verify();
      expect(report).toMatchObject({ intact: true, size: 63 });
      expect(report.notices).toEqual([
        expect.stringMatching(/^Entry 60 .* a clock was set back/),
      ]);
      // A lease that was given before the clock of the database was set back does not last for hours.
      await ledger.stop();
      await knex('ledger_lease').update({
        holder: 'nobody',
        expires_at: now + 7_200_000,
      });
      ledger = start();
      await record(1);
    });

    async function alarmed(...expected: string[]) {
      return eventually(
        async () =>
          (await ledger.alarms()).find(({ code }) => expected.includes(code)),
        `an alarm ${expected.join(' or ')} instead of ${JSON.stringify(
          await ledger.alarms(),
        )}`,
      );
    }

    /** Writes leaves, tiles and head anew, as an owner of the database without the key would. */
    async function rebuild(
      change: (list: Array<{ id: string; body: string }>) => unknown,
    ): Promise<void> {
      const list = await knex('ledger_leaves')
        .join('ledger_entries', 'ledger_entries.id', 'entry_id')
        .orderBy('leaf_index')
        .select('ledger_entries.id', 'body');
      const before = new Set(list.map(row => row.id));
      change(list);
      const after = new Set(list.map(row => row.id));
      const hashes = list.map(({ body }) => hashLeaf(Buffer.from(body)));
      const range = CompactRange.empty();
      hashes.forEach(hash => range.append(hash));
      const tiles: Tile[] = await appendToTiles({
        size: 0,
        leafHashes: hashes,
        source: { readTile: async () => new Uint8Array() },
      });
      const gone = [...before].filter(entry => !after.has(entry));
      await asOwner(knex, async trx => {
        await trx('ledger_leaves').delete();
        await trx('ledger_tiles').delete();
        await trx('ledger_fields').whereIn('entry_id', gone).delete();
        await trx('ledger_entries').whereIn('id', gone).delete();
        await trx('ledger_leaves').insert(
          list.map((row, i) => ({
            leaf_index: i,
            entry_id: row.id,
            leaf_hash: Buffer.from(hashes[i]),
            epoch: 1,
          })),
        );
        await trx('ledger_tiles').insert(
          tiles.map(tile => ({
            level: tile.level,
            tile_index: Number(tile.index),
            hashes: Buffer.from(tile.bytes),
          })),
        );
        await trx('ledger_head').update({
          size: list.length,
          root: Buffer.from(range.root()),
        });
      });
    }

    async function copy(from: Knex) {
      const tables = new Map<string, object[]>();
      for (const table of TABLES) {
        tables.set(table, await from(table).select());
      }
      return tables;
    }

    async function restore(to: Knex, tables: Map<string, object[]>) {
      await asOwner(to, async trx => {
        for (const [table, rows] of tables) {
          await trx(table).delete();
          for (const row of rows) {
            await trx(table).insert(row);
          }
        }
      });
    }

    /** Another database, with its tables, and a sink that has nothing. */
    async function emptied(): Promise<Knex> {
      const other = await databases.init(id);
      await migrate(other);
      sink = new MemorySink('fresh');
      return other;
    }
  },
);
