import { hashInto } from '../sha256/hashInto';

let scratch = new Uint8Array(4096);

/**
 * Hashes an entry as RFC 6962 wants leaves hashed, with a zero byte before it.
 *
 * @internal
 */
export function hashLeafInto(
  entry: Uint8Array,
  into: Uint8Array,
  at: number,
): void {
  const length = entry.length + 1;
  let buffer = scratch;
  if (buffer.length < length) {
    buffer = new Uint8Array(Math.max(length, 2 * buffer.length));
    if (buffer.length <= 1048576) {
      scratch = buffer;
    }
  }
  buffer[0] = 0;
  buffer.set(entry, 1);
  hashInto(buffer.subarray(0, length), into, at);
}
