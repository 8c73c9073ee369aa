import { InputError } from '@backstage/errors';
import type { ApprovalRule } from './ApprovalRule';
import type { ApprovalVote } from './ApprovalVote';
import { humanKeys } from './humanKeys';
import type { IgnoredVoteReason } from './ignoredVoteReasons';
import { matchRules } from './matchRules';
import type { Person } from './Person';
import type { QuorumResult } from './QuorumResult';

/**
 * What {@link evaluateQuorum} looks at.
 *
 * @public
 */
export interface QuorumInput {
  /** Every vote that was recorded for the plan, in any order. */
  votes: readonly ApprovalVote[];
  /** Who asked: the requester, and the human behind an agent. */
  requesters: readonly Person[];
  /** Who has to agree; at least one rule. */
  rules: readonly ApprovalRule[];
  /** Who the accounts are now, by entity reference, from trusted sources. */
  people: ReadonlyMap<string, Person>;
  /** The hash that counts. */
  planHash: string;
  /** The clock. */
  now: Date;
  /** From this moment on nothing counts any more; ISO 8601 and UTC. */
  expiresAt: string;
}

const severity = { denied: 0, withdrawn: 1, approved: 2 } as const;

/** The newest first; at the same moment the more careful one, then by id. */
function newestFirst(a: ApprovalVote, b: ApprovalVote): number {
  return (
    Date.parse(b.at) - Date.parse(a.at) ||
    severity[a.decision] - severity[b.decision] ||
    (a.id < b.id ? -1 : 1)
  );
}

function checkRules(rules: readonly ApprovalRule[]) {
  const ids = new Set(rules.map(({ id }) => id));
  if (rules.length === 0 || ids.size !== rules.length) {
    throw new InputError('A quorum needs rules, each with its own id');
  }
  const odd = rules.find(
    ({ count }) => !Number.isSafeInteger(count) || count < 1,
  );
  if (odd) {
    throw new InputError(`The rule ${odd.id} must ask for at least one person`);
  }
}

function mayVote(rule: ApprovalRule, person: Person): boolean {
  return (
    rule.groups.length === 0 ||
    rule.groups.some(group => person.groups.includes(group))
  );
}

/**
 * Whether the right people agreed to exactly this plan: distinct people who may
 * approve now, never the requester, software or the human behind it. Several
 * accounts of one human count once, and one person serves one rule. Who serves
 * which rule is chosen so that as many places as possible are taken. A deny of
 * a person who may approve wins. The order of votes, people and rules means
 * nothing.
 *
 * @public
 */
export function evaluateQuorum(input: QuorumInput): QuorumResult {
  const { planHash, people } = input;
  checkRules(input.rules);
  const rules = [...input.rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const expiresAt = Date.parse(input.expiresAt);
  const over = !(input.now.getTime() < expiresAt);
  const keyOf = humanKeys([...people.values(), ...input.requesters]);
  const requesters = new Set(
    input.requesters.map(({ userEntityRef }) => keyOf(userEntityRef)),
  );
  const requesterRefs = new Set(
    input.requesters.map(({ userEntityRef }) => userEntityRef),
  );

  const ignored: { voteId: string; why: IgnoredVoteReason }[] = [];
  const ignore = (vote: ApprovalVote, why: IgnoredVoteReason) =>
    ignored.push({ voteId: vote.id, why });

  /** Why a vote cannot count, whatever else was said. */
  const refusalOf = (vote: ApprovalVote): IgnoredVoteReason | undefined => {
    if (vote.planHash !== planHash) {
      return 'other-hash';
    }
    if (over || !(Date.parse(vote.at) < expiresAt)) {
      return 'expired';
    }
    if (requesters.has(keyOf(vote.by))) {
      return requesterRefs.has(vote.by) ? 'self' : 'alias';
    }
    const person = people.get(vote.by);
    if (!person) {
      return 'unknown-person';
    }
    if (person.agent) {
      return 'agent';
    }
    if (!person.mayApprove) {
      return 'no-permission';
    }
    return rules.some(rule => mayVote(rule, person)) ? undefined : 'not-member';
  };

  const latest = new Map<string, ApprovalVote>();
  for (const vote of [...input.votes].sort(newestFirst)) {
    const why = refusalOf(vote);
    const key = keyOf(vote.by);
    const later = latest.get(key);
    if (why) {
      ignore(vote, why);
    } else if (!later) {
      latest.set(key, vote);
    } else if (later.decision === 'withdrawn') {
      ignore(vote, 'withdrawn');
    } else {
      ignore(vote, later.by === vote.by ? 'duplicate' : 'alias');
    }
  }

  const standing = [...latest.values()].sort((a, b) =>
    keyOf(a.by) < keyOf(b.by) ? -1 : 1,
  );
  const denied = standing
    .filter(({ decision }) => decision === 'denied')
    .sort(newestFirst)
    .pop();
  const approvals = standing.filter(({ decision }) => decision === 'approved');
  const places = matchRules(
    rules,
    approvals.map(vote => {
      const person = people.get(vote.by)!;
      return rules.flatMap((rule, index) =>
        mayVote(rule, person) ? [index] : [],
      );
    }),
  );
  const counted = approvals.flatMap((vote, index) => {
    const place = places[index];
    if (place === undefined) {
      ignore(vote, 'surplus');
      return [];
    }
    return [{ voteId: vote.id, ruleId: rules[place].id }];
  });
  const missing = rules
    .map(({ id, groups, count }, index) => ({
      ruleId: id,
      count: count - places.filter(place => place === index).length,
      groups,
    }))
    .filter(({ count }) => count > 0);
  const byVote = (a: { voteId: string }, b: { voteId: string }) =>
    a.voteId < b.voteId ? -1 : 1;
  return {
    met: !over && !denied && missing.length === 0,
    ...(denied ? { denied } : {}),
    counted: counted.sort(byVote),
    ignored: ignored.sort(byVote),
    missing,
  };
}
