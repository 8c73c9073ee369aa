import type { EnvironmentName } from '../environments';
import { weekdays, type ChangeWindow } from '../guardrails';
import { fitsEntity } from './fitsEntity';
import type { PlanFacts } from './PlanFacts';
import { ZoneClock } from './ZoneClock';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS_AHEAD = 400;
const NAMED_MOST = 3;
/** 1970 began on a Thursday. */
const FIRST_WEEKDAY = weekdays.indexOf('thu');

interface Hours {
  days: ReadonlySet<number>;
  /** From the midnight of its day on. */
  from: number;
  to: number;
  clock: ZoneClock;
}

function sinceMidnight(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

/** A window of a time zone that nobody here knows never opens. */
function hoursOf(
  window: ChangeWindow,
  clocks: Map<string, ZoneClock>,
): Hours | undefined {
  let clock = clocks.get(window.timeZone);
  if (!clock) {
    try {
      clock = new ZoneClock(window.timeZone);
    } catch {
      return undefined;
    }
    clocks.set(window.timeZone, clock);
  }
  const from = sinceMidnight(window.from);
  const to = sinceMidnight(window.to);
  return {
    days: new Set(window.days.map(day => weekdays.indexOf(day))),
    from,
    to: to < from ? to + DAY : to,
    clock,
  };
}

/** Whether a time on the wall is within the window that begins on a day. */
function isWithin({ days, from, to }: Hours, day: number, wall: number) {
  const since = wall - day * DAY;
  return (
    days.has((day + FIRST_WEEKDAY) % weekdays.length) &&
    since >= from &&
    since < to
  );
}

function isOpen(hours: Hours, now: number): boolean {
  const wall = hours.clock.wallAt(now);
  const today = Math.floor(wall / DAY);
  return [today - 1, today].some(day => isWithin(hours, day, wall));
}

/** When a window that is closed now opens next. */
function nextOpening(hours: Hours, now: number): number | undefined {
  const { clock, from } = hours;
  const today = Math.floor(clock.wallAt(now) / DAY);
  // From yesterday on: what began then may go on after the wall jumped.
  for (let day = today - 1; day <= today + DAYS_AHEAD; day++) {
    if (hours.days.has((day + FIRST_WEEKDAY) % weekdays.length)) {
      const moments = clock
        .momentsOf(day * DAY + from)
        .filter(
          moment => moment > now && isWithin(hours, day, clock.wallAt(moment)),
        );
      if (moments.length > 0) {
        return Math.min(...moments);
      }
    }
  }
  return undefined;
}

/**
 * Whether writes may start by the windows, and when else. What counts is what
 * the clock on the wall shows: a time that the wall leaves out in spring does
 * not come, and one that it shows twice in autumn comes twice.
 */
export function windowState(
  windows: readonly ChangeWindow[],
  about: { environment: EnvironmentName; entityRef: string; now: Date },
): PlanFacts['window'] {
  const { environment, entityRef } = about;
  const now = about.now.getTime();
  const applying = windows.filter(
    window =>
      window.environments.includes(environment) &&
      fitsEntity(window.entities, entityRef),
  );
  if (applying.length === 0) {
    return { open: true };
  }
  const clocks = new Map<string, ZoneClock>();
  const hours = applying.flatMap(window => hoursOf(window, clocks) ?? []);
  if (hours.some(one => isOpen(one, now))) {
    return { open: true };
  }
  const openings = hours.flatMap(one => nextOpening(one, now) ?? []);
  const names = applying.slice(0, NAMED_MOST).map(({ id }) => id);
  const more = applying.length - names.length;
  return {
    open: false,
    ...(openings.length > 0 && {
      nextOpen: new Date(Math.min(...openings)).toISOString(),
    }),
    reason: `No change window of ${environment} is open: ${names.join(', ')}${
      more > 0 ? ` and ${more} more` : ''
    }.`,
  };
}
