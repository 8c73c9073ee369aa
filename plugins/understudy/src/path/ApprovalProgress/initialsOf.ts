import { shortRef } from '../../shortRef';

/** Two letters that stand for a person. */
export function initialsOf(ref: string): string {
  const [first = '', second = ''] = shortRef(ref)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return ((first[0] ?? '') + (second[0] ?? first[1] ?? '')).toLocaleUpperCase();
}
