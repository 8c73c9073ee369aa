/**
 * Random bytes that are the same in every run, so that a failure can be looked
 * at again (mulberry32).
 */
export function random(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const bytes = (length: number) =>
    Uint8Array.from({ length }, () => below(256));
  return { below, bytes };
}
