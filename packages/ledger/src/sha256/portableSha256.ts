import { compress } from './compress';
import { initialState } from './initialState';

const w = new Int32Array(64);
const state = new Int32Array(8);
const tail = new Uint8Array(128);

function block(bytes: Uint8Array, offset: number): void {
  for (let i = 0, o = offset; i < 16; i++, o += 4) {
    w[i] =
      (bytes[o] << 24) |
      (bytes[o + 1] << 16) |
      (bytes[o + 2] << 8) |
      bytes[o + 3];
  }
  compress(state, w);
}

/**
 * SHA-256 in plain JavaScript, for where the platform has none that answers
 * synchronously. The 32 bytes of the digest are written to `into`.
 *
 * @internal
 */
export function portableSha256(
  data: Uint8Array,
  into: Uint8Array,
  at: number,
): void {
  initialState(state);
  const whole = data.length - (data.length % 64);
  for (let offset = 0; offset < whole; offset += 64) {
    block(data, offset);
  }
  const rest = data.length - whole;
  const end = rest < 56 ? 64 : 128;
  tail.fill(0, 0, end);
  for (let i = 0; i < rest; i++) {
    tail[i] = data[whole + i];
  }
  tail[rest] = 0x80;
  const high = Math.floor(data.length / 0x20000000);
  const low = data.length << 3;
  for (let i = 0; i < 4; i++) {
    tail[end - 8 + i] = high >>> (24 - 8 * i);
    tail[end - 4 + i] = low >>> (24 - 8 * i);
  }
  for (let offset = 0; offset < end; offset += 64) {
    block(tail, offset);
  }
  for (let i = 0; i < 32; i++) {
    into[at + i] = state[i >> 2] >>> (24 - 8 * (i & 3));
  }
}
