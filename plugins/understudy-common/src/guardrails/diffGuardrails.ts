import type { JsonObject, JsonValue } from '@backstage/types';
import { canonicalJson } from '@understudy/ledger';
import { pointerOf } from '../parsing/pointerOf';
import { withoutUndefined } from '../plans/withoutUndefined';
import type { GuardrailChange } from './GuardrailChange';
import type { GuardrailData } from './GuardrailData';

type Path = readonly (string | number)[];

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What makes an entry of a list the same entry after an edit. */
function nameOf(value: JsonValue): string {
  if (!isObject(value)) {
    return String(value);
  }
  if (typeof value.id === 'string') {
    return value.id;
  }
  const names = [value.operation, value.environment].filter(
    name => typeof name === 'string',
  );
  if (typeof value.environment === 'string' && 'tier' in value) {
    names.push(String(value.tier));
  }
  if (value.when !== undefined) {
    names.push(canonicalJson(value.when));
  }
  return names.length > 0 ? names.join(' ') : canonicalJson(value);
}

/** Each entry with its name; the second of the same name is another entry. */
function named(list: readonly JsonValue[]) {
  const seen = new Map<string, number>();
  return new Map(
    list.map((value, index) => {
      const name = nameOf(value);
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      const key = times === 1 ? name : `${name} (${times})`;
      return [key, { value, index }] as const;
    }),
  );
}

function diffLists(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  path: Path,
): GuardrailChange[] {
  const older = named(before);
  const newer = named(after);
  const gone = Array.from(older)
    .filter(([name]) => !newer.has(name))
    .map(([entry, { value, index }]) => ({
      pointer: pointerOf([...path, index]),
      entry,
      before: value,
    }));
  const kept = Array.from(newer).flatMap(([entry, { value, index }]) => {
    const old = older.get(entry);
    return old
      ? diff(old.value, value, [...path, index], entry)
      : [{ pointer: pointerOf([...path, index]), entry, after: value }];
  });
  return [...gone, ...kept];
}

function diff(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: Path,
  entry?: string,
): GuardrailChange[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return diffLists(before, after, path).map(change =>
      entry === undefined ? change : { ...change, entry },
    );
  }
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return Array.from(keys)
      .sort()
      .flatMap(key => diff(before[key], after[key], [...path, key], entry));
  }
  const same =
    before === undefined || after === undefined
      ? before === after
      : canonicalJson(before) === canonicalJson(after);
  if (same) {
    return [];
  }
  return [withoutUndefined({ pointer: pointerOf(path), entry, before, after })];
}

/**
 * What differs between two versions of the guardrail data. Entries of a list
 * are found again by what they are known by, so that an entry which only moved
 * is no change: the order of a list means nothing anywhere in this data.
 *
 * @public
 */
export function diffGuardrails(
  before: GuardrailData,
  after: GuardrailData,
): GuardrailChange[] {
  const toJson = (data: GuardrailData) =>
    withoutUndefined(data) as unknown as JsonValue;
  return diff(toJson(before), toJson(after), []);
}
