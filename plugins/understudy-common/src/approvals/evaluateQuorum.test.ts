import fc from 'fast-check';
import type { ApprovalRule, ApprovalVote, Person, QuorumInput } from '.';
import { evaluateQuorum } from '.';

const HASH = 'sha256:a';
const NOW = Date.parse('2026-03-02T10:00:00Z');
const EXPIRES = '2026-03-02T11:00:00.000Z';

function person(name: string, groups: string[] = [], more?: Partial<Person>) {
  const ref = `user:default/${name}`;
  return {
    userEntityRef: ref,
    aliases: [ref],
    groups: groups.map(group => `group:default/${group}`),
    mayApprove: true,
    ...more,
  };
}

function vote(id: string, name: string, more?: Partial<ApprovalVote>) {
  return {
    id,
    by: `user:default/${name}`,
    decision: 'approved' as const,
    planHash: HASH,
    at: '2026-03-02T09:00:00.000Z',
    ...more,
  };
}

const rule = (
  id: string,
  count: number,
  ...groups: string[]
): ApprovalRule => ({
  id,
  count,
  groups: groups.map(group => `group:default/${group}`),
});

const requester = person('rita', ['sre']);
const twin = 'user:default/ann-admin';
const ann = person('ann', ['sre'], {
  aliases: ['user:default/ann', twin],
});
const everybody = [
  requester,
  ann,
  person('ann-admin', ['owners']),
  person('bob', ['owners']),
  person('cy', ['sre', 'owners']),
  person('dee', ['sre'], { mayApprove: false }),
  person('eve', ['guests']),
  person('robot', ['sre'], { agent: true }),
];

function quorum(more: Partial<QuorumInput>) {
  return evaluateQuorum({
    votes: [],
    requesters: [requester],
    rules: [rule('sre', 1, 'sre')],
    people: new Map(everybody.map(each => [each.userEntityRef, each])),
    planHash: HASH,
    now: new Date(NOW),
    expiresAt: EXPIRES,
    ...more,
  });
}

const why = (result: ReturnType<typeof quorum>) =>
  Object.fromEntries(result.ignored.map(each => [each.voteId, each.why]));

describe('evaluateQuorum', () => {
  it('is met by one member who is not the requester', () => {
    expect(quorum({ votes: [vote('1', 'ann')] })).toEqual({
      met: true,
      counted: [{ voteId: '1', ruleId: 'sre' }],
      ignored: [],
      missing: [],
    });
  });

  it('says why each other vote does not count, and who is missing', () => {
    const result = quorum({
      votes: [
        vote('self', 'rita'),
        vote('nobody', 'zoe'),
        vote('robot', 'robot'),
        vote('demoted', 'dee'),
        vote('guest', 'eve'),
        vote('edited', 'ann', { planHash: 'sha256:b' }),
        vote('late', 'ann', { at: EXPIRES }),
      ],
    });
    expect(result.met).toBe(false);
    expect(why(result)).toEqual({
      self: 'self',
      nobody: 'unknown-person',
      robot: 'agent',
      demoted: 'no-permission',
      guest: 'not-member',
      edited: 'other-hash',
      late: 'expired',
    });
    expect(result.missing).toEqual([
      { ruleId: 'sre', count: 1, groups: ['group:default/sre'] },
    ]);
  });

  it('counts the accounts of one human once, whichever side knows of them', () => {
    const rules = [rule('any', 2)];
    const votes = [vote('1', 'ann'), vote('2', 'ann-admin')];
    const result = quorum({ votes, rules });
    expect(result.met).toBe(false);
    expect(result.counted).toHaveLength(1);
    expect(result.ignored).toEqual([{ voteId: '2', why: 'alias' }]);
    expect(quorum({ votes: [...votes, vote('3', 'bob')], rules }).met).toBe(
      true,
    );
    // The agent's human approves with another account.
    expect(
      why(
        quorum({ votes: [vote('2', 'ann-admin')], requesters: [ann], rules }),
      ),
    ).toEqual({ 2: 'alias' });
  });

  it('lets nobody serve two rules, and nobody block another', () => {
    const rules = [rule('a-sre', 1, 'sre'), rule('b-owner', 1, 'owners')];
    expect(quorum({ rules, votes: [vote('1', 'cy')] }).met).toBe(false);
    // Cy could take either place; Ann only the first, Bob only the second.
    for (const other of ['ann', 'bob']) {
      expect(
        quorum({ rules, votes: [vote('1', 'cy'), vote('2', other)] }).met,
      ).toBe(true);
    }
  });

  it('ends with a deny of a member, even after approvals, until it is taken back', () => {
    const votes = [vote('1', 'ann'), vote('2', 'cy', { decision: 'denied' })];
    const denied = quorum({ votes });
    expect(denied.met).toBe(false);
    expect(denied.denied?.id).toBe('2');
    // Somebody who may not approve cannot deny either.
    expect(
      quorum({
        votes: [vote('1', 'ann'), vote('2', 'eve', { decision: 'denied' })],
      }).met,
    ).toBe(true);
    const at = '2026-03-02T09:30:00.000Z';
    const back = quorum({
      votes: [...votes, vote('3', 'cy', { decision: 'withdrawn', at })],
    });
    expect(back.met).toBe(true);
    expect(why(back)).toEqual({ 2: 'withdrawn' });
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('counts %i ms from the expiry: %s', (ms, met) => {
    const now = new Date(Date.parse(EXPIRES) + ms);
    expect(quorum({ votes: [vote('1', 'ann')], now }).met).toBe(met);
  });

  it('refuses to be a quorum of nobody', () => {
    expect(() => quorum({ rules: [] })).toThrow('needs rules');
    expect(() => quorum({ rules: [rule('a', 0)] })).toThrow('at least one');
    expect(() => quorum({ rules: [rule('a', 1), rule('a', 1)] })).toThrow(
      'own id',
    );
  });

  it('agrees with trying every way to seat people, in any order', () => {
    const groups = ['a', 'b', 'c'];
    const voters = ['p1', 'p2', 'p3', 'p4', 'p5'];
    const membership = fc.array(fc.subarray(groups), {
      minLength: voters.length,
      maxLength: voters.length,
    });
    const someRules = fc
      .array(fc.tuple(fc.subarray(groups), fc.integer({ min: 1, max: 2 })), {
        minLength: 1,
        maxLength: 3,
      })
      .map(list => list.map(([of, n], i) => rule(`r${i}`, n, ...of)));
    const someVotes = fc.uniqueArray(
      fc.record({
        id: fc.nat({ max: 99 }),
        voter: fc.integer({ min: 0, max: voters.length - 1 }),
        decision: fc.constantFrom<ApprovalVote['decision']>(
          'approved',
          'approved',
          'approved',
          'denied',
          'withdrawn',
        ),
        minute: fc.integer({ min: 10, max: 14 }),
      }),
      { selector: each => each.id, maxLength: 8 },
    );
    let met = 0;
    fc.assert(
      fc.property(
        membership,
        someRules,
        someVotes.chain(list =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length }),
          ),
        ),
        (members, rules, [list, shuffled]) => {
          const people = voters.map((name, i) => person(name, members[i]));
          const map = new Map(people.map(each => [each.userEntityRef, each]));
          const toVotes = (from: typeof list) =>
            from.map(each =>
              vote(String(each.id), voters[each.voter], {
                decision: each.decision,
                at: `2026-03-02T09:${each.minute}:00.000Z`,
              }),
            );
          const result = quorum({ people: map, rules, votes: toVotes(list) });
          expect(
            quorum({
              people: new Map([...map].reverse()),
              rules: [...rules].reverse(),
              votes: toVotes(shuffled),
            }),
          ).toEqual(result);

          // The oracle: what each person said last, then every seating.
          const order = ['approved', 'withdrawn', 'denied'];
          const fits = (seat: ApprovalRule, name: string) =>
            seat.groups.length === 0 ||
            seat.groups.some(group =>
              map.get(`user:default/${name}`)!.groups.includes(group),
            );
          const last = voters.map((name, i) => {
            const own = list.filter(each => each.voter === i);
            own.sort(
              (a, b) =>
                a.minute - b.minute ||
                order.indexOf(a.decision) - order.indexOf(b.decision),
            );
            return { name, said: own.pop()?.decision };
          });
          const able = last.filter(({ name }) =>
            rules.some(each => fits(each, name)),
          );
          const seats = rules.flatMap(each =>
            Array.from({ length: each.count }, () => each),
          );
          const most = (at: number, free: string[]): number =>
            at === seats.length
              ? 0
              : Math.max(
                  most(at + 1, free),
                  ...free
                    .filter(name => fits(seats[at], name))
                    .map(
                      name =>
                        1 +
                        most(
                          at + 1,
                          free.filter(other => other !== name),
                        ),
                    ),
                );
          const seated = most(
            0,
            able.filter(({ said }) => said === 'approved').map(p => p.name),
          );
          expect(result.counted).toHaveLength(seated);
          expect(result.met).toBe(
            seated === seats.length &&
              able.every(({ said }) => said !== 'denied'),
          );
          met += result.met ? 1 : 0;
        },
      ),
      { numRuns: 500, seed: 5 },
    );
    expect(met).toBeGreaterThan(20);
  });
});
