import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import {
  computeFacts,
  operationVerbs,
  riskTiers,
  type FactsRequest,
  type OperationVerb,
  type RiskTier,
  type Target,
  type TierRule,
} from '..';
import { someTarget } from '../plans/__testUtils__/somePlan';
import { guarded, operation, planOf, request } from './__testUtils__/request';

const tierOf = (more: Partial<FactsRequest>) =>
  computeFacts(request(more)).tier;

describe('the tier of a step', () => {
  it('rates every verb as the table of the house says', () => {
    const rated = (environment: FactsRequest['environment']) =>
      Object.fromEntries(
        operationVerbs.map(verb => [
          verb,
          tierOf({
            ...planOf({
              operation: `kubernetes:${verb}`,
              input: { replicas: 2 },
            }),
            environment,
          }),
        ]),
      );
    const verbs = (tier: RiskTier, ...names: OperationVerb[]) =>
      Object.fromEntries(names.map(name => [name, tier]));
    const medium: OperationVerb[] = [
      'scale',
      'restart',
      'rollback',
      'set-image',
      'set-env',
      'set-resources',
      'label',
      'annotate',
      'pause',
      'suspend',
    ];
    const others = {
      ...verbs('read', 'read'),
      ...verbs('low', 'resume', 'uncordon'),
      ...verbs('high', 'delete', 'patch', 'apply', 'create', 'update'),
      ...verbs('high', 'evict', 'cordon', 'drain', 'exec'),
      ...verbs('high', 'data-migration', 'iam', 'network'),
    };

    expect(rated({ name: 'test', known: true })).toEqual({
      ...others,
      ...verbs('medium', ...medium),
    });
    expect(rated({ name: 'production', known: true })).toEqual({
      ...others,
      ...verbs('high', ...medium),
    });
    // Whatever name stands there, production holds where nothing is known.
    expect(rated({ name: 'development', known: false })).toEqual({
      ...others,
      ...verbs('high', ...medium),
    });
  });

  describe('of a step that scales', () => {
    const scaled = (
      input: JsonObject,
      observed: Target['observed'] | undefined,
    ) =>
      computeFacts(
        request(
          planOf({
            operation: 'kubernetes:scale',
            input,
            targets: observed === undefined ? [] : [someTarget({ observed })],
          }),
        ),
      ).steps[0];

    it.each<[string, JsonObject, Target['observed'] | undefined, RiskTier]>([
      [
        'one up without quotas',
        { replicas: 4 },
        { replicas: 3, quota: {} },
        'low',
      ],
      [
        'two up into a quota with room',
        { replicas: 5 },
        { replicas: 3, quota: { podsLeft: 2 } },
        'low',
      ],
      [
        'two up into a quota with room for one',
        { replicas: 5 },
        { replicas: 3, quota: { podsLeft: 1 } },
        'medium',
      ],
      ['three up', { replicas: 6 }, { replicas: 3, quota: {} }, 'medium'],
      ['no change', { replicas: 3 }, { replicas: 3, quota: {} }, 'medium'],
      ['down', { replicas: 2 }, { replicas: 3, quota: {} }, 'medium'],
      ['to zero', { replicas: 0 }, { replicas: 3, quota: {} }, 'high'],
      ['to zero of something unknown', { replicas: 0 }, undefined, 'high'],
      ['up from nobody knows what', { replicas: 4 }, { quota: {} }, 'medium'],
      ['up into nobody knows what', { replicas: 4 }, { replicas: 3 }, 'medium'],
      ['up without targets', { replicas: 4 }, undefined, 'medium'],
      ['to nobody knows what', {}, { replicas: 3, quota: {} }, 'high'],
      ['to a text', { replicas: '4' }, { replicas: 3, quota: {} }, 'high'],
      ['to a half', { replicas: 3.5 }, { replicas: 3, quota: {} }, 'high'],
      ['below zero', { replicas: -1 }, { replicas: 3, quota: {} }, 'high'],
    ])('%s', (_, input, observed, tier) => {
      expect(scaled(input, observed).tier).toBe(tier);
    });

    it('says what it did not know', () => {
      expect(scaled({ replicas: 4 }, { replicas: 3 }).why).toEqual([
        'The guardrails rate scale as medium.',
        'It is not known whether the quota has room: the stricter holds.',
      ]);
    });

    it('has a quota only once: two objects that grow into it are not known to fit', () => {
      const grows = (podsLeft: number | undefined, namespace = 'shop') =>
        someTarget({
          namespace,
          uid: namespace,
          observed: { replicas: 3, quota: { podsLeft } },
        });
      const both = (first: Target, second: Target) =>
        computeFacts(
          request(
            planOf(
              {
                operation: 'kubernetes:scale',
                input: { replicas: 5 },
                targets: [first],
              },
              {
                operation: 'kubernetes:scale',
                input: { replicas: 5 },
                targets: [{ ...second, uid: 'other', name: 'other' }],
              },
            ),
          ),
        ).steps.map(({ tier }) => tier);

      expect(both(grows(2), grows(2))).toEqual(['medium', 'medium']);
      expect(both(grows(2), grows(2, 'web'))).toEqual(['low', 'low']);
      expect(both(grows(undefined), grows(undefined))).toEqual(['low', 'low']);
    });

    it('never gets milder by knowing less', () => {
      const observed = fc.record({
        replicas: fc.option(fc.nat(6), { nil: undefined }),
        quota: fc.option(
          fc.record({ podsLeft: fc.option(fc.nat(3), { nil: undefined }) }),
          { nil: undefined },
        ),
      });
      const rules = fc.uniqueArray(
        fc.record({
          operation: fc.constantFrom('verb:scale', 'kubernetes:*'),
          tier: fc.constantFrom(...riskTiers),
          when: fc.constantFrom<TierRule['when'][]>(
            { scaleUpAtMost: 1 },
            { scaleUpAtMost: 3 },
            { scaleToZero: true },
            undefined,
          ),
        }),
        { maxLength: 6, selector: rule => JSON.stringify(rule) },
      );
      fc.assert(
        fc.property(
          rules,
          fc.nat(6),
          fc.nat(6),
          fc.option(fc.nat(3), { nil: undefined }),
          observed,
          (tiers, wanted, replicas, podsLeft, less) => {
            const full = { replicas, quota: { podsLeft } };
            const rate = (input: JsonObject, seen: Target['observed']) =>
              riskTiers.indexOf(
                tierOf({
                  ...planOf({
                    operation: 'kubernetes:scale',
                    input,
                    targets: [someTarget({ observed: seen })],
                  }),
                  guardrails: guarded({ tiers }),
                }),
              );
            const exact = rate({ replicas: wanted }, full);
            const forgotten: Target['observed'] = {
              ...(less.replicas !== undefined && { replicas }),
              ...(less.quota && { quota: { podsLeft } }),
            };
            expect(
              rate({ replicas: wanted }, forgotten),
            ).toBeGreaterThanOrEqual(exact);
            expect(rate({}, full)).toBeGreaterThanOrEqual(exact);
          },
        ),
        { numRuns: 500 },
      );
    });
  });

  it('takes the first rule that fits, and the connector where none does', () => {
    const scale = planOf({
      operation: 'kubernetes:scale',
      input: { replicas: 9 },
    });
    const withRules = (...tiers: TierRule[]) =>
      computeFacts(request({ ...scale, guardrails: guarded({ tiers }) }))
        .steps[0];

    expect(
      withRules(
        { operation: 'kubernetes:*', tier: 'low' },
        { operation: 'verb:scale', tier: 'high' },
      ).tier,
    ).toBe('low');
    expect(
      withRules(
        { operation: 'verb:scale', tier: 'high' },
        { operation: 'kubernetes:*', tier: 'low' },
      ).tier,
    ).toBe('high');
    expect(withRules({ operation: 'kubernetes:scale', tier: 'low' }).tier).toBe(
      'low',
    );
    // A name that only begins alike is another operation.
    expect(
      withRules({ operation: 'kubernetes:scal', tier: 'low' }),
    ).toMatchObject({
      tier: 'high',
      why: [
        'Neither guardrails nor a connector rate kubernetes:scale, so it counts as high.',
        'It is critical, as everything high is.',
      ],
    });
    expect(
      tierOf({
        ...scale,
        guardrails: guarded({ tiers: [] }),
        operations: [operation('scale', { tier: 'medium' })],
      }),
    ).toBe('medium');
  });

  it('never rates a write as a read, whoever says so', () => {
    const facts = computeFacts(
      request({
        ...planOf({ operation: 'kubernetes:delete' }),
        guardrails: guarded({
          tiers: [{ operation: 'kubernetes:*', tier: 'read' }],
        }),
      }),
    );

    expect(facts).toMatchObject({ tier: 'low', critical: true });
    expect(facts.steps[0].why).toContain('It writes, so it is low at least.');
  });
});
