import { Raw } from '../types';
import { isObject } from '../util/json';

/** Applies an RFC 7386 patch. */
export function applyMergePatch(target: Raw, patch: Raw): Raw {
  if (!isObject(patch)) return patch;
  const out: Raw = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = applyMergePatch(out[key], value);
  }
  return out;
}
