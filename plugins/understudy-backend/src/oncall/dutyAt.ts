import { weekdays } from '@understudy/plugin-understudy-common';
import type { DutyHours } from './types';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;
/** Further ahead nobody needs to know, and shifts that follow each other never end. */
const AHEAD_MS = WEEK_MINUTES * MINUTE_MS;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(timeZone, made);
  return made;
}

/** Which minute of the week a wall shows; the week begins on Monday. */
function wallMinute(at: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const word = parts.weekday.toLocaleLowerCase('en-US');
  const day = weekdays.findIndex(name => name === word);
  return day * DAY_MINUTES + Number(parts.hour) * 60 + Number(parts.minute);
}

/** How far the wall is from UTC; only to be compared. */
function offset(at: number, wall: number): number {
  const minutes = wall - Math.floor(at / MINUTE_MS);
  return ((minutes % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
}

/** How many minutes of a shift the wall has left; undefined outside of one. */
function minutesLeft(hours: DutyHours, wall: number): number | undefined {
  const { days, from, to } = hours;
  const day = Math.floor(wall / DAY_MINUTES);
  const minute = wall % DAY_MINUTES;
  const begins = (index: number) => days.includes(weekdays[index]);
  const overnight = to <= from;
  if (begins(day) && minute >= from && (overnight || minute < to)) {
    return (overnight ? to + DAY_MINUTES : to) - minute;
  }
  if (overnight && begins((day + 6) % 7) && minute < to) {
    return to - minute;
  }
  return undefined;
}

/**
 * Whether somebody is on duty at a moment, and until when; without an end where
 * one shift follows the other for a week. Hours are those on the wall, also in
 * nights in which clocks are put forward or back.
 */
export function dutyAt(
  hours: DutyHours,
  at: Date,
): { until?: Date } | undefined {
  const { timeZone } = hours;
  const start = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
  let now = start;
  let wall = wallMinute(now, timeZone);
  let left = minutesLeft(hours, wall);
  if (left === undefined) {
    return undefined;
  }
  while (left !== undefined) {
    const end: number = now + left * MINUTE_MS;
    const wallThen = wallMinute(end, timeZone);
    // Where clocks are moved before the shift ends, its end is looked for.
    const moved = offset(end, wallThen) !== offset(now, wall);
    now = moved ? now + MINUTE_MS : end;
    wall = moved ? wallMinute(now, timeZone) : wallThen;
    left = minutesLeft(hours, wall);
    if (now - start > AHEAD_MS) {
      return {};
    }
  }
  return { until: new Date(now) };
}
