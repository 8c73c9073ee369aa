import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import {
  computeFacts,
  defaultGuardrails,
  environmentNames,
  isCritical,
  operationVerbs,
  riskTiers,
  takeoverLevels,
  type Elevation,
  type FactsRequest,
  type GuardrailData,
  type OperationSummary,
  type OperationVerb,
  type RiskTier,
  type Target,
  type TierRule,
} from '..';
import {
  somePlan,
  someResolvedScale,
  someTarget,
} from '../plans/__testUtils__/somePlan';

const NOW = new Date('2026-03-02T10:00:00Z');

function operation(
  verb: OperationVerb,
  more?: Partial<OperationSummary>,
): OperationSummary {
  return { id: `kubernetes:${verb}`, verb, reversible: true, ...more };
}

const operations = [
  operation('read', { id: 'kubernetes:get' }),
  ...operationVerbs.map(verb => operation(verb)),
];

function request(more?: Partial<FactsRequest>): FactsRequest {
  return {
    ...somePlan(),
    operations,
    guardrails: defaultGuardrails,
    environment: { name: 'test', known: true },
    level: { held: 'L2_SUGGESTION', cap: 'L4_AUTO' },
    dependants: [],
    freezes: [],
    now: NOW,
    ...more,
  };
}

const guarded = (more: Partial<GuardrailData>): GuardrailData => ({
  ...defaultGuardrails,
  ...more,
});

/** Each step is one operation with an input and what it was resolved to. */
function planOf(
  ...steps: { operation: string; input?: JsonObject; targets?: Target[] }[]
): Pick<FactsRequest, 'content' | 'resolved'> {
  return {
    content: {
      ...somePlan().content,
      steps: steps.map((step, index) => ({
        id: `s${index + 1}`,
        operation: step.operation,
        input: step.input ?? {},
        title: step.operation,
      })),
    },
    resolved: steps.map((step, index) => ({
      stepId: `s${index + 1}`,
      targets: step.targets ?? [someTarget()],
      ...(step.operation !== 'kubernetes:get' && {
        preview: someResolvedScale().preview!,
      }),
    })),
  };
}

const tierOf = (more: Partial<FactsRequest>) =>
  computeFacts(request(more)).tier;

describe('computeFacts', () => {
  it('says of a plan what it does, how far it goes and whether it may start', () => {
    const facts = computeFacts(
      request({ dependants: ['component:default/web', 'api:default/pay'] }),
    );

    expect(facts).toEqual({
      environment: 'test',
      environmentKnown: true,
      tier: 'low',
      critical: false,
      reversible: true,
      destructive: false,
      steps: [
        {
          stepId: 's1',
          operation: 'kubernetes:get',
          verb: 'read',
          tier: 'read',
          critical: false,
          reversible: true,
          destructive: false,
          why: ['The guardrails rate read as read.'],
          targets: 1,
          pods: 0,
        },
        {
          stepId: 's2',
          operation: 'kubernetes:scale',
          verb: 'scale',
          tier: 'low',
          critical: false,
          reversible: true,
          destructive: false,
          why: [
            'The guardrails rate scale up by at most 2, within the quota, as low.',
          ],
          targets: 1,
          pods: 5,
        },
      ],
      blast: {
        scope: 'namespace',
        targets: 1,
        pods: 5,
        namespaces: ['production-eu/shop'],
        clusters: ['production-eu'],
        owners: ['Application/shop'],
        selectors: ['PodDisruptionBudget/checkout', 'Service/checkout'],
        dependants: ['api:default/pay', 'component:default/web'],
      },
      level: { level: 'L2_SUGGESTION', held: 'L2_SUGGESTION', cap: 'L4_AUTO' },
      window: { open: true },
      fresh: true,
      oldestPreviewAt: '2026-03-02T09:55:00.000Z',
    });
  });

  it('reads no clock and changes nothing that it is given', () => {
    const given = request();
    const before = JSON.stringify(given);

    expect(computeFacts(given)).toEqual(computeFacts(given));
    expect(JSON.stringify(given)).toBe(before);
  });

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

  it('knows nothing of an operation that nobody offers, so it is the worst', () => {
    expect(
      computeFacts(
        request({ operations: [], ...planOf({ operation: 'x:y' }) }),
      ),
    ).toMatchObject({
      tier: 'high',
      critical: true,
      reversible: false,
      destructive: true,
      steps: [
        {
          verb: 'exec',
          why: [
            'Nobody offers the operation x:y, so it counts as high and as critical.',
          ],
        },
      ],
    });
  });

  it('has facts of steps that were refused, or never looked at', () => {
    const { content } = somePlan();
    const { steps, ...facts } = computeFacts(
      request({
        resolved: [
          {
            ...someResolvedScale(),
            targets: [],
            refusal: { code: 'not-found', message: 'There is no checkout.' },
          },
        ],
      }),
    );

    expect(steps).toHaveLength(content.steps.length);
    expect(steps[1]).toMatchObject({ tier: 'medium', targets: 0, pods: 0 });
    expect(facts).toMatchObject({
      fresh: false,
      blast: { scope: 'namespace', targets: 0, namespaces: [] },
    });
    expect(facts).not.toHaveProperty('oldestPreviewAt');
  });

  it('says what cannot be taken back, and what is lost for good', () => {
    const lost = (
      verb: OperationVerb,
      reversible: boolean,
      owners?: string[],
    ) => {
      const { reversible: back, destructive } = computeFacts(
        request({
          ...planOf({
            operation: `kubernetes:${verb}`,
            targets: [someTarget({ observed: { owners } })],
          }),
          operations: [operation(verb, { reversible })],
        }),
      );
      return [back, destructive];
    };

    expect(lost('restart', false)).toEqual([false, false]);
    expect(lost('read', false)).toEqual([true, false]);
    expect(lost('delete', true)).toEqual([true, true]);
    expect(lost('data-migration', true)).toEqual([true, true]);
    expect(lost('exec', false)).toEqual([false, true]);
    expect(lost('evict', false, ['ReplicaSet/checkout'])).toEqual([
      false,
      false,
    ]);
    expect(lost('evict', false, [])).toEqual([false, true]);
    expect(lost('evict', false)).toEqual([false, true]);
  });

  it('is critical by tier, by verb, and by reach', () => {
    const critical = (verb: OperationVerb, more?: Partial<FactsRequest>) =>
      computeFacts(
        request({ ...planOf({ operation: `kubernetes:${verb}` }), ...more }),
      ).critical;

    expect(operationVerbs.filter(verb => critical(verb)).sort()).toEqual(
      [
        ...defaultGuardrails.criticalVerbs,
        'apply',
        'create',
        'update',
        'evict',
        'scale',
      ].sort(),
    );
    expect(critical('restart')).toBe(false);
    expect(
      critical('restart', {
        guardrails: guarded({ criticalVerbs: ['restart'] }),
      }),
    ).toBe(true);
    expect(
      critical('restart', { environment: { name: 'production', known: true } }),
    ).toBe(true);
    const wide = Array.from({ length: 11 }, (_, i) =>
      someTarget({ uid: `${i}` }),
    );
    expect(
      critical(
        'restart',
        planOf({ operation: 'kubernetes:restart', targets: wide }),
      ),
    ).toBe(true);
    expect(
      critical('read', planOf({ operation: 'kubernetes:get', targets: wide })),
    ).toBe(false);
    expect(
      isCritical(
        { verb: 'uncordon', tier: 'low', scope: 'cluster' },
        defaultGuardrails,
      ),
    ).toBe(true);
  });

  describe('of reach', () => {
    const reach = (targets: Target[]) =>
      computeFacts(
        request(planOf({ operation: 'kubernetes:restart', targets })),
      ).blast;
    const many = (
      count: number,
      more: (index: number) => Partial<Target> = () => ({}),
    ) =>
      Array.from({ length: count }, (_, index) =>
        someTarget({ uid: `${index}`, name: `n${index}`, ...more(index) }),
      );

    it.each<[string, Target[], string]>([
      ['ten of one namespace', many(10), 'namespace'],
      ['eleven of one namespace', many(11), 'cluster'],
      [
        'two of two namespaces',
        many(2, index => ({ namespace: `ns${index}` })),
        'cluster',
      ],
      [
        'one of no namespace',
        many(1, () => ({ namespace: undefined })),
        'cluster',
      ],
      ['fifty of one cluster', many(50), 'cluster'],
      ['fifty-one of one cluster', many(51), 'account'],
      [
        'two of two clusters that are called the same',
        many(2, index => ({ clusterUid: `c${index}` })),
        'account',
      ],
    ])('%s', (_, targets, scope) => {
      expect(reach(targets)).toMatchObject({ scope, targets: targets.length });
    });

    it('counts each object once, with the most pods that any step touches', () => {
      const facts = computeFacts(
        request(
          planOf(
            { operation: 'kubernetes:restart' },
            { operation: 'kubernetes:scale', input: { replicas: 8 } },
            { operation: 'kubernetes:scale', input: { replicas: 1 } },
            {
              operation: 'kubernetes:evict',
              targets: [
                someTarget({ kind: 'v1/Pod', uid: 'pod', observed: {} }),
                someTarget({ kind: 'v1/Pod', uid: 'pod', observed: {} }),
              ],
            },
          ),
        ),
      );

      expect(facts.steps.map(({ pods }) => pods)).toEqual([3, 8, 3, 1]);
      expect(facts.blast).toMatchObject({ targets: 2, pods: 9 });
    });

    it('does not count what is only read', () => {
      const facts = computeFacts(
        request(
          planOf(
            { operation: 'kubernetes:get', targets: many(60) },
            { operation: 'kubernetes:restart' },
          ),
        ),
      );

      expect(facts.steps[0].targets).toBe(60);
      expect(facts.blast).toMatchObject({ targets: 1, scope: 'namespace' });
    });

    it('only grows with every object', () => {
      const place = fc.record({
        clusterUid: fc.constantFrom('c1', 'c2'),
        namespace: fc.constantFrom('a', 'b', undefined),
        uid: fc.nat(60).map(String),
      });
      const scopes = ['namespace', 'cluster', 'account'];
      fc.assert(
        fc.property(fc.array(place, { maxLength: 70 }), place, (all, one) => {
          const before = reach(all.map(someTarget));
          const after = reach([...all, one].map(someTarget));
          expect(scopes.indexOf(after.scope)).toBeGreaterThanOrEqual(
            scopes.indexOf(before.scope),
          );
          expect(after.targets - before.targets).toBeLessThanOrEqual(1);
          expect(after.targets).toBeGreaterThanOrEqual(before.targets);
        }),
      );
    });
  });

  describe('of the level in force', () => {
    const elevation = (more?: Partial<Elevation>): Elevation => ({
      id: 'e1',
      entityRef: 'component:default/checkout',
      environment: 'test',
      level: 'L4_AUTO',
      from: '2026-03-02T09:30:00Z',
      until: '2026-03-02T10:30:00Z',
      ...more,
    });
    const levelOf = (more: Partial<FactsRequest>) =>
      computeFacts(request(more)).level;
    const raisedBy = (more: Partial<Elevation>, rest?: Partial<FactsRequest>) =>
      levelOf({
        level: {
          held: 'L2_SUGGESTION',
          cap: 'L4_AUTO',
          elevation: elevation(more),
        },
        ...rest,
      }).level;

    it('is the lowest of what is held and of both caps', () => {
      const level = fc.constantFrom(...takeoverLevels);
      const rank = (name: (typeof takeoverLevels)[number]) =>
        takeoverLevels.indexOf(name);
      fc.assert(
        fc.property(
          level,
          level,
          level,
          fc.constantFrom(...environmentNames),
          (held, cap, allowed, name) => {
            const facts = levelOf({
              level: { held, cap },
              environment: { name, known: true },
              guardrails: guarded({
                caps: { ...defaultGuardrails.caps, [name]: allowed },
              }),
            });
            const least = Math.min(rank(cap), rank(allowed));
            expect(facts).toEqual({
              level: takeoverLevels[Math.min(rank(held), least)],
              held,
              cap: takeoverLevels[least],
            });
          },
        ),
      );
    });

    it('takes the cap of production where the environment is not known', () => {
      expect(
        levelOf({
          environment: { name: 'development', known: false },
          level: { held: 'L5_FULLY_AUTONOMOUS', cap: 'L5_FULLY_AUTONOMOUS' },
        }).level,
      ).toBe('L2_SUGGESTION');
    });

    it('rises for a while, and says until when', () => {
      expect(
        levelOf({
          level: {
            held: 'L2_SUGGESTION',
            cap: 'L4_AUTO',
            elevation: elevation(),
          },
        }),
      ).toEqual({
        level: 'L4_AUTO',
        held: 'L2_SUGGESTION',
        cap: 'L4_AUTO',
        elevated: { id: 'e1', until: '2026-03-02T10:30:00.000Z' },
      });
    });

    it('rises by no more than two levels, in production to L3, and never to L5', () => {
      const level = fc.constantFrom(...takeoverLevels);
      const rank = (name: (typeof takeoverLevels)[number]) =>
        takeoverLevels.indexOf(name);
      fc.assert(
        fc.property(
          level,
          level,
          level,
          fc.constantFrom(...environmentNames),
          (held, cap, granted, name) => {
            const environment = { name, known: true };
            const standing = levelOf({ environment, level: { held, cap } });
            const facts = levelOf({
              environment,
              level: {
                held,
                cap,
                elevation: elevation({ level: granted, environment: name }),
              },
            });
            const before = rank(standing.level);
            const after = rank(facts.level);
            expect(after).toBeGreaterThanOrEqual(before);
            expect(after).toBeLessThanOrEqual(Math.max(before, rank(granted)));
            expect(after - before).toBeLessThanOrEqual(2);
            expect(facts.elevated !== undefined).toBe(after > before);
            const bound = name === 'production' ? 'L3_SEMI_AUTO' : 'L4_AUTO';
            expect(after).toBeLessThanOrEqual(Math.max(before, rank(bound)));
          },
        ),
        { numRuns: 500 },
      );
    });

    it('counts from its beginning until its end, to the millisecond', () => {
      const at = (now: string) => raisedBy({}, { now: new Date(now) });

      expect(at('2026-03-02T09:29:59.999Z')).toBe('L2_SUGGESTION');
      expect(at('2026-03-02T09:30:00.000Z')).toBe('L4_AUTO');
      expect(at('2026-03-02T10:29:59.999Z')).toBe('L4_AUTO');
      expect(at('2026-03-02T10:30:00.000Z')).toBe('L2_SUGGESTION');
      expect(raisedBy({ until: 'soon' })).toBe('L2_SUGGESTION');
      expect(raisedBy({ from: 'long ago' })).toBe('L2_SUGGESTION');
    });

    it('counts for its entity and its environment only', () => {
      expect(raisedBy({ entityRef: 'Component:checkout' })).toBe('L4_AUTO');
      expect(raisedBy({ entityRef: 'component:default/cart' })).toBe(
        'L2_SUGGESTION',
      );
      expect(raisedBy({ entityRef: 'component:default/*' })).toBe(
        'L2_SUGGESTION',
      );
      expect(raisedBy({ environment: 'development' })).toBe('L2_SUGGESTION');
      expect(
        raisedBy(
          { environment: 'production' },
          { environment: { name: 'production', known: false } },
        ),
      ).toBe('L2_SUGGESTION');
    });

    it('counts only where it covers every step that writes', () => {
      const scale = { operation: 'kubernetes:scale', input: { replicas: 4 } };
      const restart = { operation: 'kubernetes:restart' };
      const get = { operation: 'kubernetes:get' };
      const of = (
        operations_: string[] | undefined,
        ...steps: Parameters<typeof planOf>
      ) => raisedBy({ operations: operations_ }, planOf(...steps));

      expect(of(['kubernetes:scale'], scale)).toBe('L4_AUTO');
      expect(of(['kubernetes:*'], scale, restart)).toBe('L4_AUTO');
      expect(of(['kubernetes:scale'], scale, restart)).toBe('L2_SUGGESTION');
      expect(of(['kubernetes:scale'], get, scale)).toBe('L4_AUTO');
      expect(of([], scale)).toBe('L2_SUGGESTION');
      expect(of(undefined, get)).toBe('L2_SUGGESTION');
    });

    it('never covers deletions, data migrations, commands, secret reads, or what nobody knows', () => {
      const scale = { operation: 'kubernetes:scale', input: { replicas: 4 } };
      for (const last of [
        { operation: 'kubernetes:delete' },
        { operation: 'kubernetes:data-migration' },
        { operation: 'kubernetes:exec' },
        { operation: 'nobody:knows' },
        {
          operation: 'kubernetes:get',
          targets: [someTarget({ kind: 'v1/Secret' })],
        },
        { operation: 'kubernetes:get', input: { kind: 'Secret' } },
      ]) {
        expect(raisedBy({}, planOf(scale, last))).toBe('L2_SUGGESTION');
      }
      expect(
        raisedBy(
          {},
          planOf(scale, {
            operation: 'kubernetes:get',
            targets: [someTarget({ kind: 'bitnami.com/v1/SealedSecret' })],
          }),
        ),
      ).toBe('L4_AUTO');
    });
  });

  describe('of freezes', () => {
    const frozen = (
      freezes: FactsRequest['freezes'],
      more?: Partial<FactsRequest>,
    ) => computeFacts(request({ freezes, ...more })).freeze;
    const freeze = (more?: Partial<FactsRequest['freezes'][number]>) => ({
      id: 'f1',
      from: '2026-03-02T10:00:00Z',
      reason: 'Quarter end',
      ...more,
    });

    it('hold from their beginning until their end, or until somebody lifts them', () => {
      const ending = freeze({ to: '2026-03-02T11:00:00Z' });

      expect(frozen([freeze()])).toEqual({ id: 'f1', reason: 'Quarter end' });
      expect(frozen([ending])).toEqual({
        id: 'f1',
        reason: 'Quarter end',
        until: '2026-03-02T11:00:00.000Z',
      });
      expect(
        frozen([ending], { now: new Date('2026-03-02T09:59:59.999Z') }),
      ).toBeUndefined();
      expect(
        frozen([ending], { now: new Date('2026-03-02T11:00:00Z') }),
      ).toBeUndefined();
      // What cannot be read holds.
      expect(frozen([freeze({ from: '?', to: '?' })])).toEqual({
        id: 'f1',
        reason: 'Quarter end',
      });
    });

    it('hold where they are for', () => {
      expect(frozen([freeze({ environments: ['test'] })])).toBeDefined();
      expect(
        frozen([freeze({ environments: ['production'] })]),
      ).toBeUndefined();
      expect(
        frozen([freeze({ environments: ['production'] })], {
          environment: { name: 'test', known: false },
        }),
      ).toBeDefined();
      expect(
        frozen([freeze({ entities: ['component:checkout'] })]),
      ).toBeDefined();
      expect(
        frozen([freeze({ entities: ['component:default/check*'] })]),
      ).toBeDefined();
      expect(
        frozen([freeze({ entities: ['component:default/check'] })]),
      ).toBeUndefined();
    });

    it('of those in the guardrails and those beside them, the one that ends last is told', () => {
      const short = freeze({ id: 'short', to: '2026-03-02T11:00:00Z' });
      const long = freeze({ id: 'long', to: '2026-03-02T12:00:00Z' });
      const told = (...freezes: FactsRequest['freezes']) =>
        frozen(freezes.slice(1), {
          guardrails: guarded({ freezes: freezes.slice(0, 1) }),
        })?.id;

      expect(told(short, long)).toBe('long');
      expect(told(long, short)).toBe('long');
      expect(told(long, freeze({ id: 'open' }), short)).toBe('open');
    });
  });

  describe('of previews', () => {
    const previewed = (at: string) => {
      const { fresh, oldestPreviewAt } = computeFacts(
        request({ resolved: [someResolvedScale({ at })] }),
      );
      return [fresh, oldestPreviewAt];
    };

    it('are fresh for ten minutes', () => {
      const when = '2026-03-02T09:50:00.000Z';
      expect(previewed(when)).toEqual([true, when]);
      const before = '2026-03-02T09:49:59.999Z';
      expect(previewed(before)).toEqual([false, before]);
      expect(previewed('2026-03-02T10:00:30.000Z')[0]).toBe(true);
      expect(previewed('2026-03-02T10:05:00.000Z')[0]).toBe(false);
      expect(previewed('just now')).toEqual([false, undefined]);
    });

    it('count for every step that writes, and for no other', () => {
      const { content } = somePlan();
      const reads = { ...content, steps: content.steps.slice(0, 1) };

      expect(computeFacts(request({ content: reads })).fresh).toBe(true);
      expect(
        computeFacts(
          request({
            resolved: [{ stepId: 's2', targets: [someTarget()] }],
          }),
        ).fresh,
      ).toBe(false);
    });
  });
});
