import {
  computeFacts,
  defaultGuardrails,
  isCritical,
  operationVerbs,
  type FactsRequest,
  type OperationVerb,
} from '..';
import {
  somePlan,
  someResolvedScale,
  someTarget,
} from '../plans/__testUtils__/somePlan';
import { guarded, operation, planOf, request } from './__testUtils__/request';

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
