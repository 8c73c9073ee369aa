const DAY_MS = 24 * 60 * 60 * 1000;

/** The week before, from Monday 00:00 to Monday 00:00 UTC. */
export function lastWeek(now: number): { from: string; to: string } {
  const today = Math.floor(now / DAY_MS);
  // The first day of 1970 was a Thursday.
  const monday = today - ((today + 3) % 7);
  const at = (day: number) => new Date(day * DAY_MS).toISOString();
  return { from: at(monday - 7), to: at(monday) };
}
