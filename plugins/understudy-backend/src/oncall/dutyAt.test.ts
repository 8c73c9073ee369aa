import { weekdays } from '@understudy/plugin-understudy-common';
import fc from 'fast-check';
import { dutyAt } from './dutyAt';
import type { DutyHours } from './types';

jest.setTimeout(120_000);

const MINUTE = 60_000;
const DAY = 24 * 60;

/** The same, asked in the slowest and plainest way. */
function isOnDuty(hours: DutyHours, at: number): boolean {
  const [date, time] = new Date(at)
    .toLocaleString('sv-SE', { timeZone: hours.timeZone })
    .split(' ');
  const [hour, minute] = time.split(':').map(Number);
  const today = Date.parse(`${date}T00:00:00Z`);
  return [0, 1].some(ago => {
    const began = new Date(today - ago * DAY * MINUTE);
    const word = weekdays[(began.getUTCDay() + 6) % 7];
    const sinceBegin = ago * DAY + hour * 60 + minute;
    const to = hours.to <= hours.from ? hours.to + DAY : hours.to;
    return (
      hours.days.includes(word) && sinceBegin >= hours.from && sinceBegin < to
    );
  });
}

const hoursOf = fc
  .record({
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
    from: fc.integer({ min: 0, max: DAY - 1 }),
    to: fc.integer({ min: 1, max: DAY }),
    timeZone: fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Sao_Paulo',
    ),
  })
  .filter(({ from, to }) => from !== to);

// Many of them in the nights in which clocks are moved.
const moment = fc
  .tuple(
    fc.constantFrom(
      '2026-03-29T00:00:00Z',
      '2026-10-25T00:00:00Z',
      '2026-03-08T06:00:00Z',
      '2026-11-01T05:00:00Z',
      '2026-04-04T14:00:00Z',
      '2026-06-17T12:00:00Z',
    ),
    fc.integer({ min: -26 * 60 * 60, max: 26 * 60 * 60 }),
  )
  .map(([text, seconds]) => new Date(Date.parse(text) + seconds * 1_000));

describe('dutyAt', () => {
  it('says who is on duty as a wall clock shows it, and until when', () => {
    fc.assert(
      fc.property(hoursOf, moment, (hours, at) => {
        const duty = dutyAt(hours, at);
        expect(duty !== undefined).toBe(isOnDuty(hours, at.getTime()));
        if (!duty) {
          return;
        }
        const start = Math.floor(at.getTime() / MINUTE) * MINUTE;
        let now = start;
        while (now - start <= 7 * DAY * MINUTE && isOnDuty(hours, now)) {
          now += MINUTE;
        }
        // Without an end it goes on for more than a week.
        const end = duty.until?.getTime() ?? start + (7 * DAY + 1) * MINUTE;
        expect(now).toBe(end);
      }),
      { numRuns: 150 },
    );
  });

  it('ends a night shift in the morning, also when the night has 25 hours', () => {
    const nights: DutyHours = {
      days: ['sat'],
      from: 22 * 60,
      to: 6 * 60,
      timeZone: 'Europe/Berlin',
    };
    const evening = new Date('2026-10-24T22:30:00+02:00');

    expect(dutyAt(nights, evening)).toEqual({
      until: new Date('2026-10-25T06:00:00+01:00'),
    });
    expect(dutyAt(nights, new Date('2026-10-25T06:00:00+01:00'))).toBe(
      undefined,
    );
  });
});
