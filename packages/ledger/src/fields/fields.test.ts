/** @jest-environment node */
import { createHash } from 'node:crypto';
import { encodeHex } from '../bytes/encodeHex';
import { canonicalJson } from '../canonical/canonicalJson';
import { reasonOf } from '../testing/reasonOf';
import { commitField } from './commitField';
import { openFields } from './openFields';
import { sealFields } from './sealFields';

const domain = 'understudy-entry/v1';
const entry = {
  actor: { ref: 'user:default/dana', email: 'dana@example.test' },
  command: { text: 'kubectl scale deploy/checkout', args: ['--replicas=3'] },
  outcome: 'ok',
  'a/b~c': 'odd name',
};

describe('commitField', () => {
  it('is the hash that its description says', () => {
    const salt = new Uint8Array(32).fill(7);
    const expected = createHash('sha256')
      .update('understudy-field/v1\n')
      .update(Buffer.from([0, 0, 0, 1]))
      .update('d')
      .update(Buffer.from([0, 0, 0, 32]))
      .update(salt)
      .update('{"a":1,"b":2}')
      .digest('hex');
    const value = { b: 2, a: 1 };
    expect(encodeHex(commitField({ domain: 'd', salt, value }))).toBe(expected);
  });

  it('differs with domain, salt and value, also where they touch', () => {
    const salt = new Uint8Array(32).fill(1);
    const longer = new Uint8Array(33).fill(1);
    const hashes = [
      commitField({ domain: 'd', salt, value: 1 }),
      commitField({ domain: 'd', salt, value: '1' }),
      commitField({ domain: 'd', salt: longer, value: 1 }),
      commitField({ domain: 'd', salt: salt.slice(1), value: 1 }),
      commitField({ domain: 'dd', salt, value: 1 }),
      commitField({ domain: 'd\u0001', salt: salt.slice(1), value: 1 }),
    ].map(encodeHex);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('wants a salt of at least 16 bytes and a value that JSON can hold', () => {
    expect(
      reasonOf(() =>
        commitField({ domain, salt: new Uint8Array(15), value: 1 }),
      ),
    ).toBe('bad-argument');
    expect(
      reasonOf(() =>
        commitField({ domain, salt: new Uint8Array(16), value: undefined }),
      ),
    ).toBe('not-json');
  });
});

describe('sealing and opening', () => {
  const pointers = ['/actor/email', '/command', '/absent', '/a~1b~0c'];

  it('takes values out and puts them back', () => {
    const sealed = sealFields(entry, { domain, pointers });
    const leaf = canonicalJson(sealed.entry);
    expect(leaf).not.toContain('dana@example.test');
    expect(leaf).not.toContain('kubectl');
    expect(leaf).not.toContain('odd name');
    expect(sealed.entry).toMatchObject({ outcome: 'ok' });
    expect(sealed.fields.map(({ pointer }) => pointer)).toEqual([
      '/actor/email',
      '/command',
      '/a~1b~0c',
    ]);
    const opened = openFields(JSON.parse(leaf), {
      domain,
      fields: sealed.fields,
    });
    expect(opened).toEqual({ entry, redacted: [] });
  });

  it('leaves the entry alone and salts each field anew', () => {
    const before = canonicalJson(entry);
    const one = sealFields(entry, { domain, pointers });
    const two = sealFields(entry, { domain, pointers });
    expect(canonicalJson(entry)).toBe(before);
    expect(canonicalJson(one.entry)).not.toBe(canonicalJson(two.entry));
  });

  it('reports what is gone as redacted, with the rest still there', () => {
    const sealed = sealFields(entry, { domain, pointers });
    const fields = sealed.fields.filter(f => f.pointer !== '/command');
    const opened = openFields(sealed.entry, { domain, fields });
    expect(opened.redacted).toEqual(['/command']);
    expect(opened.entry).toEqual({ ...entry, command: undefined });
    expect(opened.entry).not.toHaveProperty('command');
  });

  it('names the field whose value, salt, place or domain is another', () => {
    const sealed = sealFields(entry, { domain, pointers });
    const [email, command] = sealed.fields;
    for (const wrong of [
      { ...email, value: 'eve@example.test' },
      { ...email, salt: command.salt },
      { ...email, pointer: '/command' },
      { ...email, pointer: '/outcome' },
    ]) {
      expect(() =>
        openFields(sealed.entry, { domain, fields: [wrong] }),
      ).toThrow(`The value of ${wrong.pointer} is not the one`);
    }
    expect(
      reasonOf(() =>
        openFields(sealed.entry, { domain: 'other/v1', fields: [email] }),
      ),
    ).toBe('commitment-mismatch');
    // The same field twice: the second finds its commitment used.
    expect(
      reasonOf(() =>
        openFields(sealed.entry, { domain, fields: [email, email] }),
      ),
    ).toBe('commitment-mismatch');
  });

  it('refuses entries and pointers that it could not undo', () => {
    const seal = (value: object, list: string[], d = domain) =>
      reasonOf(() =>
        sealFields(value as typeof entry, { domain: d, pointers: list }),
      );
    expect(seal({ sealed: {} }, [])).toBe('bad-argument');
    expect(seal(entry, ['/command', '/command/text'])).toBe('bad-argument');
    expect(seal(entry, ['command'])).toBe('bad-argument');
    expect(seal(entry, [''])).toBe('bad-argument');
    expect(seal(entry, ['/a~2'])).toBe('bad-argument');
    expect(seal(entry, ['/outcome'], 'two\nlines')).toBe('bad-argument');
    expect(seal(entry, ['/outcome'], '')).toBe('bad-argument');
  });

  it('does not reach into lists, nor into prototypes', () => {
    const list = sealFields(entry, { domain, pointers: ['/command/args/0'] });
    expect(list.fields).toEqual([]);
    const odd = JSON.parse('{"__proto__":{"secret":1},"a":1}');
    const sealed = sealFields(odd, {
      domain,
      pointers: ['/__proto__/secret', '/constructor/name'],
    });
    expect(sealed.fields.map(f => f.pointer)).toEqual(['/__proto__/secret']);
    const opened = openFields(sealed.entry, { domain, fields: sealed.fields });
    expect(canonicalJson(opened.entry)).toBe(canonicalJson(odd));
    expect({}).not.toHaveProperty('secret');
    const whole = sealFields(odd, { domain, pointers: ['/__proto__'] });
    expect(
      canonicalJson(
        openFields(whole.entry, { domain, fields: whole.fields }).entry,
      ),
    ).toBe(canonicalJson(odd));
  });
});
