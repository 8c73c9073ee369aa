/** Something in something, so many times. */
export function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) {
    value = i % 2 ? [value] : { a: value };
  }
  return value;
}

/** Text that somebody sends who means no good, or whose program is broken. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '\u202egnp.exe',
  'pay\u{e0041}\u{e007f}ments',
  '\u200b',
  "'; DROP TABLE plans; --",
  "' OR 1=1 --",
  '%',
  '_%',
  '../../../../etc/passwd',
  '..\\..\\boot.ini',
  '/etc/passwd',
  // eslint-disable-next-line no-template-curly-in-string
  '${jndi:ldap://127.0.0.1/x}',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'component:default/__proto__',
  'a:b/c/d',
  ':::///',
  '9'.repeat(400),
  '-1',
  '1e400',
  '0x10',
  '١٢',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-00-00',
  '00000000-0000-0000-0000-000000000000',
  `sha256:${'0'.repeat(64)}`,
  'W/"x"',
  'é'.repeat(1000),
  'x'.repeat(20_000),
];

/** The same for values of any kind. */
export const hostileValues: readonly unknown[] = [
  ...hostileTexts,
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  Number.MAX_VALUE,
  [],
  [null],
  {},
  { length: -1 },
  { toString: 1, valueOf: 1 },
  { then: 'x' },
  { $ref: '#/components/schemas/Uuid' },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  Array.from({ length: 2000 }, () => 'x'),
  Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, i])),
  nested(500),
];
