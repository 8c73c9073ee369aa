import fc from 'fast-check';
import { defaultThresholds } from './defaultThresholds';
import { detectAnomalies } from './detectAnomalies';
import { HOUR_MS } from './hourOf';
import type { ActivityBefore, Finding, Observation } from './types';

const HOUR = 490_010; // 02:00 UTC
const START = HOUR * HOUR_MS;
const MINUTE = 60_000;
const nothing: ActivityBefore = {
  byType: new Map(),
  byHourOfDay: new Array(24).fill(0),
};

let count = 0;
function did(minute: number, rest: Partial<Observation> = {}): Observation {
  count += 1;
  return {
    id: `entry-${String(count).padStart(6, '0')}`,
    at: START + minute * MINUTE,
    actor: 'user:default/sam',
    type: 'deployment',
    failed: false,
    ...rest,
  };
}

function find(
  observations: readonly Observation[],
  before: ActivityBefore = nothing,
): Finding[] {
  return detectAnomalies(
    { hour: HOUR, observations, before: () => before },
    defaultThresholds,
  );
}

function times<T>(n: number, make: (index: number) => T): T[] {
  return Array.from({ length: n }, (_, index) => make(index));
}

const names = (findings: Finding[]) => findings.map(f => f.detector);

describe('the detector of too many failures', () => {
  it('speaks above ten percent, and not at ten percent', () => {
    const fine = times(9, i => did(i));
    expect(names(find([...fine, did(10, { failed: true })]))).toEqual([]);
    const [finding] = find([
      ...fine,
      did(10, { failed: true, type: 'exec', entityRef: 'component:default/a' }),
      did(11, { failed: true, type: 'rollback' }),
    ]);
    expect(finding).toMatchObject({
      detector: 'error-rate',
      subject: 'user:default/sam',
      numbers: { failed: 2, operations: 11 },
      entityRefs: ['component:default/a'],
      sentence:
        '2 of 11 operations of user:default/sam within 60 minutes failed, which is more than 10 %',
    });
    expect(finding.entryIds).toHaveLength(2);
  });

  it('draws no conclusion from a handful, and keeps people apart', () => {
    expect(names(find([did(1), did(2, { failed: true })]))).toEqual([]);
    const mixed = times(18, i =>
      did(i, { actor: `user:default/${i % 2}`, failed: i === 1 }),
    );
    expect(names(find(mixed))).toEqual([]);
  });
});

describe('the detector of too much in an hour', () => {
  it('speaks above a hundred, wherever the hour begins', () => {
    expect(names(find(times(100, i => did(i / 10))))).toEqual([]);
    // Half of it before the full hour, half after.
    const [finding] = find(times(101, i => did(-25 + i / 2)));
    expect(finding).toMatchObject({
      detector: 'operations-per-hour',
      numbers: { operations: 101 },
    });
    expect(finding.entryIds).toHaveLength(20);
    // The same number over more than an hour is nothing.
    expect(names(find(times(101, i => did(-55 + i))))).toEqual([]);
  });
});

describe('the detector of repeated failures', () => {
  it('speaks at the third of a type within an hour', () => {
    const failed = (minute: number, type = 'deployment') =>
      did(minute, { failed: true, type });
    expect(names(find([failed(1), failed(2), failed(3, 'exec')]))).toEqual([]);
    expect(names(find([failed(-50), failed(2), failed(30)]))).toEqual([]);
    expect(find([failed(-20), failed(2), failed(30)])).toMatchObject([
      {
        detector: 'repeated-failures',
        subject: 'user:default/sam deployment',
        operationType: 'deployment',
        numbers: { failed: 3 },
      },
    ]);
  });
});

describe('the detector of rare types', () => {
  const before = {
    ...nothing,
    byType: new Map([
      ['deployment', 9],
      ['exec', 1],
    ]),
  };

  it('speaks for the first and second of a type among more than ten', () => {
    expect(names(find([did(1, { type: 'exec' })], nothing))).toEqual([]);
    const [second] = find([did(1, { type: 'exec' })], before);
    expect(second).toMatchObject({
      detector: 'rare-type',
      subject: 'user:default/sam exec',
      numbers: { times: 2, operations: 11 },
    });
    expect(names(find([did(1)], before))).toEqual([]);
    const often = {
      ...before,
      byType: new Map([
        ['exec', 2],
        ['a', 40],
      ]),
    };
    expect(names(find([did(1, { type: 'exec' })], often))).toEqual([]);
  });
});

describe('the detector of unusual hours', () => {
  const active = (...hours: number[]) => ({
    byType: new Map([['deployment', 200]]),
    byHourOfDay: times(24, hour => (hours.includes(hour) ? 20 : 0)),
  });

  it('speaks at an hour with nothing in it nor beside it for thirty days', () => {
    expect(find([did(1)], active(9, 10, 16))).toMatchObject([
      {
        detector: 'unusual-hours',
        sentence:
          'user:default/sam was active after 02:00 UTC, when none of their 60 operations of 30 days were within an hour',
      },
    ]);
    expect(names(find([did(1)], active(9, 3)))).toEqual([]);
    expect(names(find([did(1)], active(9, 1)))).toEqual([]);
    expect(names(find([did(1)], nothing))).toEqual([]);
  });

  it('knows that midnight is beside eleven at night', () => {
    const midnight = HOUR - (HOUR % 24);
    const found = detectAnomalies(
      {
        hour: midnight,
        observations: [did(0, { at: midnight * HOUR_MS })],
        before: () => active(23),
      },
      defaultThresholds,
    );
    expect(found).toEqual([]);
  });
});

describe('all detectors', () => {
  const observation = fc.record({
    id: fc.uuid(),
    at: fc.integer({ min: START - HOUR_MS, max: START + HOUR_MS - 1 }),
    actor: fc.constantFrom('a', 'b', 'service:c'),
    type: fc.constantFrom('deployment', 'exec', 'rollback'),
    failed: fc.boolean(),
    entityRef: fc.constantFrom('component:default/x', 'component:default/y'),
  });
  const story = fc.uniqueArray(observation, {
    selector: ({ id }) => id,
    maxLength: 150,
    size: 'max',
  });
  const before = fc.record({
    byType: fc
      .dictionary(
        fc.constantFrom('deployment', 'exec', 'rollback'),
        fc.integer({ min: 1, max: 30 }),
      )
      .map(counts => new Map(Object.entries(counts))),
    byHourOfDay: fc.array(fc.nat(5), { minLength: 24, maxLength: 24 }),
  });

  it('find the same whatever the order in which entries come', () => {
    fc.assert(
      fc.property(story, before, fc.integer(), (observations, past, seed) => {
        const shuffled = [...observations].sort(
          (a, b) =>
            (((seed ^ a.at) * 2_654_435_761) % 1_009) -
            (((seed ^ b.at) * 2_654_435_761) % 1_009),
        );
        expect(find(shuffled, past)).toEqual(find(observations, past));
      }),
    );
  });

  it('name each thing about each person once, with evidence that is there', () => {
    fc.assert(
      fc.property(story, before, (observations, past) => {
        const findings = find(observations, past);
        const keys = findings.map(f => `${f.detector} ${f.subject}`);
        expect(new Set(keys).size).toBe(keys.length);
        const ids = new Set(observations.map(({ id }) => id));
        for (const { entryIds, actor, sentence, hour } of findings) {
          expect(entryIds.length).toBeGreaterThan(0);
          expect(entryIds.every(id => ids.has(id))).toBe(true);
          expect(sentence).toContain(actor);
          expect(hour).toBe(HOUR);
        }
      }),
    );
  });

  it('find nothing in an hour in which nothing ended', () => {
    fc.assert(
      fc.property(story, before, (observations, past) => {
        const earlier = observations.filter(({ at }) => at < START);
        expect(find(earlier, past)).toEqual([]);
      }),
    );
  });

  it('agree with counting by hand', () => {
    fc.assert(
      fc.property(story, observations => {
        const inHour = observations.filter(({ at }) => at >= START);
        const windowOf = ({ at, actor }: Observation) =>
          observations.filter(
            o => o.actor === actor && o.at <= at && o.at > at - HOUR_MS,
          );
        // Two at the same millisecond are told apart by their ids.
        fc.pre(
          new Set(observations.map(o => o.at)).size === observations.length,
        );
        const expected = new Set(
          inHour
            .filter(o => {
              const all = windowOf(o);
              const bad = all.filter(({ failed }) => failed);
              return all.length >= 10 && bad.length / all.length > 0.1;
            })
            .map(({ actor }) => actor),
        );
        const found = find(observations).filter(
          ({ detector }) => detector === 'error-rate',
        );
        expect(new Set(found.map(({ actor }) => actor))).toEqual(expected);
      }),
    );
  });
});
