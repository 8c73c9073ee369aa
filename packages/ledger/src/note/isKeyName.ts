/**
 * Whether a text may name a key: not empty, no space of any script, no plus,
 * no control character.
 *
 * @internal
 */
export function isKeyName(name: string): boolean {
  // The spaces of Go's unicode.IsSpace, which decides in other
  // implementations: White_Space of Unicode, without what JavaScript adds.
  return /^[^\p{White_Space}+\p{Cc}\p{Surrogate}]+$/u.test(name);
}
