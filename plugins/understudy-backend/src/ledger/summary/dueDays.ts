const DAY_MS = 86_400_000;
/** When the summary of a day is made, after its end. */
const DUE_AFTER_MS = 5 * 60_000;
const CAUGHT_UP = 31;

/** The day that a time is in, in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** When a day begins and ends. */
export function timeOfDay(day: string): { from: number; to: number } {
  const from = Date.parse(`${day}T00:00:00.000Z`);
  return { from, to: from + DAY_MS };
}

/**
 * The days whose summary is due and missing, oldest first: those after the
 * newest one that there is, or from the first entry on; at most a month.
 */
export function dueDays(options: {
  now: number;
  newestDay: string | undefined;
  firstWrittenAt: number | undefined;
}): string[] {
  const { now, newestDay, firstWrittenAt } = options;
  const first =
    newestDay === undefined ? firstWrittenAt : timeOfDay(newestDay).to;
  if (first === undefined) {
    return [];
  }
  const end = Math.floor((now - DUE_AFTER_MS) / DAY_MS) * DAY_MS;
  const begin = Math.max(
    Math.floor(first / DAY_MS) * DAY_MS,
    end - CAUGHT_UP * DAY_MS,
  );
  const days: string[] = [];
  for (let time = begin; time < end; time += DAY_MS) {
    days.push(dayOf(time));
  }
  return days;
}
