import type { JsonObject, JsonValue } from '@backstage/types';
import { canonicalJson } from '@understudy/ledger';
import { pointerOf } from '../parsing/pointerOf';
import { withoutUndefined } from '../plans/withoutUndefined';
import type { GuardrailChange } from './GuardrailChange';
import type { GuardrailData } from './GuardrailData';

type Path = readonly (string | number)[];

/** Where the same thing stands in both versions. */
interface Place {
  older: Path;
  newer: Path;
}

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
  at: Place,
): GuardrailChange[] {
  const older = named(before);
  const newer = named(after);
  const gone = Array.from(older)
    .filter(([name]) => !newer.has(name))
    .map(([entry, { value, index }]) => ({
      pointer: pointerOf([...at.older, index]),
      entry,
      before: value,
    }));
  const kept = Array.from(newer).flatMap(([entry, { value, index }]) => {
    const old = older.get(entry);
    const newerAt = [...at.newer, index];
    return old
      ? diff(
          old.value,
          value,
          { older: [...at.older, old.index], newer: newerAt },
          entry,
        )
      : [{ pointer: pointerOf(newerAt), entry, after: value }];
  });
  return [...gone, ...kept, ...diffOrder(older, newer, at)];
}

/** Of the rules for tiers the first that fits wins; the order of all other lists means nothing. */
function diffOrder(
  older: ReadonlyMap<string, unknown>,
  newer: ReadonlyMap<string, unknown>,
  at: Place,
): GuardrailChange[] {
  if (pointerOf(at.newer) !== '/tiers') {
    return [];
  }
  const before = Array.from(older.keys()).filter(name => newer.has(name));
  const after = Array.from(newer.keys()).filter(name => older.has(name));
  return before.every((name, index) => name === after[index])
    ? []
    : [{ pointer: pointerOf(at.newer), before, after }];
}

function diff(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  at: Place,
  entry?: string,
): GuardrailChange[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return diffLists(before, after, at).map(change =>
      entry === undefined ? change : { ...change, entry },
    );
  }
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return Array.from(keys)
      .sort()
      .flatMap(key =>
        diff(
          before[key],
          after[key],
          { older: [...at.older, key], newer: [...at.newer, key] },
          entry,
        ),
      );
  }
  const same =
    before === undefined || after === undefined
      ? before === after
      : canonicalJson(before) === canonicalJson(after);
  if (same) {
    return [];
  }
  const pointer = pointerOf(after === undefined ? at.older : at.newer);
  return [withoutUndefined({ pointer, entry, before, after })];
}

/**
 * What differs between two versions of the guardrail data. Entries of a list
 * are found again by what they are known by, so that an entry which only moved
 * is no change: the order of a list means nothing in this data. The one
 * exception are the rules for tiers, of which the first that fits wins. Where
 * they changed places, the change of `/tiers` has the names of those that stayed
 * in their order before and after.
 *
 * @public
 */
export function diffGuardrails(
  before: GuardrailData,
  after: GuardrailData,
): GuardrailChange[] {
  const toJson = (data: GuardrailData) =>
    withoutUndefined(data) as unknown as JsonValue;
  return diff(toJson(before), toJson(after), { older: [], newer: [] });
}
