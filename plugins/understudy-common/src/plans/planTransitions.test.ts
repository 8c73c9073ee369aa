import { planStates, planTransitions, type PlanState } from '..';

function reachable(from: PlanState, without?: PlanState): Set<PlanState> {
  const found = new Set<PlanState>([from]);
  for (const state of found) {
    planTransitions[state]
      .filter(next => next !== without)
      .forEach(next => found.add(next));
  }
  return found;
}

const leadingTo = (state: PlanState) =>
  planStates.filter(from => planTransitions[from].includes(state));

describe('planTransitions', () => {
  it('knows every state, and leads only to states that exist', () => {
    expect(Object.keys(planTransitions).sort()).toEqual([...planStates].sort());
    for (const [from, next] of Object.entries(planTransitions)) {
      expect(planStates).toEqual(expect.arrayContaining([...next]));
      expect(next).not.toContain(from);
      expect(new Set(next).size).toBe(next.length);
    }
  });

  it('leads from a draft to every state', () => {
    expect(Array.from(reachable('draft')).sort()).toEqual(
      [...planStates].sort(),
    );
  });

  it('lets nothing run but what is approved', () => {
    expect(leadingTo('running')).toEqual(['approved']);
    const unapproved = reachable('draft', 'approved');
    for (const state of [
      'running',
      'verifying',
      'succeeded',
      'unverified',
      'failed',
      'rolled-back',
    ] as const) {
      expect(unapproved).not.toContain(state);
    }
  });

  it('lets what has ended stay ended; only a run can still be rolled back', () => {
    for (const state of [
      'rolled-back',
      'cancelled',
      'denied',
      'expired',
    ] as const) {
      expect(planTransitions[state]).toEqual([]);
    }
    for (const state of ['succeeded', 'unverified', 'failed'] as const) {
      expect(planTransitions[state]).toEqual(['rolled-back']);
    }
  });

  it('leads from what has begun to run never back to what waits', () => {
    for (const state of ['running', 'verifying'] as const) {
      for (const waiting of [
        'draft',
        'previewing',
        'awaiting-approval',
        'approved',
      ] as const) {
        expect(reachable(state)).not.toContain(waiting);
      }
    }
  });

  it('has a way out of every state that is no end', () => {
    const ends: PlanState[] = ['cancelled', 'denied', 'expired', 'rolled-back'];
    for (const state of planStates) {
      expect(ends.some(end => reachable(state).has(end))).toBe(true);
    }
  });
});
