import { normalRef } from './normalRef';

/** Without expressions: patterns are somebody else's, and a star is all they know. */
function fits(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern.split('*');
  if (rest.length === 0) {
    return pattern === text;
  }
  if (!text.startsWith(first)) {
    return false;
  }
  const last = rest.pop()!;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** Whether a list that is limited to entities, if it is, names this one. `*` stands for anything. */
export function fitsEntity(
  patterns: readonly string[] | undefined,
  entityRef: string,
): boolean {
  if (patterns === undefined) {
    return true;
  }
  const ref = normalRef(entityRef);
  return patterns.some(pattern => fits(normalRef(pattern), ref));
}
