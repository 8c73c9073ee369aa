import type { JsonObject, JsonValue } from '@backstage/types';
import { boundedText } from './boundedText';

const SECRET_NAME =
  /pass(word|phrase|wd)?|secret|token|credential|authorization|cookie|api[-_]?key|private[-_]?key|access[-_]?key/i;
const MEMBERS = 50;
const DEPTH = 4;
const TEXT = 256;

/**
 * Values of another system in a size that can be recorded. What a name says is
 * secret is left out, and what is too much or too deep is said to be so.
 */
export function boundedJson(value: unknown): JsonObject {
  const bounded = bound(value, 0);
  return typeof bounded === 'object' &&
    bounded !== null &&
    !Array.isArray(bounded)
    ? (bounded as JsonObject)
    : {};
}

function bound(value: unknown, depth: number): JsonValue {
  switch (typeof value) {
    case 'string':
      return boundedText(value, TEXT) ?? '';
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      break;
    default:
      return String(typeof value);
  }
  if (value === null) {
    return null;
  }
  if (depth >= DEPTH) {
    return '(deeper than is recorded)';
  }
  if (Array.isArray(value)) {
    const items = value.slice(0, MEMBERS).map(item => bound(item, depth + 1));
    return value.length > MEMBERS
      ? [...items, `(${value.length - MEMBERS} more)`]
      : items;
  }
  const names = Object.keys(value as object);
  const members = names.slice(0, MEMBERS).map((name): [string, JsonValue] => {
    const shown = boundedText(name, 64) ?? '(no name)';
    return SECRET_NAME.test(name)
      ? [shown, '(not recorded)']
      : [shown, bound((value as Record<string, unknown>)[name], depth + 1)];
  });
  if (names.length > MEMBERS) {
    members.push(['(more)', names.length - MEMBERS]);
  }
  return Object.fromEntries(members);
}
