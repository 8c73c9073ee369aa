/** A key as it stands in a JSON pointer (RFC 6901). */
export function escapePointer(key: string | number): string {
  return String(key).replace(/~/g, '~0').replace(/\//g, '~1');
}
