import type { JsonObject, JsonValue } from '@backstage/types';
import { canonicalJson } from '@understudy/ledger';
import fc from 'fast-check';
import {
  defaultGuardrails,
  diffGuardrails,
  environmentNames,
  operationVerbs,
  parseGuardrails,
  riskTiers,
  takeoverActions,
  takeoverLevels,
  weekdays,
  type GuardrailChange,
  type GuardrailData,
} from '..';

type Path = string[];

const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which entries of two lists are the same one, said once more in other words. */
function identityOf(value: JsonValue, list: JsonValue[]): string {
  const own = (one: JsonValue) => {
    if (!isObject(one)) {
      return canonicalJson(one);
    }
    const { id, operation, when, environment, tier } = one;
    if (id !== undefined) {
      return canonicalJson({ id });
    }
    if (operation !== undefined) {
      return canonicalJson({ operation, when: when ?? null });
    }
    return environment === undefined
      ? canonicalJson(one)
      : canonicalJson({ environment, tier: tier ?? null });
  };
  const twins = list.filter(one => own(one) === own(value));
  return `${own(value)} ${twins.indexOf(value)}`;
}

function sameIn(list: JsonValue[], wanted: string): any {
  return list.find(one => identityOf(one, list) === wanted);
}

/** The place in the newer document that an older pointer leads to. */
function follow(older: any, newer: any, [key, ...rest]: Path): any {
  if (key === undefined) {
    return newer;
  }
  const now = Array.isArray(older)
    ? sameIn(newer, identityOf(older[Number(key)], older))
    : newer[key];
  return follow(older[key], now, rest);
}

/** Takes every difference out of the newer document again. */
function takeBack(
  older: GuardrailData,
  newer: GuardrailData,
  changes: GuardrailChange[],
): unknown {
  const result: any = structuredClone(newer);
  const put: (() => void)[] = [];
  const added: [any[], number][] = [];
  for (const { pointer, before, after } of changes) {
    const path = pathOf(pointer);
    const key = path.pop()!;
    if (after === undefined) {
      const parent = follow(older, result, path);
      put.push(() =>
        Array.isArray(parent) ? parent.push(before) : (parent[key] = before),
      );
    } else if (pointer !== '/tiers') {
      const parent = path.reduce((at, step) => at[step], result);
      if (before !== undefined) {
        put.push(() => (parent[key] = before));
      } else if (Array.isArray(parent)) {
        added.push([parent, Number(key)]);
      } else {
        put.push(() => delete parent[key]);
      }
    }
  }
  // Only now, since every pointer is into a document that nobody has touched.
  put.forEach(one => one());
  added
    .sort(([, a], [, b]) => b - a)
    .forEach(([list, index]) => list.splice(index, 1));
  return result;
}

/** Lists in one order, since it means nothing. */
function ordered(value: any): unknown {
  if (Array.isArray(value)) {
    return value
      .map(ordered)
      .sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, ordered(item)]),
      )
    : value;
}

const environments = fc.uniqueArray(fc.constantFrom(...environmentNames), {
  minLength: 1,
});
const id = fc.constantFrom('a', 'b', 'c', 'night', 'sale');
const byId = { maxLength: 4, selector: (entry: { id: string }) => entry.id };
const anyGuardrails: fc.Arbitrary<GuardrailData> = fc
  .record({
    tiers: fc.uniqueArray(
      fc.record(
        {
          operation: fc.constantFrom(
            'kubernetes:scale',
            'kubernetes:*',
            'verb:scale',
            'verb:delete',
          ),
          tier: fc.constantFrom('low' as const, 'high' as const),
          when: fc.constantFrom(
            { scaleUpAtMost: 1 },
            { scaleUpAtMost: 2 },
            { scaleToZero: true as const },
          ),
        },
        { requiredKeys: ['operation', 'tier'] },
      ),
      {
        maxLength: 6,
        selector: rule => canonicalJson([rule.operation, rule.when ?? null]),
      },
    ),
    productionRaises: fc.boolean(),
    criticalVerbs: fc.uniqueArray(fc.constantFrom(...operationVerbs), {
      maxLength: 4,
    }),
    matrix: fc
      .tuple(
        fc.constantFrom(...takeoverLevels),
        fc.constantFrom(...riskTiers),
        fc.constantFrom(...takeoverActions),
      )
      .map(([level, tier, action]) => ({
        ...defaultGuardrails.matrix,
        [level]: { ...defaultGuardrails.matrix[level], [tier]: action },
      })),
    rolloutStage: fc.constantFrom(0 as const, 1 as const, 2 as const),
    autoTiers: fc.dictionary(
      fc.constantFrom(...environmentNames),
      fc.uniqueArray(fc.constantFrom(...riskTiers)),
    ),
    approvals: fc.array(
      fc.record(
        {
          environment: fc.constantFrom(...environmentNames, '*' as const),
          tier: fc.constantFrom('high' as const, '*' as const),
          approvers: fc.nat(3),
          rules: fc.uniqueArray(
            fc.record({
              id,
              groups: fc.uniqueArray(
                fc.constantFrom('group:default/a', 'group:default/b'),
              ),
              count: fc.integer({ min: 1, max: 3 }),
            }),
            byId,
          ),
        },
        { requiredKeys: ['environment', 'tier', 'approvers'] },
      ),
      { maxLength: 4 },
    ),
    windows: fc.uniqueArray(
      fc.record(
        {
          id,
          environments,
          entities: fc.constant(['component:default/checkout']),
          days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
          from: fc.constantFrom('20:00', '22:00'),
          to: fc.constantFrom('24:00', '06:00'),
          timeZone: fc.constant('UTC'),
        },
        {
          requiredKeys: [
            'id',
            'environments',
            'days',
            'from',
            'to',
            'timeZone',
          ],
        },
      ),
      byId,
    ),
    namespaces: fc.array(
      fc.record(
        {
          allowed: fc.uniqueArray(fc.constantFrom('a', 'b-*'), {
            minLength: 1,
          }),
          denied: fc.uniqueArray(fc.constantFrom('a', 'b-*'), { minLength: 1 }),
          environments,
        },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    ),
    limits: fc.array(
      fc.record({
        environment: fc.constantFrom(...environmentNames, '*' as const),
        maxTargets: fc.nat(3),
      }),
      { maxLength: 4 },
    ),
  })
  .map(some => parseGuardrails({ ...defaultGuardrails, ...some }));

describe('diffGuardrails', () => {
  it('finds nothing where nothing changed, and where entries only moved', () => {
    expect(diffGuardrails(defaultGuardrails, defaultGuardrails)).toEqual([]);
    fc.assert(
      fc.property(anyGuardrails, data => {
        const moved = {
          ...structuredClone(data),
          windows: [...data.windows].reverse(),
          criticalVerbs: [...data.criticalVerbs].reverse(),
          namespaces: [...data.namespaces].reverse(),
        };
        expect(diffGuardrails(data, moved)).toEqual([]);
      }),
    );
  });

  it('tells people what changed, by the names they know', () => {
    const night = {
      id: 'night',
      environments: ['production' as const],
      days: ['mon' as const],
      from: '22:00',
      to: '06:00',
      timeZone: 'UTC',
    };
    const before = { ...defaultGuardrails, windows: [night] };
    const after: GuardrailData = {
      ...defaultGuardrails,
      rolloutStage: 2,
      autoTiers: {},
      approvals: defaultGuardrails.approvals.map(entry =>
        entry.tier === 'high' ? { ...entry, approvers: 3 } : entry,
      ),
      windows: [
        { ...night, id: 'early' },
        { ...night, to: '05:00' },
      ],
      limits: defaultGuardrails.limits.slice(1),
    };

    expect(diffGuardrails(before, after)).toEqual([
      {
        pointer: '/approvals/1/approvers',
        entry: 'production high',
        before: 2,
        after: 3,
      },
      { pointer: '/autoTiers/development', before: ['low'] },
      {
        pointer: '/limits/0',
        entry: '*',
        before: { environment: '*', maxTargets: 50 },
      },
      { pointer: '/rolloutStage', before: 1, after: 2 },
      {
        pointer: '/windows/0',
        entry: 'early',
        after: { ...night, id: 'early' },
      },
      {
        pointer: '/windows/1/to',
        entry: 'night',
        before: '06:00',
        after: '05:00',
      },
    ]);
  });

  it('says that rules for tiers changed places, because the first that fits wins', () => {
    const [low, high] = [
      { operation: 'verb:scale', tier: 'low' as const },
      { operation: 'kubernetes:*', tier: 'high' as const },
    ];
    const before = { ...defaultGuardrails, tiers: [low, high] };
    const after = { ...defaultGuardrails, tiers: [high, low] };

    expect(diffGuardrails(before, after)).toEqual([
      {
        pointer: '/tiers',
        before: ['verb:scale', 'kubernetes:*'],
        after: ['kubernetes:*', 'verb:scale'],
      },
    ]);
  });

  it('leaves out nothing: with every difference taken back, the older document is there again', () => {
    fc.assert(
      fc.property(anyGuardrails, anyGuardrails, (before, after) => {
        const changes = diffGuardrails(before, after);
        expect(ordered(takeBack(before, after, changes))).toEqual(
          ordered(before),
        );
        for (const change of changes) {
          expect(change.before).not.toEqual(change.after);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells the order of the rules for tiers from the differences alone', () => {
    fc.assert(
      fc.property(anyGuardrails, anyGuardrails, (before, after) => {
        const changes = diffGuardrails(before, after);
        const nameOf = ({ operation, when }: GuardrailData['tiers'][number]) =>
          when ? `${operation} ${canonicalJson(when)}` : operation;
        const at = ({ pointer }: GuardrailChange) => Number(pathOf(pointer)[1]);
        const about = (entry: GuardrailChange) =>
          /^\/tiers\/\d+$/.test(entry.pointer);
        const gone = changes.filter(one => about(one) && !one.after);
        const added = changes.filter(one => about(one) && !one.before);
        const moved = changes.find(({ pointer }) => pointer === '/tiers');
        const kept =
          (moved?.after as string[] | undefined) ??
          before.tiers
            .filter((_, index) => !gone.some(one => at(one) === index))
            .map(nameOf);
        const rebuilt = [...kept];
        added.forEach(one => rebuilt.splice(at(one), 0, one.entry!));

        expect(rebuilt).toEqual(after.tiers.map(nameOf));
      }),
      { numRuns: 300 },
    );
  });
});
