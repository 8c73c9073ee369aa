import fc from 'fast-check';
import {
  computeFacts,
  defaultGuardrails,
  weekdays,
  type ChangeWindow,
  type EnvironmentName,
} from '..';
import { somePlan } from '../plans/__testUtils__/somePlan';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function state(
  now: string | number,
  windows: ChangeWindow[],
  environment: { name: EnvironmentName; known: boolean } = {
    name: 'production',
    known: true,
  },
) {
  return computeFacts({
    ...somePlan(),
    operations: [],
    guardrails: { ...defaultGuardrails, windows },
    environment,
    level: { held: 'L1_OBSERVATION', cap: 'L2_SUGGESTION' },
    dependants: [],
    freezes: [],
    now: new Date(now),
  }).window;
}

const window = (more?: Partial<ChangeWindow>): ChangeWindow => ({
  id: 'night',
  environments: ['production'],
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '22:00',
  to: '06:00',
  timeZone: 'Europe/Berlin',
  ...more,
});

const wallFormats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(timeZone: string): Intl.DateTimeFormat {
  const format =
    wallFormats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  wallFormats.set(timeZone, format);
  return format;
}

/** What a wall shows, asked in another way than the code does. */
function wallOf(moment: number, timeZone: string) {
  const [day, , time] = wallFormat(timeZone).format(moment).split(', ');
  return { day: day.toLocaleLowerCase('en'), time };
}

/** Whether a window is open, by the clock on the wall alone. */
function openOnWall(moment: number, one: ChangeWindow): boolean {
  const { day, time } = wallOf(moment, one.timeZone);
  const today = weekdays.indexOf(day as (typeof weekdays)[number]);
  const begins = (index: number) =>
    one.days.includes(weekdays[(index + 7) % 7]);
  if (one.from < one.to) {
    return begins(today) && time >= one.from && time < one.to;
  }
  return (
    (begins(today) && time >= one.from) || (begins(today - 1) && time < one.to)
  );
}

describe('change windows', () => {
  it('bind only where they are for', () => {
    const noon = '2026-03-04T12:00:00Z';

    expect(state(noon, [])).toEqual({ open: true });
    expect(state(noon, [window({ environments: ['test'] })])).toEqual({
      open: true,
    });
    expect(
      state(noon, [window({ entities: ['component:default/cart'] })]),
    ).toEqual({ open: true });
    expect(
      state(noon, [window({ entities: ['component:default/*'] })]).open,
    ).toBe(false);
    expect(state(noon, [window()], { name: 'test', known: false }).open).toBe(
      false,
    );
  });

  it('go on over midnight, as long as the day they began on', () => {
    // 2026-03-06 is a Friday; Berlin is one hour ahead.
    expect(state('2026-03-06T20:59:59Z', [window()]).open).toBe(false);
    expect(state('2026-03-06T21:00:00Z', [window()]).open).toBe(true);
    expect(state('2026-03-07T04:59:59Z', [window()]).open).toBe(true);
    expect(state('2026-03-07T05:00:00Z', [window()])).toEqual({
      open: false,
      nextOpen: '2026-03-09T21:00:00.000Z',
      reason: 'No change window of production is open: night.',
    });
  });

  it('may last a day, and end with it', () => {
    const saturday = window({ days: ['sat'], from: '00:00', to: '24:00' });

    expect(state('2026-03-06T22:59:59Z', [saturday])).toMatchObject({
      open: false,
      nextOpen: '2026-03-06T23:00:00.000Z',
    });
    expect(state('2026-03-06T23:00:00Z', [saturday]).open).toBe(true);
    expect(state('2026-03-07T22:59:59Z', [saturday]).open).toBe(true);
    expect(state('2026-03-07T23:00:00Z', [saturday]).open).toBe(false);
  });

  it('are enough if one of them is open, and else the next one counts', () => {
    const early = window({ id: 'early', days: ['wed'], from: '04:00' });
    const tokyo = window({ id: 'tokyo', timeZone: 'Asia/Tokyo' });
    const both = [window(), early, tokyo];

    expect(state('2026-03-04T03:30:00Z', both).open).toBe(true);
    // At noon in Berlin it is 20:00 in Tokyo.
    expect(state('2026-03-04T11:00:00Z', both)).toMatchObject({
      open: false,
      nextOpen: '2026-03-04T13:00:00.000Z',
    });
    expect(
      state('2026-03-04T11:00:00Z', [
        ...both,
        ...['a', 'b'].map(id => window({ id })),
      ]).reason,
    ).toBe(
      'No change window of production is open: night, early, tokyo and 2 more.',
    );
  });

  it('follow the wall when it jumps', () => {
    // On 2026-03-29 Berlin has no 02:00 to 03:00, on 2026-10-25 it has it twice.
    const half = window({ days: ['sun'], from: '02:30', to: '04:00' });
    expect(state('2026-03-29T00:00:00Z', [half]).nextOpen).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    const gone = window({ days: ['sun'], from: '02:15', to: '02:45' });
    expect(state('2026-03-29T00:00:00Z', [gone]).nextOpen).toBe(
      '2026-04-05T00:15:00.000Z',
    );
    const twice = window({ days: ['sun'], from: '01:00', to: '02:30' });
    expect(state('2026-10-25T00:30:00Z', [twice])).toMatchObject({
      open: false,
      nextOpen: '2026-10-25T01:00:00.000Z',
    });
    expect(state('2026-10-25T01:00:00Z', [twice]).open).toBe(true);
    expect(state('2026-10-25T01:30:00Z', [twice])).toMatchObject({
      open: false,
      nextOpen: '2026-11-01T00:00:00.000Z',
    });
  });

  it('of a time zone that nobody knows never open', () => {
    expect(
      state('2026-03-06T21:00:00Z', [window({ timeZone: 'Mars/Olympus' })]),
    ).toEqual({
      open: false,
      reason: 'No change window of production is open: night.',
    });
  });

  it('are open exactly when the wall says so, and open next at the first such minute', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
    ];
    // Around these dates one of the walls above jumps.
    const dates = [
      '2026-02-15',
      '2026-03-08',
      '2026-03-22',
      '2026-03-29',
      '2026-04-05',
      '2026-09-06',
      '2026-09-27',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
      '2026-06-10',
    ];
    const time = fc
      .tuple(fc.nat(23), fc.constantFrom(0, 15, 30, 45))
      .map(parts => parts.map(part => `${part}`.padStart(2, '0')).join(':'));
    const someWindow = fc
      .record({
        from: fc.oneof(time, fc.constantFrom('00:00', '02:00', '02:30')),
        to: fc.oneof(time, fc.constantFrom('24:00', '02:30', '03:00')),
        days: fc.subarray([...weekdays], { minLength: 1 }),
        timeZone: fc.constantFrom(...zones),
      })
      .filter(({ from, to }) => from !== to)
      .map(window);
    fc.assert(
      fc.property(
        fc.array(someWindow, { minLength: 1, maxLength: 2 }),
        fc.constantFrom(...dates),
        fc.integer({ min: -2 * 96, max: 2 * 96 }),
        (windows, date, quarters) => {
          const now = Date.parse(`${date}T00:00:00Z`) + quarters * 15 * MINUTE;
          const isOpen = (moment: number) =>
            windows.some(one => openOnWall(moment, one));
          const found = state(now, windows);

          let first = now;
          // Everything here happens on a quarter of an hour.
          while (first < now + 16 * DAY && !isOpen(first)) {
            first += 15 * MINUTE;
          }
          expect(found.open).toBe(first === now);
          expect(found.nextOpen ?? new Date(now).toISOString()).toBe(
            new Date(first).toISOString(),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
