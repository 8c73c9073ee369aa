import fc from 'fast-check';
import { computeFacts, type Target } from '..';
import { someTarget } from '../plans/__testUtils__/somePlan';
import { planOf, request } from './__testUtils__/request';

describe('the reach of a plan', () => {
  const reach = (targets: Target[]) =>
    computeFacts(request(planOf({ operation: 'kubernetes:restart', targets })))
      .blast;
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
