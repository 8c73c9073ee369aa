/** How long an hour is. */
export const HOUR_MS = 3_600_000;

/** The hour that a time is in, counted since 1970 in UTC. */
export function hourOf(time: number): number {
  return Math.floor(time / HOUR_MS);
}
