import { Raw } from '../types';

/** A deep copy of plain JSON. */
export function cloneJson<T>(value: T): T {
  if (Array.isArray(value)) {
    const out = new Array(value.length);
    for (let i = 0; i < value.length; i++) out[i] = cloneJson(value[i]);
    return out as T;
  }
  if (value !== null && typeof value === 'object') {
    const out: Raw = {};
    for (const key of Object.keys(value))
      out[key] = cloneJson((value as Raw)[key]);
    return out;
  }
  return value;
}

/** Whether two values are the same JSON; the order of keys does not count. */
export function equalJson(a: Raw, b: Raw): boolean {
  if (a === b) return true;
  if (
    a === null ||
    b === null ||
    typeof a !== 'object' ||
    typeof b !== 'object'
  ) {
    return (a === undefined || a === null) && (b === undefined || b === null);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length)
      return false;
    return a.every((item, i) => equalJson(item, b[i]));
  }
  const keysA = Object.keys(a).filter(k => a[k] !== undefined);
  const keysB = Object.keys(b).filter(k => b[k] !== undefined);
  if (keysA.length !== keysB.length) return false;
  return keysA.every(k => k in b && equalJson(a[k], b[k]));
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, Raw> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON with sorted keys. */
export function canonicalJson(value: Raw): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isObject(value)) {
    const parts = Object.keys(value)
      .filter(k => value[k] !== undefined)
      .sort()
      .map(k => `${JSON.stringify(k)}:${canonicalJson(value[k])}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
