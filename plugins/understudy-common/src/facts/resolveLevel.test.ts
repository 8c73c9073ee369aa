import fc from 'fast-check';
import {
  computeFacts,
  defaultGuardrails,
  environmentNames,
  takeoverLevels,
  type Elevation,
  type FactsRequest,
} from '..';
import { someTarget } from '../plans/__testUtils__/somePlan';
import { guarded, planOf, request } from './__testUtils__/request';

describe('the level in force', () => {
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
