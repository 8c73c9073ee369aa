import { randomBytes } from 'node:crypto';

const COUNTS = 0xfff;
const latest = { now: -1, count: 0 };

/**
 * A UUID of version 7: its first 48 bits are the time, twelve more count within
 * a millisecond, and the others are chance. What one process writes one after
 * the other gets its indexes in that order.
 */
export function newEntryId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  latest.count = now === latest.now ? Math.min(latest.count + 1, COUNTS) : 0;
  latest.now = now;
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt16BE(0x7000 | latest.count, 6);
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
