/** @jest-environment node */
import { execFile } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeEvidence } from '@understudy/evidence';
import {
  appendToTiles,
  canonicalJson,
  CompactRange,
  hashLeaf,
  parseSigningKey,
  signCheckpoint,
  TileHashReader,
  type Tile,
} from '@understudy/ledger';

const bin = resolve(__dirname, '../bin/understudy');

function understudy(...args: string[]) {
  return new Promise<{ code: number; out: string; err: string }>(done => {
    execFile(process.execPath, [bin, ...args], (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

describe('understudy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);

  it('given nothing or nonsense, when called, then it says how, with code 2', async () => {
    expect(await understudy()).toMatchObject({
      code: 2,
      out: expect.stringContaining('audit verify <zip>'),
    });
    expect(await understudy('--help')).toMatchObject({ code: 0, err: '' });
    for (const args of [
      ['audit', 'nonsense'],
      ['audit', 'verify'],
      ['audit', 'verify', 'a.zip', 'b.zip'],
      ['audit', 'verify', at('not-there.zip')],
      ['audit', 'verify', bin, '--nonsense'],
      ['audit', 'verify', bin, '--key', 'nonsense'],
      ['audit', 'verify', bin, '--keys', at('not-there')],
      ['audit', 'verify', bin, '--checkpoint', bin],
      ['ledger', 'keygen', '--name', 'a b', '--out', at('never')],
      ['ledger', 'keygen', '--name', 'a'],
      ['ledger', 'pubkey', bin],
    ]) {
      const { code, out, err } = await understudy(...args);
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' });
      expect(err).not.toBe('');
      expect(err).not.toMatch(/^\s+at /m);
    }
  }, 120_000);

  it('given a key of its own making and a package, when verified, changed and verified, then it says so', async () => {
    const made = await understudy(
      'ledger',
      'keygen',
      '--name',
      'ledger.example.com',
      '--out',
      at('key'),
    );
    expect(made.code).toBe(0);
    expect(statSync(at('key')).mode & 0o077).toBe(0);
    const again = await understudy(
      'ledger',
      'keygen',
      '--name',
      'ledger.example.com',
      '--out',
      at('key'),
    );
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(await understudy('ledger', 'pubkey', at('key'))).toMatchObject({
      code: 0,
      out: made.out,
    });
    const key = made.out.trim();

    const checkpoint = await writePackage(readFileSync(at('key'), 'utf8'));
    writeFileSync(at('outside'), checkpoint);
    const good = await understudy('audit', 'verify', at('e.zip'), '--key', key);
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toMatch(
      /^VERIFIED {2}.*: 5 entries of ledger.example.com/,
    );

    writeFileSync(at('keys'), `# the log\n\n${key}\r\n`);
    const outside = await understudy(
      'audit',
      'verify',
      at('e.zip'),
      '--keys',
      at('keys'),
      '--checkpoint',
      at('outside'),
      '--json',
    );
    expect(outside.code).toBe(0);
    expect(JSON.parse(outside.out)).toMatchObject({
      result: 'verified',
      entries: 5,
      proved: expect.arrayContaining([
        expect.stringContaining('not even who holds the key'),
      ]),
    });

    const nobody = await understudy('audit', 'verify', at('e.zip'));
    expect(nobody.code).toBe(3);
    expect(nobody.out).toContain('not proved by whom');

    const bytes = readFileSync(at('e.zip'));
    bytes[bytes.lastIndexOf('person-3')] ^= 1;
    writeFileSync(at('changed.zip'), bytes);
    const changed = await understudy(
      'audit',
      'verify',
      at('changed.zip'),
      '--key',
      key,
    );
    expect(changed.code).toBe(1);
    expect(changed.out).toMatch(/^REFUSED/);
    expect(changed.out).toContain(
      'Entry 3 (id-3) is not what was recorded: the entry says actor "user:default/qerson-3", but was recorded as "user:default/person-3"',
    );
    expect(changed.out).not.toContain('What was proved');
  }, 120_000);

  /** A package whose files are not compressed, so that words can be found in the zip. */
  async function writePackage(signingKey: string): Promise<string> {
    const signer = await parseSigningKey(signingKey.trim());
    const bodies = Array.from({ length: 5 }, (_, i) =>
      canonicalJson({
        schemaVersion: 1,
        id: `id-${i}`,
        kind: 'event',
        occurredAt: new Date(Date.UTC(2026, 10, 1, 12, i)).toISOString(),
        actor: { type: 'user', id: `user:default/person-${i}` },
        source: 'cli',
        operationType: 'note',
        action: 'note:add',
        sealed: {},
      }),
    );
    const leafHashes = bodies.map(body => hashLeaf(Buffer.from(body)));
    let tiles: Tile[] = [];
    const source = {
      async readTile(): Promise<Uint8Array> {
        return tiles[0].bytes;
      },
    };
    tiles = await appendToTiles({ size: 0, leafHashes, source });
    const range = CompactRange.empty();
    leafHashes.forEach(hash => range.append(hash));
    const origin = 'ledger.example.com';
    const note = await signCheckpoint({ origin, size: 5, root: range.root() }, [
      signer,
    ]);
    await writeEvidence({
      tool: 'test 1.0',
      createdAt: '2026-11-25T12:00:00.000Z',
      createdBy: 'user:default/colin',
      origin,
      keys: [signer.verifierKey],
      scope: { period: {} },
      complete: true,
      range: { from: 0, to: 5 },
      anchors: [],
      folder: mkdtempSync(join(folder, 'work-')),
      output: at('e.zip'),
      compress: false,
      signers: [signer],
      checkpoints: [{ size: 5, note, signedAt: new Date() }],
      hashes: new TileHashReader({ size: 5, source }),
      input: (async function* input() {
        for (const [index, body] of bodies.entries()) {
          yield { index, body, fields: [], redacted: [], withheld: [] };
        }
      })(),
    });
    return note;
  }
});
