const formula = /^[\s']*[=+\-@\uff0b\uff0d\uff1d\uff20]|^['\t\r\n]/;
// eslint-disable-next-line no-control-regex
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/**
 * A line of CSV as RFC 4180 has it. What a spreadsheet could take for a formula
 * gets an apostrophe in front, as does what begins with one, so that it can be
 * taken away again; other control characters are shown by their pictures.
 *
 * @public
 */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** What stands in a cell, before quotes: made safe for spreadsheets. */
export function toSafeCell(text: string): string {
  const shown = text.replace(control, character =>
    String.fromCharCode(
      character === '\x7f' ? 0x2421 : 0x2400 + character.charCodeAt(0),
    ),
  );
  return formula.test(shown) ? `'${shown}` : shown;
}

function toCell(text: string): string {
  const safe = toSafeCell(text);
  return /[",\r\n]|^\s|\s$/.test(safe)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}
