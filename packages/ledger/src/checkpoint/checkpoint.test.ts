/** @jest-environment node */
import { decodeHex } from '../bytes/decodeHex';
import { encodeUtf8 } from '../bytes/encodeUtf8';
import { addSignatures } from '../note/addSignatures';
import { generateSigningKey } from '../note/generateSigningKey';
import { parseSigningKey } from '../note/parseSigningKey';
import { signNote } from '../note/signNote';
import { verifyNote } from '../note/verifyNote';
import { bitFlips } from '../testing/mutations';
import { reasonOf } from '../testing/reasonOf';
import { reasonOfAsync } from '../testing/reasonOfAsync';
import { formatCheckpoint } from './formatCheckpoint';
import { parseCheckpoint } from './parseCheckpoint';
import { signCheckpoint } from './signCheckpoint';
import { verifyCheckpoint } from './verifyCheckpoint';

const origin = 'log.example/understudy';
const root = decodeHex(
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
);
const TEXT =
  'log.example/understudy\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n';

async function logKey(name = origin) {
  return parseSigningKey((await generateSigningKey(name)).signingKey);
}
async function witnessKey(name: string, now?: () => number) {
  const { signingKey } = await generateSigningKey(name, 'witness');
  return parseSigningKey(signingKey, { now });
}

describe('the text of a checkpoint', () => {
  it('is origin, size and root, and reads back as them', () => {
    expect(formatCheckpoint({ origin, size: 8, root })).toBe(TEXT);
    expect(parseCheckpoint(TEXT)).toEqual({
      origin,
      size: 8n,
      root,
      extensions: [],
    });
    const large = {
      origin,
      size: 2n ** 64n - 1n,
      root,
      extensions: ['a', 'b'],
    };
    expect(parseCheckpoint(formatCheckpoint(large))).toEqual(large);
  });

  it.each([
    ['nothing', ''],
    ['two lines', TEXT.split('\n').slice(0, 2).join('\n')],
    ['no newline at the end', TEXT.trimEnd()],
    ['an empty origin', TEXT.replace(origin, '')],
    ['a leading zero', TEXT.replace('\n8\n', '\n08\n')],
    ['a sign', TEXT.replace('\n8\n', '\n+8\n')],
    ['a space', TEXT.replace('\n8\n', '\n8 \n')],
    ['a size beyond uint64', TEXT.replace('\n8\n', `\n${2n ** 64n}\n`)],
    ['other digits', TEXT.replace('\n8\n', '\n\u0668\n')],
    ['a root of 31 bytes', `${origin}\n8\n${'A'.repeat(40)}AA==\n`],
    ['a root that is no base64', `${origin}\n8\n${'!'.repeat(44)}\n`],
    ['an empty extension', `${TEXT}\nx\n`],
  ])('is refused with %s', (_, text) => {
    expect(reasonOf(() => parseCheckpoint(text))).toBe('malformed-checkpoint');
  });

  it('is not written of what it cannot hold', () => {
    for (const wrong of [
      { origin: '', size: 8, root },
      { origin: 'a\nb', size: 8, root },
      { origin, size: 8, root, extensions: [''] },
      { origin, size: 8, root, extensions: ['a\n9'] },
    ]) {
      expect(reasonOf(() => formatCheckpoint(wrong))).toBe(
        'malformed-checkpoint',
      );
    }
    expect(
      reasonOf(() => formatCheckpoint({ origin: 'a\tb', size: 8, root })),
    ).toBe('malformed-note');
    expect(
      reasonOf(() => formatCheckpoint({ origin, size: 2 ** 53, root })),
    ).toBe('bad-argument');
  });
});

describe('verifyCheckpoint', () => {
  it('returns what the log signed', async () => {
    const key = await logKey();
    const note = await signCheckpoint({ origin, size: 8, root }, [key]);
    const expected = {
      origin,
      size: 8n,
      root,
      extensions: [],
      signatures: [{ name: origin, keyId: key.keyId, role: 'log' }],
      ignored: [],
    };
    expect(await verifyCheckpoint(note, [key.verifierKey])).toEqual(expected);
    expect(
      await verifyCheckpoint(encodeUtf8(note), [key.verifierKey], { origin }),
    ).toEqual(expected);
  });

  it('refuses every bit flip', async () => {
    const key = await logKey();
    const note = await signCheckpoint({ origin, size: 8, root }, [key]);
    for (const flipped of bitFlips(encodeUtf8(note))) {
      expect(
        await reasonOfAsync(() => verifyCheckpoint(flipped, [key.verifierKey])),
      ).not.toBe('accepted');
    }
  });

  it('refuses a signed text that is no checkpoint, and another log', async () => {
    const key = await logKey();
    const keys = [key.verifierKey];
    const note = await signNote('hello\n', [key]);
    expect(await reasonOfAsync(() => verifyCheckpoint(note, keys))).toBe(
      'malformed-checkpoint',
    );
    const other = await signCheckpoint(
      { origin: 'log.example/other', size: 8, root },
      [key],
    );
    expect(
      await reasonOfAsync(() => verifyCheckpoint(other, keys, { origin })),
    ).toBe('wrong-origin');
  });

  it('wants the signatures stripped off by nobody', async () => {
    const key = await logKey();
    const note = await signCheckpoint({ origin, size: 8, root }, [key]);
    const keys = [key.verifierKey];
    for (const stripped of [TEXT, `${TEXT}\n`, note.split('\n\n')[1]]) {
      expect(await reasonOfAsync(() => verifyCheckpoint(stripped, keys))).toBe(
        'malformed-note',
      );
    }
  });
});

describe('witnesses', () => {
  it('cosign with a time, and are counted', async () => {
    const log = await logKey();
    const one = await witnessKey('one.example', () => 1_700_000_000_999);
    const two = await witnessKey('two.example');
    const signed = await signCheckpoint({ origin, size: 8, root }, [log]);
    const note = await addSignatures(signed, [one, two]);
    const keys = [one, log, two].map(({ verifierKey }) => verifierKey);

    const checkpoint = await verifyCheckpoint(note, keys, { witnesses: 2 });
    expect(checkpoint.signatures.map(({ role }) => role)).toEqual([
      'log',
      'witness',
      'witness',
    ]);
    expect(checkpoint.signatures[1]).toMatchObject({
      name: 'one.example',
      time: 1_700_000_000n,
    });

    // A witness that is not trusted does not count, the log is no witness.
    expect(
      await reasonOfAsync(() =>
        verifyCheckpoint(note, keys.slice(0, 2), { witnesses: 2 }),
      ),
    ).toBe('not-enough-witnesses');
    // Nor does one that signed twice.
    const line = note.split('\n').find(l => l.includes('one.example'));
    expect(
      await reasonOfAsync(() =>
        verifyCheckpoint(`${note}${line}\n`, keys.slice(0, 2), {
          witnesses: 2,
        }),
      ),
    ).toBe('not-enough-witnesses');
  });

  it('do not stand in for the log', async () => {
    const witness = await witnessKey('one.example');
    const note = await signNote(TEXT, [witness]);
    expect(
      (await verifyNote(note, [witness.verifierKey])).signatures,
    ).toHaveLength(1);
    expect(
      await reasonOfAsync(() => verifyCheckpoint(note, [witness.verifierKey])),
    ).toBe('unknown-signers');
  });

  it('refuse every bit flip of a cosignature, its time included', async () => {
    const witness = await witnessKey('one.example');
    const note = encodeUtf8(await signNote(TEXT, [witness]));
    for (const flipped of bitFlips(note)) {
      expect(
        await reasonOfAsync(() => verifyNote(flipped, [witness.verifierKey])),
      ).not.toBe('accepted');
    }
  });
});
