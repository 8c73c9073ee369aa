import { InputError } from '@backstage/errors';
import type { JsonArray, JsonObject, JsonValue } from '@backstage/types';
import { pointerOf } from './pointerOf';

const token =
  // JSON refuses control characters inside of a text.
  // eslint-disable-next-line no-control-regex
  /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|true|false|null|[[\]{},:]/y;
const space = /[ \t\r\n]*/y;

/** What {@link parseJsonText} accepts. */
export interface JsonTextLimits {
  /** What people call the document, such as `The plan`. */
  what: string;
  /** Characters at most. */
  length: number;
  /** How deep it may be nested. */
  depth: number;
}

/**
 * Reads JSON from somebody else. Unlike `JSON.parse` it says where a text is
 * broken or breaks off, refuses a key that stands twice (which of the two would
 * people have read?) and the key `__proto__`, and stops at limits.
 */
export function parseJsonText(text: string, limits: JsonTextLimits): JsonValue {
  let offset = 0;
  const path: (string | number)[] = [];

  function fail(why: string, at = offset): InputError {
    const lines = text.slice(0, at).split('\n');
    const where = `line ${lines.length}, column ${lines.pop()!.length + 1}`;
    const pointer = pointerOf(path);
    return new InputError(
      `${limits.what} ${why} at ${pointer || 'its beginning'} (${where})`,
    );
  }

  function take(): string {
    space.lastIndex = offset;
    space.exec(text);
    offset = space.lastIndex;
    token.lastIndex = offset;
    const found = token.exec(text)?.[0];
    if (found === undefined) {
      throw fail(offset < text.length ? 'is not JSON' : 'breaks off');
    }
    offset += found.length;
    return found;
  }

  function expect(taken: string, ...wanted: string[]): string {
    if (!wanted.includes(taken)) {
      throw fail('is not JSON', offset - taken.length);
    }
    return taken;
  }

  function readObject(): JsonObject {
    const object: JsonObject = {};
    const keys = new Set<string>();
    let next = take();
    if (next === '}') {
      return object;
    }
    for (;;) {
      if (!next.startsWith('"')) {
        throw fail('is not JSON', offset - next.length);
      }
      const key: string = JSON.parse(next);
      path.push(key);
      if (keys.has(key)) {
        throw fail('has the same key twice');
      }
      if (key === '__proto__') {
        throw fail('has a key that nobody may use');
      }
      keys.add(key);
      expect(take(), ':');
      object[key] = readValue(take());
      path.pop();
      if (expect(take(), ',', '}') === '}') {
        return object;
      }
      next = take();
    }
  }

  function readArray(): JsonArray {
    const array: JsonArray = [];
    path.push(0);
    let next = take();
    while (next !== ']') {
      array.push(readValue(next));
      path[path.length - 1] = array.length;
      if (expect(take(), ',', ']') === ']') {
        break;
      }
      next = take();
      if (next === ']') {
        throw fail('is not JSON', offset - 1);
      }
    }
    path.pop();
    return array;
  }

  function readValue(first: string): JsonValue {
    if (path.length > limits.depth) {
      throw fail(`is nested more than ${limits.depth} deep`);
    }
    if (first === '{') {
      return readObject();
    }
    if (first === '[') {
      return readArray();
    }
    if (/^[\]},:]/.test(first)) {
      throw fail('is not JSON', offset - first.length);
    }
    const value: JsonValue = JSON.parse(first);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw fail('has a number that is too large', offset - first.length);
    }
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
      throw fail('has half a character', offset - first.length);
    }
    return value;
  }

  if (text.length > limits.length) {
    throw new InputError(
      `${limits.what} has ${text.length} characters; at most ${limits.length} are read`,
    );
  }
  const value = readValue(take());
  space.lastIndex = offset;
  space.exec(text);
  offset = space.lastIndex;
  if (offset < text.length) {
    throw fail('goes on after its end');
  }
  return value;
}
