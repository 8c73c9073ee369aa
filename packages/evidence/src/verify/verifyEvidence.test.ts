/** @jest-environment node */
import {
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalJson,
  generateSigningKey,
  parseSigningKey,
  signNote,
} from '@understudy/ledger';
import fc from 'fast-check';
import { manifestNoteText } from '../format/manifestNoteText';
import { TestLog } from '../testing/TestLog';
import { sealManifest } from '../testing/sealManifest';
import { unzip } from '../testing/unzip';
import { writePeriod } from '../testing/writePeriod';
import { zipUp } from '../testing/zipUp';
import { verifyEvidence } from './verifyEvidence';

jest.setTimeout(120_000);

describe('an evidence package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  let counter = 0;

  let log: TestLog;
  let files: Map<string, Buffer>;

  beforeAll(async () => {
    log = await TestLog.create();
    await log.add(3, index => (index === 1 ? { reason: '=1+1' } : {}));
    await log.sign();
    await log.add(9, index =>
      index % 4 === 0
        ? {
            operationType: 'approval',
            approvals: [
              { by: 'user:default/sam', decision: 'approved', at: 'x' },
            ],
            contextTags: { note: '@SUM(A1)', ключ: '\u202etxt' },
            laterField: { new: true },
          }
        : {},
    );
    await log.sign();
    await log.redact(7, '/reason');
    await log.add(4);
    await log.sign();
    await writePeriod(log, { output: at('good.zip'), from: 2, to: 11 });
    files = await unzip(at('good.zip'));
  });

  const verify = (
    file: string,
    options: { keys?: string[]; checkpoint?: string } = {},
  ) => verifyEvidence({ file, keys: [log.key], ...options });

  /** Changes files, packs them again, and verifies. */
  const withChanges = async (
    change: (copy: Map<string, Buffer>) => void | Promise<void>,
    options: { keys?: string[]; checkpoint?: string } = {},
  ) => {
    const copy = new Map(files);
    await change(copy);
    const file = await zipUp(at(`changed-${counter++}.zip`), copy);
    const report = await verify(file, options);
    rmSync(file);
    return report;
  };
  const linesOf = (copy: Map<string, Buffer>, path: string) =>
    copy.get(path)!.toString().trimEnd().split('\n');
  const setLines = (copy: Map<string, Buffer>, path: string, all: string[]) =>
    copy.set(path, Buffer.from(all.map(line => `${line}\n`).join('')));
  const messages = (report: { problems: Array<{ message: string }> }) =>
    report.problems.map(({ message }) => message);
  /** What another log says, signed with the key of this one. */
  const signAgain = (note: string) =>
    signNote(`${note.split('\n\n')[0]}\n`, log.signers);

  it('given a whole period, when verified with the pinned key, then all of it is proved', async () => {
    const report = await verify(at('good.zip'));
    expect(report).toMatchObject({
      result: 'verified',
      problems: [],
      limits: [],
      origin: log.origin,
      size: 17,
      entries: 9,
      supporting: 3,
      redactions: [{ index: 7, pointer: '/reason', by: log.entries[12].id }],
    });
    expect(report.proved).toContain(
      'The package has every entry from index 2 up to 10: none was left out, moved or put in',
    );
    expect(report.notProved[0]).toContain('no checkpoint from outside');
  });

  it('given no key, when verified, then it says that it is not proved by whom', async () => {
    const report = await verify(at('good.zip'), { keys: [] });
    expect(report.result).toBe('limited');
    expect(report.limits).toEqual([
      expect.stringContaining('not proved by whom'),
    ]);
    expect(report.signedBy).toEqual([]);
  });

  it('given a selection, when verified, then each entry is proved and completeness is not', async () => {
    await writePeriod(log, {
      output: at('selection.zip'),
      from: 2,
      to: 15,
      select: ({ index }) => index === 3 || index === 7,
    });
    const report = await verify(at('selection.zip'));
    expect(report).toMatchObject({
      result: 'limited',
      entries: 2,
      supporting: 1,
      limits: [expect.stringContaining('not proved that none was left out')],
    });
    expect(report.proved.join()).not.toContain('every entry from');
  });

  it('given an empty period and a log of one entry, when verified, then both hold', async () => {
    await writePeriod(log, { output: at('empty.zip'), from: 5, to: 5 });
    expect(await verify(at('empty.zip'))).toMatchObject({
      result: 'verified',
      entries: 0,
      supporting: 2,
    });
    const small = await TestLog.create();
    await small.add(1);
    await small.sign();
    await writePeriod(small, { output: at('one.zip'), from: 0, to: 1 });
    expect(
      await verifyEvidence({ file: at('one.zip'), keys: [small.key] }),
    ).toMatchObject({ result: 'verified', entries: 1 });
  });

  describe('given one changed byte anywhere', () => {
    it('in a file, when verified, then the file is named, and the entry where it is one', async () => {
      const paths = [...files.keys()];
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...paths),
          fc.nat(),
          fc.integer({ min: 1, max: 255 }),
          async (path, position, difference) => {
            const before = files.get(path)!;
            const offset = position % before.length;
            const report = await withChanges(copy => {
              const bytes = Buffer.from(before);
              bytes[offset] ^= difference;
              copy.set(path, bytes);
            });
            expect(report.result).toBe('refused');
            expect(report.proved).toEqual([]);
            const said = messages(report).join('\n');
            const named = path.startsWith('manifest.json') ? '' : path;
            expect(said).toContain(named);
            const line = before
              .subarray(0, offset)
              .filter(byte => byte === 10).length;
            const wanted =
              path === 'entries.jsonl'
                ? [JSON.parse(linesOf(files, path)[line]).index]
                : [];
            // Who redacted something may stand above the newest checkpoint,
            // so that one who cannot be found is a limit.
            const entries = [said, ...report.limits].join('\n');
            expect(
              wanted.filter(index => !entries.includes(`ntry ${index} `)),
            ).toEqual([]);
          },
        ),
        { numRuns: 200 },
      );
    }, 120_000);

    it('in the zip itself, when verified, then it is refused, or every file is as it was', async () => {
      const bytes = readFileSync(at('good.zip'));
      const file = at('flipped.zip');
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: bytes.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          async (offset, difference) => {
            const copy = Buffer.from(bytes);
            copy[offset] ^= difference;
            writeFileSync(file, copy);
            const report = await verify(file);
            const read =
              report.result === 'refused' ? files : await unzip(file);
            expect(read).toEqual(files);
          },
        ),
        { numRuns: 120 },
      );
    }, 120_000);

    it('in the words of an entry, when verified, then both the old and the new words are said', async () => {
      const report = await withChanges(copy => {
        const all = linesOf(copy, 'entries.jsonl');
        all[4] = all[4]
          .replace('kubernetes:scale', 'kubernetes:start')
          .replace('person-0', 'person-3');
        setLines(copy, 'entries.jsonl', all);
      });
      const { index } = JSON.parse(linesOf(files, 'entries.jsonl')[4]);
      expect(index).toBe(5);
      expect(messages(report)).toContain(
        `Entry 5 (${log.entries[5].id}) is not what was recorded: the entry says actor "user:default/person-3", but was recorded as "user:default/person-0"; the entry says action "kubernetes:start", but was recorded as "kubernetes:scale"`,
      );
    });

    it('in a sealed value, when verified, then both values are said', async () => {
      const report = await withChanges(copy => {
        const all = linesOf(copy, 'entries.jsonl');
        all[4] = all[4].replace('--replicas=5', '--replicas=9');
        setLines(copy, 'entries.jsonl', all);
      });
      expect(messages(report)).toContain(
        `Entry 5 (${log.entries[5].id}): the entry says /commandText "kubectl scale deploy/checkout --replicas=9", but was recorded as "kubectl scale deploy/checkout --replicas=5"`,
      );
    });

    it('in the CSV file, when verified, then the row and the recorded value are said', async () => {
      const report = await withChanges(async copy => {
        const text = copy.get('entries.csv')!.toString();
        copy.set(
          'entries.csv',
          Buffer.from(text.replace('--replicas=5', '--replicas=6')),
        );
        await sealManifest(copy, log.signers);
      });
      expect(messages(report)).toEqual([
        `Entry 5 (${log.entries[5].id}): entries.csv says command text "kubectl scale deploy/checkout --replicas=6", but it was recorded as "kubectl scale deploy/checkout --replicas=5"`,
      ]);
    });
  });

  describe('given entries that were left out, put in or moved, the CSV file and the manifest made to fit and signed again by the same key', () => {
    const renumbered = (all: string[]) =>
      all.map((line, i) =>
        canonicalJson({ ...JSON.parse(line), index: i + 1 }),
      );
    const changeEntries = (change: (all: string[]) => string[]) =>
      withChanges(async copy => {
        setLines(copy, 'entries.jsonl', change(linesOf(copy, 'entries.jsonl')));
        await sealManifest(copy, log.signers);
      });

    it('when one is missing, then it is named', async () => {
      const report = await changeEntries(all => all.filter((_, i) => i !== 4));
      expect(messages(report)).toEqual([
        'Entry 5 is missing: the signed log has it, the package has not',
      ]);
    });

    it('when one is missing and the others closed ranks, then the gap is named', async () => {
      const report = await changeEntries(all =>
        renumbered(all.slice(0, 11).filter((_, i) => i !== 4)).concat(all[11]),
      );
      expect(messages(report)).toContain(
        'Entry 5 is missing: what stands at 5 to 10 was recorded one place later',
      );
    });

    it('when one is put in, then it is named', async () => {
      const report = await changeEntries(all => [
        ...all.slice(0, 5),
        all[2].replace('kubernetes:scale', 'kubernetes:drain'),
        ...all.slice(5),
      ]);
      expect(messages(report)).toContainEqual(
        expect.stringContaining('Line 6 of entries.jsonl was put in'),
      );
      const moved = await changeEntries(all =>
        renumbered([
          ...all.slice(0, 5),
          all[2].replace('kubernetes:scale', 'kubernetes:drain'),
          ...all.slice(5, 11),
        ]),
      );
      expect(messages(moved)).toContainEqual(
        expect.stringMatching(
          /^Something was inserted before entry 7: what stands at 7 to 12 was recorded one place earlier/,
        ),
      );
    });

    it('when two are swapped, then both are named', async () => {
      const report = await changeEntries(all => {
        const [a, b] = [JSON.parse(all[3]), JSON.parse(all[5])];
        all[3] = canonicalJson({ ...b, index: a.index });
        all[5] = canonicalJson({ ...a, index: b.index });
        return all;
      });
      expect(messages(report)[0]).toContain('Entries 4 and 6 are swapped');
    });

    it('when the tree was changed with them, then the stretch between two signed checkpoints is named', async () => {
      const report = await withChanges(async copy => {
        const entries = linesOf(copy, 'entries.jsonl').map(line =>
          JSON.parse(line),
        );
        const gone = entries.findIndex(({ index }) => index === 5);
        entries.splice(gone, 1);
        setLines(
          copy,
          'entries.jsonl',
          entries.map(line => canonicalJson(line)),
        );
        const tree = linesOf(copy, 'proofs/tree.jsonl').map(line =>
          JSON.parse(line),
        );
        const leaf = tree.find(line => line.leaf === 5);
        const index = tree.indexOf(leaf);
        tree[index] = { from: 5, to: 6, hashes: [tree[index - 1].hash] };
        setLines(
          copy,
          'proofs/tree.jsonl',
          tree.map(line => canonicalJson(line)),
        );
        await sealManifest(copy, log.signers);
      });
      expect(messages(report)).toContainEqual(
        expect.stringContaining(
          'the entries from 3 up to 12 does not lead to the signed checkpoint over 12',
        ),
      );
    });

    it('when one is hidden behind its hash, then completeness is refused', async () => {
      const report = await withChanges(async copy => {
        const manifest = JSON.parse(copy.get('manifest.json')!.toString());
        setLines(
          copy,
          'entries.jsonl',
          linesOf(copy, 'entries.jsonl').filter(
            line => JSON.parse(line).index !== 5,
          ),
        );
        const text = copy.get('proofs/tree.jsonl')!.toString();
        copy.set(
          'proofs/tree.jsonl',
          Buffer.from(
            text.replace(
              /\{"hash":"([^"]+)","leaf":5\}/,
              '{"from":5,"hashes":["$1"],"to":6}',
            ),
          ),
        );
        const csv = copy.get('entries.csv')!.toString();
        const rows = csv.split(/\r\n(?=\d+,|$)/);
        copy.set(
          'entries.csv',
          Buffer.from(rows.filter(row => !row.startsWith('5,')).join('\r\n')),
        );
        manifest.entries -= 1;
        copy.set('manifest.json', Buffer.from(canonicalJson(manifest)));
        await sealManifest(copy, log.signers);
      });
      expect(messages(report)).toEqual([
        'The manifest says that every entry from 2 up to 11 is there; 1 of them are not',
      ]);
    });

    it('when the tree alone lies about a hash, then the tree is blamed and not the entry', async () => {
      const report = await withChanges(async copy => {
        const text = copy.get('proofs/tree.jsonl')!.toString();
        const [, hash] = /"hash":"([^"]+)","leaf":4/.exec(text)!;
        copy.set(
          'proofs/tree.jsonl',
          Buffer.from(
            text.replace(
              /"hash":"[^"]+","leaf":5/,
              `"hash":"${hash}","leaf":5`,
            ),
          ),
        );
        await sealManifest(copy, log.signers);
      });
      expect(messages(report)).toEqual([
        'proofs/tree.jsonl states another hash for entry 5 than the one in the signed log; the entry itself is as it was recorded',
      ]);
    });
  });

  describe('given values that were taken out', () => {
    const changeLine = (index: number, change: (line: any) => void) =>
      withChanges(async copy => {
        setLines(
          copy,
          'entries.jsonl',
          linesOf(copy, 'entries.jsonl').map(text => {
            const line = JSON.parse(text);
            if (line.index === index) {
              change(line);
            }
            return canonicalJson(line);
          }),
        );
        await sealManifest(copy, log.signers);
      });

    it('when nothing records it, then it is refused', async () => {
      const report = await changeLine(5, line => {
        line.fields = line.fields.filter(
          (field: { pointer: string }) => field.pointer !== '/reason',
        );
      });
      expect(messages(report)).toContain(
        `Entry 5 (${log.entries[5].id}): the value of /reason was taken out, and nothing records that it was redacted`,
      );
    });

    it('when a redaction of something else is named for it, then it is refused', async () => {
      const report = await changeLine(5, line => {
        line.fields = line.fields.filter(
          (field: { pointer: string }) => field.pointer !== '/reason',
        );
        line.redacted = [{ pointer: '/reason', by: log.entries[12].id }];
      });
      expect(messages(report)).toContain(
        `Entry 5 (${log.entries[5].id}): its /reason is said to be redacted by entry 12 (${log.entries[12].id}), but that entry does not say so`,
      );
    });

    it('when they are withheld, then the rest is proved and it says so', async () => {
      await writePeriod(log, {
        output: at('withheld.zip'),
        from: 2,
        to: 11,
        more: {
          input: log.input(entry => {
            if (entry.index < 1 || (entry.index > 11 && entry.index !== 12)) {
              return undefined;
            }
            const support =
              (entry.index === 1 && 'before') ||
              (entry.index === 11 && 'after') ||
              (entry.index === 12 && 'redaction') ||
              undefined;
            return {
              support,
              fields: entry.fields.filter(
                ({ pointer }) => pointer !== '/commandText',
              ),
              withheld: ['/commandText'],
            };
          }),
        },
      });
      const report = await verify(at('withheld.zip'));
      expect(report).toMatchObject({
        result: 'limited',
        limits: [expect.stringContaining('left out of this package: 12')],
      });
    });
  });

  describe('given keys and checkpoints', () => {
    it('when the key was swapped together with all signatures, then the pinned key refuses it', async () => {
      const other = await TestLog.create(log.origin);
      await other.add(3, index => (index === 1 ? { reason: '=1+1' } : {}));
      await other.add(14);
      await other.sign();
      await writePeriod(other, { output: at('other.zip'), from: 2, to: 11 });
      expect(
        await verifyEvidence({ file: at('other.zip'), keys: [other.key] }),
      ).toMatchObject({ result: 'verified' });
      const report = await verify(at('other.zip'));
      expect(report.result).toBe('refused');
      expect(messages(report)[0]).toContain(
        'The manifest is not signed by the key that you pinned',
      );
    });

    it('when only the manifest was signed again by another key, then it is refused', async () => {
      const { signingKey } = await generateSigningKey(log.origin);
      const report = await withChanges(async copy =>
        sealManifest(copy, [await parseSigningKey(signingKey)]),
      );
      expect(messages(report)).toEqual([
        expect.stringContaining('not signed by the key that you pinned'),
      ]);
    });

    it('when a signature is stripped, then it is refused', async () => {
      for (const path of ['manifest.json.sig', 'checkpoint.txt']) {
        const report = await withChanges(copy => {
          const text = copy.get(path)!.toString();
          copy.set(path, Buffer.from(text.slice(0, text.indexOf('\n\n') + 2)));
        });
        expect(messages(report).join()).toContain('not signed by the key');
      }
    });

    it('when a checkpoint passes for the signature of a manifest, then it is refused', async () => {
      const report = await withChanges(copy => {
        copy.set('manifest.json.sig', copy.get('checkpoint.txt')!);
      });
      expect(messages(report)[0]).toContain('about another manifest');
      expect(
        manifestNoteText({ origin: '1', manifest: new Uint8Array() }),
      ).toMatch(/^understudy-evidence\/1\norigin 1\n/);
    });

    it('when an older checkpoint is replayed as the newest, then it is refused', async () => {
      const report = await withChanges(async copy => {
        copy.set('checkpoint.txt', Buffer.from(log.checkpoints[1].note));
        await sealManifest(copy, log.signers);
      });
      expect(messages(report)[0]).toContain(
        'The newest checkpoint covers 12 entries',
      );
    });

    it('when a checkpoint of the past is forged with the right key, then the contradiction is named', async () => {
      const fork = await TestLog.create(log.origin);
      await fork.add(12, () => ({ action: 'kubernetes:other' }));
      const forged = await signAgain(await fork.sign());
      const report = await withChanges(async copy => {
        const all = linesOf(copy, 'checkpoints.jsonl').map(line =>
          JSON.parse(line),
        );
        all[1].note = forged;
        setLines(
          copy,
          'checkpoints.jsonl',
          all.map(line => canonicalJson(line)),
        );
        await sealManifest(copy, log.signers);
      });
      expect(messages(report)[0]).toContain(
        'does not lead to the signed checkpoint over 12 entries',
      );
    });

    it('when the key was rotated, then the old checkpoints count by the new one', async () => {
      const rotated = await TestLog.create();
      await rotated.add(4);
      await rotated.sign();
      const old = rotated.key;
      const { signingKey } = await generateSigningKey(rotated.origin);
      await rotated.useKeys([signingKey]);
      await rotated.add(4);
      await rotated.sign();
      await writePeriod(rotated, { output: at('rotated.zip'), from: 1, to: 7 });
      const file = at('rotated.zip');
      expect(
        await verifyEvidence({ file, keys: [rotated.key, old] }),
      ).toMatchObject({ result: 'verified' });
      expect(await verifyEvidence({ file, keys: [rotated.key] })).toMatchObject(
        {
          result: 'limited',
          limits: [
            expect.stringContaining('1 older checkpoints are not signed'),
          ],
        },
      );
      expect(await verifyEvidence({ file, keys: [old] })).toMatchObject({
        result: 'refused',
      });
    });

    it('when somebody kept a checkpoint, then it shows a fork, and names the tail above it', async () => {
      const at12 = log.checkpoints[1].note;
      expect(await verify(at('good.zip'), { checkpoint: at12 })).toMatchObject({
        result: 'verified',
        proved: expect.arrayContaining([
          expect.stringContaining('not even who holds the key'),
        ]),
      });
      const at3 = log.checkpoints[0].note;
      expect(await verify(at('good.zip'), { checkpoint: at3 })).toMatchObject({
        result: 'limited',
        limits: [expect.stringContaining('from index 3 on lies above')],
      });

      const fork = await TestLog.create(log.origin);
      await fork.add(12, () => ({ action: 'kubernetes:other' }));
      const kept = await signAgain(await fork.sign());
      const forked = await verify(at('good.zip'), { checkpoint: kept });
      expect(messages(forked)).toContainEqual(
        expect.stringContaining('there are two histories of the log'),
      );

      await writePeriod(log, {
        output: at('old.zip'),
        from: 0,
        to: 2,
        more: {
          checkpoints: log.checkpoints.slice(0, 1),
          hashes: log.reader(3),
          input: log.input(({ index }) =>
            index < 3
              ? { support: index === 2 ? 'after' : undefined }
              : undefined,
          ),
        },
      });
      const newer = log.checkpoints[2].note;
      expect(await verify(at('old.zip'), { checkpoint: newer })).toMatchObject({
        result: 'limited',
        limits: [expect.stringContaining('more than the 3 of this package')],
      });
    });
  });

  describe('given a hostile manifest signed by the right key', () => {
    it.each<[string, (manifest: any) => void, string]>([
      [
        'claims fewer entries',
        m => (m.entries = 1),
        'The manifest says 1 entries',
      ],
      [
        'claims a wider range',
        m => (m.range.from = 0),
        'Entry 1 is marked as one that only supports others, but the range of the package is 0 up to 11',
      ],
      [
        'claims a larger log',
        m => (m.checkpoint.size = 99),
        'the manifest says 99',
      ],
      [
        'claims another log',
        m => (m.origin = 'ledger.example.com/else'),
        'ledger.example.com/else',
      ],
      [
        'claims a longer period',
        m => (m.scope.period.to = '2026-10-01T00:12:00.000Z'),
        'the range ends too early',
      ],
      [
        'claims an earlier beginning',
        m => (m.scope.period.from = '2026-10-01T00:00:00.000Z'),
        'the range begins too late',
      ],
      [
        'lists a file twice',
        m => m.files.push(m.files[0]),
        'The manifest lists README.txt twice',
      ],
      [
        'does not list a file',
        m => m.files.pop(),
        'proofs/tree.jsonl was put in',
      ],
      [
        'has another format',
        m => (m.format = 'understudy-evidence/2'),
        'understudy-evidence/2',
      ],
      ['has a surprise', m => (m.extra = 1), 'see extra'],
    ])('when it %s, then it is refused', async (_, change, sentence) => {
      const report = await withChanges(async copy => {
        const manifest = JSON.parse(copy.get('manifest.json')!.toString());
        change(manifest);
        await sealManifest(copy, log.signers, manifest);
      });
      expect(report.result).toBe('refused');
      expect(messages(report).join('\n')).toContain(sentence);
    });
  });

  it('given the writer, when an entry lacks a value without a reason or stands above the checkpoint, then nothing is written', async () => {
    const write = (change: object) =>
      writePeriod(log, {
        output: at(`never-${counter++}.zip`),
        from: 0,
        to: 3,
        more: {
          input: log.input(({ index }) => (index < 3 ? change : undefined)),
        },
      });
    await expect(write({ fields: [] })).rejects.toThrow('without saying why');
    await expect(write({ index: 17 })).rejects.toThrow('above the checkpoint');
    expect(statSync(at('good.zip')).mode & 0o077).toBe(0);
  });
});
