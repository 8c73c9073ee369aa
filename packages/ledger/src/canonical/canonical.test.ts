/** @jest-environment node */
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import { canonicalJson } from './canonicalJson';
import { JsonValue } from './JsonValue';
import { parseCanonicalJson } from './parseCanonicalJson';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2.2', () => {
    expect(
      canonicalJson({
        numbers: [
          333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001,
        ],
        string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts the example of RFC 8785, section 3.2.3, by UTF-16 code units', () => {
    const sorted = canonicalJson({
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    });
    expect(Object.values(JSON.parse(sorted)).length).toBe(7);
    expect(sorted.match(/"(?:[^"\\]|\\.)*"(?=:)/g)).toEqual([
      '"\\r"',
      '"1"',
      '"\u0080"',
      '"\u00f6"',
      '"\u20ac"',
      '"\u{1f600}"',
      '"\ufb33"',
    ]);
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number %s of RFC 8785, appendix B, as %s', (bits, text) => {
    const number = Buffer.from(bits, 'hex').readDoubleBE();
    expect(canonicalJson(number)).toBe(text);
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['undefined in an object', { a: undefined }],
    ['undefined in a list', [undefined]],
    // eslint-disable-next-line no-sparse-arrays
    ['a hole in a list', [1, , 2]],
    ['NaN', { a: [NaN] }],
    ['infinity', -Infinity],
    ['a bigint', 1n],
    ['a function', { toJSON: () => 1 }],
    ['a symbol', Symbol('a')],
    ['a symbol as key', { [Symbol('a')]: 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', Buffer.from('a')],
    ['an object with a class', new (class A {})()],
    ['a boxed string', Object('a')],
    ['half a surrogate pair', 'a\ud83d'],
    ['half a surrogate pair as key', { '\ude00': 1 }],
  ])('refuses %s', (_, value) => {
    expect(reasonOf(() => canonicalJson(value))).toBe('not-json');
  });

  it('refuses circles, and says where something stands', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(reasonOf(() => canonicalJson(circle))).toBe('not-json');
    expect(() => canonicalJson({ a: [1, { b: NaN }] })).toThrow(
      '/a/1/b is NaN',
    );
  });

  it('gives equal texts for equal values in any order, and reads them back', () => {
    const { below } = random(8785);
    const texts = ['', 'a', 'b"\\', '\u2028', '日本', '🙂', '__proto__', '\n'];
    const build = (depth: number): JsonValue => {
      switch (below(depth > 3 ? 4 : 6)) {
        case 0:
          return texts[below(texts.length)];
        case 1:
          return (below(2 ** 32) - 2 ** 31) * 10 ** (below(40) - 20);
        case 2:
          return below(2) === 0;
        case 3:
          return null;
        case 4:
          return Array.from({ length: below(4) }, () => build(depth + 1));
        default:
          return JSON.parse(
            `{${texts
              .slice(0, below(texts.length))
              .map(
                key =>
                  `${JSON.stringify(key)}:${JSON.stringify(build(depth + 1))}`,
              )
              .join(',')}}`,
          );
      }
    };
    const reversed = (value: JsonValue): JsonValue => {
      if (Array.isArray(value)) {
        return value.map(reversed);
      }
      if (typeof value !== 'object' || value === null) {
        return value;
      }
      return JSON.parse(
        `{${Object.entries(value)
          .reverse()
          .map(
            ([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(reversed(v))}`,
          )
          .join(',')}}`,
      );
    };
    for (let round = 0; round < 500; round++) {
      const value = build(0);
      const text = canonicalJson(value);
      expect(canonicalJson(reversed(value))).toBe(text);
      expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }
  });
});

describe('parseCanonicalJson', () => {
  it('reads text and bytes', () => {
    expect(parseCanonicalJson('{"a":1,"b":["ü"]}')).toEqual({ a: 1, b: ['ü'] });
    expect(parseCanonicalJson(Buffer.from('{"a":"ü"}'))).toEqual({ a: 'ü' });
  });

  it.each([
    '{"b":1,"a":2}',
    '{"a":1,"a":2}',
    '{"a":2,"a":2}',
    '{ "a":1}',
    '{"a":1}\n',
    '1.0',
    '1E3',
    '-0',
    '9007199254740993',
    '"\\u0061"',
    '"\\/"',
  ])('refuses the other spelling %p', text => {
    expect(reasonOf(() => parseCanonicalJson(text))).toBe('not-canonical');
  });

  it.each(['', '{', 'undefined', '"\\ud800"', '\ufeff1', 'NaN'])(
    'refuses %p, which is no JSON',
    text => {
      expect(reasonOf(() => parseCanonicalJson(text))).toBe('not-json');
    },
  );

  it('refuses bytes that are not UTF-8', () => {
    expect(
      reasonOf(() => parseCanonicalJson(Uint8Array.of(0x22, 0xff, 0x22))),
    ).toBe('not-json');
  });
});
