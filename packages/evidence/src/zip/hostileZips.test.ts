/** @jest-environment node */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawZip, type RawFile } from '../testing/rawZip';
import { TestLog } from '../testing/TestLog';
import { unzip } from '../testing/unzip';
import { writePeriod } from '../testing/writePeriod';
import { zipUp } from '../testing/zipUp';
import { verifyEvidence } from '../verify/verifyEvidence';

const huge = (size: bigint) => {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(size, 4);
  return extra;
};

describe('a zip from somebody who wishes us ill', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-zip-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'a.zip');

  const refusal = async (bytes: Buffer) => {
    writeFileSync(file, bytes);
    const report = await verifyEvidence({ file });
    expect(report).toMatchObject({ result: 'refused', proved: [] });
    return report.problems[0].message;
  };

  it.each<[string, RawFile[], RegExp]>([
    ['climbs out', [{ name: '../../etc/passwd' }], /invalid relative path/],
    ['begins at the root', [{ name: '/etc/passwd' }], /absolute path/],
    ['has a drive letter', [{ name: 'C:/x' }], /absolute path/],
    ['has a backslash', [{ name: 'a\\..\\..\\b' }], /invalid characters/],
    [
      'has a folder',
      [{ name: 'policies/', content: Buffer.alloc(0) }],
      /named "policies\/"/,
    ],
    ['hides a file', [{ name: '.bashrc' }], /named ".bashrc"/],
    [
      'has a space and a new line',
      [{ name: 'entries.csv \n' }],
      /which no package has/,
    ],
    [
      'has a name that is not UTF-8',
      [{ name: Buffer.from([0x61, 0xff, 0xfe]) }],
      /which no package has/,
    ],
    ['turns text around', [{ name: 'a\u202evsc.exe' }], /which no package has/],
    ['has a file twice', [{ name: 'a' }, { name: 'a' }], /holds a twice/],
    [
      'has a file twice but for case',
      [{ name: 'a.txt' }, { name: 'A.TXT' }],
      /holds A.TXT twice/,
    ],
    [
      'has a symbolic link',
      [{ name: 'a', attributes: 0o120777 * 65536 }],
      /is a symbolic link/,
    ],
    ['is encrypted', [{ name: 'a', flags: 0x801 }], /is encrypted/],
    ['is packed in an odd way', [{ name: 'a', method: 12 }], /packed in a way/],
    [
      'claims 256 GiB and more',
      [{ name: 'a', unpacked: 0xffffffff, extra: huge(2n ** 39n) }],
      /more than 274877906944 bytes/,
    ],
    [
      'claims more than can be counted',
      [{ name: 'a', unpacked: 0xffffffff, extra: huge(2n ** 60n) }],
      /more than 274877906944 bytes/,
    ],
    [
      'claims to be packed in 4 GB',
      [{ name: 'a', packed: 0xfffffffe }],
      /overflows file bounds/,
    ],
    [
      'lies about where a file is',
      [{ name: 'a', offset: 0x7fffffff }],
      /not a zip that can be read/,
    ],
    [
      'names a file in two ways',
      [{ name: 'a', localName: 'b' }],
      /in two ways/,
    ],
    [
      'has two files in the same bytes',
      [
        { name: 'a', localName: 'b' },
        { name: 'b', offset: 0 },
      ],
      /in two ways/,
    ],
    [
      'has a file inside another',
      [
        { name: 'a', stored: true, content: rawZip([{ name: 'b' }]) },
        { name: 'b', offset: 31 },
      ],
      /shares bytes/,
    ],
  ])(
    'that %s, when verified, then it is refused',
    async (_, files, sentence) => {
      expect(await refusal(rawZip(files))).toMatch(sentence);
    },
  );

  it('that is none, is empty, carries a comment or claims many files, when verified, then it is refused', async () => {
    expect(await refusal(Buffer.alloc(0))).toContain('not a zip');
    expect(await refusal(Buffer.from('hello'))).toContain('not a zip');
    expect(await refusal(rawZip([{ name: 'a' }], { comment: 'PK' }))).toContain(
      'carries a comment',
    );
    expect(await refusal(rawZip([{ name: 'a' }], { count: 60_000 }))).toContain(
      'claims to hold 60000 files',
    );
    expect(await refusal(rawZip([{ name: 'a' }]))).toContain(
      'no evidence package',
    );
  });

  describe('made of a good package', () => {
    let good: Buffer;
    let files: Map<string, Buffer>;
    let key: string;
    const path = join(folder, 'good.zip');

    beforeAll(async () => {
      const log = await TestLog.create();
      await log.add(3);
      await log.sign();
      key = log.key;
      await writePeriod(log, { output: path, from: 0, to: 3 });
      good = readFileSync(path);
      files = await unzip(path);
    });

    it('that is cut off anywhere, when verified, then it is refused', async () => {
      for (let length = 0; length < good.length; length += 97) {
        expect(await refusal(good.subarray(0, length))).not.toBe('');
      }
      await refusal(Buffer.concat([good, Buffer.from('x')]));
    });

    it('that blows up, when verified, then it stops early', async () => {
      const bomb = Buffer.alloc(64 * 2 ** 20, 'a');
      for (const name of [
        'manifest.json',
        'manifest.json.sig',
        'checkpoint.txt',
        'checkpoints.jsonl',
        'entries.jsonl',
        'entries.csv',
        'proofs/tree.jsonl',
      ]) {
        const copy = new Map<string, Buffer>(files);
        copy.set(name, bomb);
        await zipUp(file, copy);
        const report = await verifyEvidence({ file, keys: [key] });
        expect(report.result).toBe('refused');
        expect(report.problems.map(p => p.message).join('\n')).toMatch(
          /larger than|longer than/,
        );
      }
    }, 120_000);

    it('whose file unpacks to more or less than it says, when verified, then it is refused', async () => {
      for (const by of [-1, 1]) {
        const raw = [...files].map(([name, content]) => ({
          name,
          content,
          unpacked:
            name === 'entries.csv' ? content.length + by : content.length,
        }));
        writeFileSync(file, rawZip(raw));
        const report = await verifyEvidence({ file, keys: [key] });
        expect(report.result).toBe('refused');
        expect(report.problems.map(p => p.message).join('\n')).toContain(
          'entries.csv cannot be unpacked',
        );
      }
      writeFileSync(
        file,
        rawZip([...files].map(([name, content]) => ({ name, content }))),
      );
      expect(await verifyEvidence({ file, keys: [key] })).toMatchObject({
        result: 'verified',
      });
    });

    it('that tries to steer a terminal, when verified, then what it says is shown by codes', async () => {
      const copy = new Map(files);
      copy.set(
        'entries.csv',
        Buffer.from(
          files
            .get('entries.csv')!
            .toString()
            .replace('kubernetes:scale', '\u001b[2J\u202eok'),
        ),
      );
      await zipUp(file, copy);
      const report = await verifyEvidence({ file, keys: [key] });
      const said = report.problems.map(({ message }) => message).join('');
      expect(said).toContain('\\u001b[2J\\u202eok');
      // eslint-disable-next-line no-control-regex
      expect(said).not.toMatch(/[\u001b\u202e]/);
    });
  });
});
