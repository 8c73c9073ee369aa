// @ts-check
const AGE = /^(<?(\d+[ydhms])+|<unknown>|\d+[ydhms](\d+[ydhms])?( ago)?)$/;

/**
 * What of an output two clusters must have in common. Columns and lines must be
 * the same word for word; only what is different by nature has a word of its own.
 *
 * - `lines`: every line, its cells in their order
 * - `labels`: for `describe`: the label of every line, with its depth
 * - `columns`: the heading and how many cells each line has
 *
 * @param {string} text
 * @param {{ shape: 'lines' | 'labels' | 'columns' | 'none', names: Map<string, string> }} options
 */
export function shapeOf(text, { shape, names }) {
  if (shape === 'none') return text === '' ? 'nothing' : 'something';
  const lines = text
    .split('\n')
    .map(line => line.trimEnd())
    .filter(Boolean);
  if (shape === 'labels') {
    const events = lines.findIndex(line => line.startsWith('Events:'));
    return lines
      .slice(0, events < 0 ? undefined : events + 1)
      .map(line => /^(\s*)([A-Z][A-Za-z0-9 /-]*):(?: |$)/.exec(line))
      .filter(found => found !== null)
      .map(found => `${' '.repeat(found[1].length)}${found[2]}`);
  }
  const cells = lines.map(line => plain(line, names).split(/\s{2,}|\t/));
  if (shape === 'columns') {
    return cells.map((row, index) => (index === 0 ? row : row.length));
  }
  return cells.map(row =>
    row.map(cell => (AGE.test(cell.trim()) ? 'AGE' : cell)),
  );
}

/** @param {string} line @param {Map<string, string>} names */
function plain(line, names) {
  let out = line;
  for (const [from, to] of names) out = out.replaceAll(from, to);
  return out
    .replace(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
      'UID',
    )
    .replace(
      /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?(Z|[+-]\d\d:?\d\d))?( UTC)?/g,
      'TIME',
    )
    .replace(/https:\/\/127\.0\.0\.1:\d+/g, 'SERVER')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/\b(10|192|172|127)\.\d+\.\d+\.\d+\b/g, 'ADDRESS')
    .replace(/\bnode-\d\b/g, 'NODE')
    .replace(
      /\b(web|db|agent|once|tick)-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[a-z0-9]{5}\b/g,
      '$1-HASH-POD',
    )
    .replace(/\b(web)-[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g, '$1-HASH')
    .replace(/\b(once|agent)-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '$1-POD')
    .replace(/\b(LIVE|MERGED)-\d+/g, '$1-N')
    .replace(/pod-template-hash=\w+/g, 'pod-template-hash=HASH')
    .replace(/resourceVersion: "?\d+"?/g, 'resourceVersion: N')
    .replace(/\b\d+(\.\d+)?(s|ms)\b/g, 'AGE');
}
