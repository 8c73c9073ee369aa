import { randomBytes } from 'node:crypto';

const COUNTS = 0xfff;
const MOMENTS = 256;
/** How many ids each of the last moments has. */
const counts = new Map<number, number>();

/**
 * A UUID of version 7: its first 48 bits are the time, twelve more count within
 * a millisecond, and the others are chance. What one process writes one after
 * the other gets its indexes in that order, also where others are made for other
 * moments in between.
 */
export function newEntryId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  const count = counts.get(now) ?? 0;
  if (count === 0 && counts.size >= MOMENTS) {
    const [oldest] = counts.keys();
    counts.delete(oldest);
  }
  counts.set(now, Math.min(count + 1, COUNTS));
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
