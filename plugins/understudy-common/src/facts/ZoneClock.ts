const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const MOST_ZONES = 100;

// Making one takes longer than everything else here together.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (formats.size >= MOST_ZONES) {
    formats.clear();
  }
  formats.set(timeZone, format);
  return format;
}

/**
 * The clock on a wall in one time zone. Times on the wall are milliseconds since
 * the midnight with which 1970 began on that wall; days are counted from then.
 */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  /** What the wall is ahead of UTC at the midnights of UTC that were asked for. */
  readonly #offsets = new Map<number, number>();

  /** Throws where nobody knows the time zone. */
  constructor(timeZone: string) {
    this.#format = formatOf(timeZone);
  }

  /** What the wall shows at a moment. */
  wallAt(moment: number): number {
    const found: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(moment)) {
      found[type] = Number(value);
    }
    return Date.UTC(
      found.year,
      found.month - 1,
      found.day,
      found.hour,
      found.minute,
      found.second,
    );
  }

  /**
   * Moments at which the wall may show a time of a day, and at which it may have
   * jumped on that day or the next. The caller looks at each of them.
   */
  momentsOf(wall: number): number[] {
    const day = Math.floor(wall / DAY);
    // A wall is at most 14 hours from UTC, and what begins on this day ends on the next.
    const [from, to] = [(day - 1) * DAY, (day + 3) * DAY];
    const [before, after] = [this.#offset(from), this.#offset(to)];
    return before === after
      ? [wall - before]
      : [wall - before, wall - after, this.#jump(from, to, before)];
  }

  #offset(midnight: number): number {
    let offset = this.#offsets.get(midnight);
    if (offset === undefined) {
      offset = this.wallAt(midnight) - midnight;
      this.#offsets.set(midnight, offset);
    }
    return offset;
  }

  /** The first moment after which the wall is not ahead of UTC as before. */
  #jump(from: number, to: number, before: number): number {
    let [still, already] = [from, to];
    while (already - still > SECOND) {
      const middle = Math.floor((still + already) / 2 / SECOND) * SECOND;
      if (this.wallAt(middle) - middle === before) {
        still = middle;
      } else {
        already = middle;
      }
    }
    return already;
  }
}
