const NAMES: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** A leap day may be four years away. */
const YEARS_TO_LOOK_AHEAD = 5;

/** The fields of a schedule as they are counted. */
const FIELDS: Array<[min: number, max: number, names: string[]]> = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [
    1,
    12,
    [
      '',
      ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep'],
      ...['oct', 'nov', 'dec'],
    ],
  ],
  [0, 6, ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']],
];

function numberOf(text: string, names: string[]): number {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0 && text) return named;
  if (!/^[+-]?\d+$/.test(text))
    throw new Error(
      `failed to parse int from ${text}: strconv.Atoi: parsing "${text}": invalid syntax`,
    );
  const value = Number(text);
  if (value < 0)
    throw new Error(`negative number (${value}) not allowed: ${text}`);
  return value;
}

/** The values that one field of a schedule names. */
function fieldValues(
  field: string,
  [min, max, names]: (typeof FIELDS)[number],
): Set<number> {
  const out = new Set<number>();
  for (const part of field.split(',').filter(Boolean)) {
    const [range, stepText, ...tooMuch] = part.split('/');
    if (tooMuch.length > 0) throw new Error(`too many slashes: ${part}`);
    const [first, last, ...more] = range.split('-');
    let [from, to] = [min, max];
    if (first !== '*' && first !== '?') {
      from = numberOf(first, names);
      if (more.length > 0) throw new Error(`too many hyphens: ${part}`);
      to = from;
      if (last !== undefined) to = numberOf(last, names);
      else if (stepText !== undefined) to = max;
    }
    const step = stepText === undefined ? 1 : numberOf(stepText, []);
    if (from < min)
      throw new Error(
        `beginning of range (${from}) below minimum (${min}): ${part}`,
      );
    if (to > max)
      throw new Error(`end of range (${to}) above maximum (${max}): ${part}`);
    if (from > to)
      throw new Error(
        `beginning of range (${from}) beyond end of range (${to}): ${part}`,
      );
    if (step === 0)
      throw new Error(`step of range should be a positive number: ${part}`);
    for (let value = from; value <= to; value += step) out.add(value);
  }
  return out;
}

/** The values of each field; throws with what is wrong, in the words of the real server. */
export function parseSchedule(schedule: string): Set<number>[] {
  if (schedule.startsWith('@') && !NAMES[schedule])
    throw new Error(`unrecognized descriptor: ${schedule}`);
  const fields = (NAMES[schedule] ?? schedule).split(/\s+/).filter(Boolean);
  if (fields.length !== 5)
    throw new Error(
      `expected exactly 5 fields, found ${fields.length}: [${fields.join(
        ' ',
      )}]`,
    );
  return fields.map((field, index) => fieldValues(field, FIELDS[index]));
}

/** The next time after a moment that a schedule names, in UTC; undefined if there is none within five years. */
export function nextRun(schedule: string, after: number): number | undefined {
  const every = /^@every (\d+)([smh])$/.exec(schedule);
  if (every)
    return (
      after +
      Number(every[1]) *
        { s: 1000, m: 60_000, h: 3_600_000 }[every[2] as 's' | 'm' | 'h']
    );
  let fields;
  try {
    fields = parseSchedule(schedule);
  } catch {
    return undefined;
  }
  const [minutes, hours, daysOfMonth, months, weekdays] = fields;
  const [, , day, , weekday] = (NAMES[schedule] ?? schedule)
    .split(/\s+/)
    .filter(Boolean);
  const isStar = (field: string) => /^[*?]/.test(field);
  const at = new Date(Math.floor(after / 60_000) * 60_000 + 60_000);
  const end = after + YEARS_TO_LOOK_AHEAD * 366 * 86_400_000;
  while (at.getTime() <= end) {
    const byMonth = daysOfMonth.has(at.getUTCDate());
    const byWeek = weekdays.has(at.getUTCDay());
    const dayOk =
      isStar(day) || isStar(weekday) ? byMonth && byWeek : byMonth || byWeek;
    if (!dayOk || !months.has(at.getUTCMonth() + 1)) {
      at.setUTCHours(24, 0, 0, 0);
    } else if (!hours.has(at.getUTCHours())) {
      at.setUTCHours(at.getUTCHours() + 1, 0, 0, 0);
    } else if (!minutes.has(at.getUTCMinutes())) {
      at.setUTCMinutes(at.getUTCMinutes() + 1, 0, 0);
    } else {
      return at.getTime();
    }
  }
  return undefined;
}
