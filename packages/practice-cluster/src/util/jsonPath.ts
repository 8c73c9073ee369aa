import { Raw } from '../types';

/** Reads the simple JSON paths of printer columns: `.spec.x`, `.a[0].b`, `.a[?(@.type=="x")].b`, `['a.b']`. */
export function readJsonPath(object: Raw, path: string): Raw {
  const parts =
    path.match(
      /\.?[A-Za-z0-9_-]+(?:\\\.[A-Za-z0-9_/-]+)*|\[\d+\]|\[\*\]|\[\?\(@\.[^)]*\)\]|\['[^']+'\]/g,
    ) ?? [];
  let at: Raw = object;
  for (const part of parts) {
    if (at === undefined || at === null) return undefined;
    const filter = /^\[\?\(@\.([\w.]+)\s*==\s*["']([^"']*)["']\)\]$/.exec(part);
    if (filter)
      at = (Array.isArray(at) ? at : []).find(
        (i: Raw) => String(readJsonPath(i, `.${filter[1]}`)) === filter[2],
      );
    else if (/^\[\d+\]$/.test(part)) at = at[Number(part.slice(1, -1))];
    else if (part === '[*]') [at] = at;
    else if (part.startsWith("['")) at = at[part.slice(2, -2)];
    else at = at[part.replace(/^\./, '').replaceAll('\\.', '.')];
  }
  return at;
}
