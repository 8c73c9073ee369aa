import { escapePointer } from './escapePointer';

/** The JSON pointer (RFC 6901) of a path of keys. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map(key => `/${escapePointer(String(key))}`).join('');
}
