/** @jest-environment node */
import { encodeBase64 } from '../bytes/encodeBase64';
import { encodeUtf8 } from '../bytes/encodeUtf8';
import { bitFlips } from '../testing/mutations';
import { reasonOf } from '../testing/reasonOf';
import { reasonOfAsync } from '../testing/reasonOfAsync';
import vectors from '../testing/referenceVectors.json';
import { addSignatures } from './addSignatures';
import { formatNote } from './formatNote';
import { generateSigningKey } from './generateSigningKey';
import { parseNote } from './parseNote';
import { parseSigningKey } from './parseSigningKey';
import { parseVerifierKey } from './parseVerifierKey';
import { signNote } from './signNote';
import { verifyNote } from './verifyNote';

const TEXT = 'first line\n\nthird line, after an empty one\n';

async function keyOf(name: string) {
  const { signingKey } = await generateSigningKey(name);
  return parseSigningKey(signingKey);
}

describe('notes of the reference implementation', () => {
  it('are verified, and signed here to the same bytes', async () => {
    expect(vectors.notes.length).toBeGreaterThan(0);
    for (const v of vectors.notes) {
      const keys = v.witnessKey
        ? [...v.verifierKeys, v.witnessKey]
        : v.verifierKeys;
      const note = await verifyNote(v.note, keys);
      expect(note.text).toBe(v.text);
      expect(note.ignored).toEqual([]);
      expect(note.signatures).toHaveLength(keys.length);
      const times = note.signatures.flatMap(({ time }) => time ?? []);
      expect(times).toEqual(v.witnessTime ? [BigInt(v.witnessTime)] : []);
      const signer = await parseSigningKey(v.signingKey);
      expect(v.verifierKeys).toContain(signer.verifierKey);
      const signed = await signNote(v.text, [signer]);
      expect(v.note.startsWith(signed)).toBe(true);
    }
  });

  it('are written back as they were read', () => {
    for (const { note } of vectors.notes) {
      expect(formatNote(parseNote(note))).toBe(note);
      expect(formatNote(parseNote(encodeUtf8(note)))).toBe(note);
    }
  });
});

describe('a signed note', () => {
  it('does not survive the flip of any of its bits', async () => {
    const key = await keyOf('log.example/ü');
    const note = encodeUtf8(await signNote(TEXT, [key]));
    const verifier = parseVerifierKey(key.verifierKey);
    expect((await verifyNote(note, [verifier])).text).toBe(TEXT);
    let flips = 0;
    for (const flipped of bitFlips(note)) {
      flips++;
      expect(
        await reasonOfAsync(() => verifyNote(flipped, [verifier])),
      ).toMatch(/^(malformed-note|bad-signature|unknown-signers)$/);
    }
    expect(flips).toBe(8 * note.length);
  });

  it('is refused when cut, or when something stands behind it', async () => {
    const key = await keyOf('log.example');
    const note = await signNote(TEXT, [key]);
    for (let length = 0; length < note.length; length++) {
      expect(
        await reasonOfAsync(() =>
          verifyNote(note.slice(0, length), [key.verifierKey]),
        ),
      ).not.toBe('accepted');
    }
    for (const more of ['\n', ' ', 'x', 'x\n', '\nx\n', '\0']) {
      expect(
        await reasonOfAsync(() => verifyNote(note + more, [key.verifierKey])),
      ).not.toBe('accepted');
      expect(
        await reasonOfAsync(() => verifyNote(more + note, [key.verifierKey])),
      ).not.toBe('accepted');
    }
  });

  it('lets keys rotate: either of two keys will do, others are ignored', async () => {
    const [older, newer, stranger] = await Promise.all([
      keyOf('log.example'),
      keyOf('log.example'),
      keyOf('log.example'),
    ]);
    const note = await signNote(TEXT, [older, newer]);
    for (const key of [older, newer]) {
      const verified = await verifyNote(note, [key.verifierKey]);
      expect(verified.signatures).toEqual([
        { name: 'log.example', keyId: key.keyId, role: 'log' },
      ]);
      expect(verified.ignored).toEqual(['log.example']);
    }
    expect(
      await reasonOfAsync(() => verifyNote(note, [stranger.verifierKey])),
    ).toBe('unknown-signers');
    expect(await reasonOfAsync(() => verifyNote(note, []))).toBe(
      'unknown-signers',
    );
  });

  it('ignores lines of unknown keys and types, whatever they hold', async () => {
    const key = await keyOf('log.example');
    const note = await signNote(TEXT, [key]);
    const later = encodeBase64(new Uint8Array(3000).fill(6));
    const all = `${note}\u2014 other.example ${later}\n`;
    const verified = await verifyNote(all, [key.verifierKey]);
    expect(verified.ignored).toEqual(['other.example']);
  });

  it('is spoiled by one wrong line of a trusted key', async () => {
    const key = await keyOf('log.example');
    const note = await signNote(TEXT, [key]);
    const other = await signNote('another text\n', [key]);
    const line = other.split('\n\n')[1];
    expect(
      await reasonOfAsync(() => verifyNote(note + line, [key.verifierKey])),
    ).toBe('bad-signature');
  });

  it('takes further signatures and keeps those that are there', async () => {
    const [one, two] = [await keyOf('one.example'), await keyOf('two.example')];
    const note = await signNote(TEXT, [one]);
    const both = await addSignatures(note, [two]);
    expect(both.startsWith(note)).toBe(true);
    expect(
      (await verifyNote(both, [one.verifierKey, two.verifierKey])).signatures,
    ).toHaveLength(2);
    expect(await reasonOfAsync(() => addSignatures(both, [two]))).toBe(
      'bad-argument',
    );
  });
});

describe('parseNote', () => {
  const line = '\u2014 log.example AAAAAAE=\n';
  it.each([
    ['no signature', 'text\n\n'],
    ['no empty line', `text\n${line}`],
    ['no newline at the end', `text\n\n${line.trimEnd()}`],
    ['a hyphen for the dash', `text\n\n- log.example AAAAAAE=\n`],
    ['two spaces', `text\n\n\u2014  log.example AAAAAAE=\n`],
    ['something behind', `text\n\n\u2014 log.example AAAAAAE= x\n`],
    ['a plus in the name', `text\n\n\u2014 log+example AAAAAAE=\n`],
    ['a wide space in the name', `text\n\n\u2014 log\u3000example AAAAAAE=\n`],
    ['a signature without bytes', `text\n\n\u2014 log.example AAAAAA==\n`],
    ['loose bits in base64', `text\n\n\u2014 log.example AAAAAAF=\n`],
    ['a tab in the text', `te\txt\n\n${line}`],
    ['a carriage return', `text\r\n\n${line}`],
    ['half a surrogate pair', `te\ud800xt\n\n${line}`],
    ['101 signatures', `text\n\n${line.repeat(101)}`],
    ['more than a megabyte', `${'x'.repeat(1_000_000)}\n\n${line}`],
  ])('refuses %s', (_, note) => {
    expect(reasonOf(() => parseNote(note))).toBe('malformed-note');
  });

  it('refuses bytes that are not UTF-8', () => {
    const note = encodeUtf8(`text\n\n${line}`);
    note[0] = 0xff;
    expect(reasonOf(() => parseNote(note))).toBe('malformed-note');
  });

  it('splits at the last empty line and takes up to 100 signatures', () => {
    const note = parseNote(`a\n\nb\n\n${line.repeat(100)}`);
    expect(note.text).toBe('a\n\nb\n');
    expect(note.signatures).toHaveLength(100);
    expect(note.signatures[0]).toEqual({
      name: 'log.example',
      keyId: 0,
      signature: Uint8Array.of(1),
    });
  });
});

describe('keys', () => {
  it('are refused when malformed, of another type, or with the id of another', async () => {
    const { signingKey, verifierKey } = await generateSigningKey('log.example');
    const [name, id, base64] = verifierKey.split('+');
    const of = (bytes: Uint8Array) => `${name}+${id}+${encodeBase64(bytes)}`;
    const key33 = new Uint8Array(33);
    for (const [text, reason] of [
      ['', 'malformed-key'],
      [name, 'malformed-key'],
      [`${name}+${id}`, 'malformed-key'],
      [`${name}+${id}+`, 'malformed-key'],
      [`${name}+${id}+${base64}x`, 'malformed-key'],
      [`${name}+${id.toUpperCase()}0+${base64}`, 'malformed-key'],
      [`${name}+00000000+${base64}`, 'malformed-key'],
      [`other.example+${id}+${base64}`, 'malformed-key'],
      [`with space+${id}+${base64}`, 'malformed-key'],
      [of(Uint8Array.of(1, ...key33)), 'malformed-key'],
      [of(Uint8Array.of(6, ...key33.slice(1))), 'unsupported'],
      [of(new Uint8Array(0)), 'malformed-key'],
    ]) {
      expect([text, reasonOf(() => parseVerifierKey(text))]).toEqual([
        text,
        reason,
      ]);
    }
    expect(await reasonOfAsync(() => parseSigningKey(verifierKey))).toBe(
      'malformed-key',
    );
    expect(await reasonOfAsync(() => generateSigningKey('a b'))).toBe(
      'malformed-key',
    );
    // A name that the key was not made for.
    const foreign = signingKey.replace('log.example', 'log.example2');
    expect(await reasonOfAsync(() => parseSigningKey(foreign))).toBe(
      'malformed-key',
    );
  });

  it('never repeat a private key in an error', async () => {
    const { signingKey } = await generateSigningKey('log.example');
    const secret = signingKey.split('+')[4];
    for (const broken of [
      signingKey.slice(0, -1),
      signingKey.replace('PRIVATE', 'PRIVAT'),
      signingKey.replace('log.example', 'x'),
      `${signingKey}A`,
    ]) {
      const error: Error = await parseSigningKey(broken).then(
        () => new Error('accepted'),
        e => e,
      );
      expect(error.message).not.toBe('accepted');
      expect(error.message).not.toContain(secret.slice(0, 20));
    }
  });
});
