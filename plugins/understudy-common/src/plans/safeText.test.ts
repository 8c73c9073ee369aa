import fc from 'fast-check';
import { safeText } from '..';

const shown = (code: number) =>
  `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;

describe('safeText', () => {
  it.each<[string, number[]]>([
    ['bidirectional controls', [0x202a, 0x202b, 0x202c, 0x202d, 0x202e]],
    ['bidirectional isolates', [0x2066, 0x2067, 0x2068, 0x2069]],
    ['bidirectional marks', [0x200e, 0x200f, 0x061c]],
    ['zero width characters', [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]],
    ['tag characters', [0xe0001, 0xe0020, 0xe0041, 0xe007f]],
    ['variation selectors', [0xfe00, 0xfe0f, 0xe0100, 0xe01ef]],
    ['fillers', [0x115f, 0x1160, 0x3164, 0xffa0, 0x2800]],
    ['soft hyphens and joiners', [0x00ad, 0x034f, 0x180e, 0x2061]],
    ['control characters', [0x00, 0x07, 0x08, 0x0a, 0x0d, 0x1b, 0x7f, 0x9b]],
    ['separators of lines', [0x2028, 0x2029]],
    ['private use', [0xe000, 0xf8ff, 0xf0000, 0x10fffd]],
    ['annotations', [0xfff9, 0xfffa, 0xfffb]],
    ['halves of pairs', [0xd800, 0xdc00]],
  ])('makes %s visible', (_, codes) => {
    for (const code of codes) {
      const character =
        code >= 0xd800 && code < 0xe000
          ? String.fromCharCode(code)
          : String.fromCodePoint(code);
      expect(safeText(`rm${character}-rf`)).toBe(`rm${shown(code)}-rf`);
    }
  });

  it('shows a text that pretends to be another as what it is', () => {
    const trojan = 'scale to \u202e01\u202c replicas';

    expect(safeText(trojan)).toBe('scale to ‹U+202E›01‹U+202C› replicas');
    const hidden = Array.from('delete', letter =>
      String.fromCodePoint(0xe0000 + letter.charCodeAt(0)),
    ).join('');
    expect(safeText(`ok${hidden}`)).toBe(
      'ok‹U+E0064›‹U+E0065›‹U+E006C›‹U+E0065›‹U+E0074›‹U+E0065›',
    );
  });

  it('leaves plain text of any language alone, and its pictures', () => {
    for (const text of [
      'kubectl scale deployment/checkout --replicas=5 -n shop',
      'Grüße, señor: ça va?',
      'Ὀδυσσεύς и Ёлка',
      'שלום עולם',
      'مرحبا بالعالم',
      '結帳服務的佇列正在增長',
      'नमस्ते',
      'replicas 3 → 5',
      '👍🏽 ❤️ 👩‍💻 ☎︎',
      '',
    ]) {
      expect(safeText(text)).toBe(text);
      expect(safeText(text, { multiline: true })).toBe(text);
    }
  });

  it('lets nothing hide between pictures', () => {
    expect(safeText('👍\u200d\u200d👍')).toBe('👍‹U+200D›‹U+200D›👍');
    expect(safeText('👍\ufe0f\ufe0f')).toBe('👍\ufe0f‹U+FE0F›');
    expect(safeText('a\u200d👍')).toBe('a‹U+200D›👍');
  });

  it('keeps lines and tabs only where they are asked for', () => {
    expect(safeText('a\n\tb\r')).toBe('a‹U+000A›‹U+0009›b‹U+000D›');
    expect(safeText('a\n\tb\r', { multiline: true })).toBe('a\n\tb‹U+000D›');
  });

  it('leaves no character behind that is not seen, and is safe to repeat', () => {
    const unseen =
      /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}\u{e0000}-\u{e0fff}\u200b\u200c\u2060-\u206f\ufeff]/u;
    const letter = fc.oneof(
      fc.nat(0xffff).map(code => String.fromCharCode(code)),
      fc.nat(0x10ffff).map(code => String.fromCodePoint(code)),
      fc.constantFrom('\u202e', '\u200d', '\ufe0f', '👩', '💻', '\u{e0041}'),
    );
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 30 }).map(letters => letters.join('')),
        text => {
          const safe = safeText(text);
          expect(safe).not.toMatch(unseen);
          expect(safeText(safe)).toBe(safe);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
