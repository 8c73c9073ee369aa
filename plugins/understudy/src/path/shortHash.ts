/** Enough of a plan hash to tell two apart. */
export function shortHash(hash: string): string {
  const hex = hash.replace(/^sha256:/, '');
  return `${hex.slice(0, 6)}…${hex.slice(-4)}`;
}
