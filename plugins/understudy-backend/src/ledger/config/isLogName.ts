/**
 * Whether a text may name a log and its keys. Narrower than what a signed note
 * allows: names also stand in tables, file names, commits and on screens.
 */
export function isLogName(name: string): boolean {
  return /^[\x21-\x2a\x2c-\x7e]{1,128}$/.test(name);
}
