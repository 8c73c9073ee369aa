const NAMES: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

function matches(
  field: string,
  value: number,
  min: number,
  max: number,
): boolean {
  return field.split(',').some(part => {
    const [range, stepText] = part.split('/');
    const step = Number(stepText ?? 1);
    let [from, to] = [min, max];
    if (range !== '*' && range !== '?') {
      const [a, b] = range.split('-').map(Number);
      from = a;
      to = b ?? (stepText ? max : a);
    }
    return value >= from && value <= to && (value - from) % step === 0;
  });
}

/** The next time after a moment that a schedule names, in UTC; undefined if there is none within a year. */
export function nextRun(schedule: string, after: number): number | undefined {
  const every = /^@every (\d+)([smh])$/.exec(schedule);
  if (every)
    return (
      after +
      Number(every[1]) *
        { s: 1000, m: 60_000, h: 3_600_000 }[every[2] as 's' | 'm' | 'h']
    );
  const fields = (NAMES[schedule] ?? schedule).trim().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minute, hour, day, month, weekday] = fields;
  const at = new Date(Math.floor(after / 60_000) * 60_000 + 60_000);
  for (let days = 0; days < 366; ) {
    const dayOk =
      day !== '*' && weekday !== '*'
        ? matches(day, at.getUTCDate(), 1, 31) ||
          matches(weekday.replaceAll('7', '0'), at.getUTCDay(), 0, 6)
        : matches(day, at.getUTCDate(), 1, 31) &&
          matches(weekday.replaceAll('7', '0'), at.getUTCDay(), 0, 6);
    if (!dayOk || !matches(month, at.getUTCMonth() + 1, 1, 12)) {
      at.setUTCHours(24, 0, 0, 0);
      days++;
    } else if (!matches(hour, at.getUTCHours(), 0, 23)) {
      at.setUTCHours(at.getUTCHours() + 1, 0, 0, 0);
    } else if (!matches(minute, at.getUTCMinutes(), 0, 59)) {
      at.setUTCMinutes(at.getUTCMinutes() + 1, 0, 0);
    } else {
      return at.getTime();
    }
  }
  return undefined;
}
