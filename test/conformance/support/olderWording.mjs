// @ts-check
/**
 * An observation without what each older version words in its own way: refused
 * values are printed as Go prints them, not as JSON; places in Go's sources move;
 * empty times are written out.
 *
 * @param {any} value
 * @returns {any}
 */
export function olderWording(value) {
  if (Array.isArray(value)) return value.map(olderWording);
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, inner]) => key !== 'creationTimestamp' || inner !== null)
        .map(([key, inner]) => [key, olderWording(inner)]),
    );
  }
  return typeof value === 'string' ? withoutValues(value) : value;
}

const START = /\b(Invalid|Duplicate|Unsupported) value: /g;

/** @param {string} text */
function withoutValues(text) {
  let out = '';
  let from = 0;
  for (const found of text.matchAll(START)) {
    const begin = found.index + found[0].length;
    if (begin < from) continue;
    out += `${text.slice(from, begin)}VALUE`;
    from = endOfValue(text, begin);
  }
  return (out + text.slice(from)).replace(/scheme\.go:\d+/g, 'scheme.go:N');
}

/** Where a value ends: at a colon, a comma or a bracket that is not inside of it. @param {string} text @param {number} begin */
function endOfValue(text, begin) {
  let depth = 0;
  let quoted = false;
  for (let at = begin; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if ('{[('.includes(character)) depth += 1;
    else if ('}])'.includes(character)) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth === 0 && /[,:] /.test(text.slice(at, at + 2))) return at;
  }
  return text.length;
}
