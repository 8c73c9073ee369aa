import type {
  ApprovalVote,
  IgnoredVoteReason,
  LedgerEntry,
  Person,
} from '@understudy/plugin-understudy-common';
import { evaluateQuorum } from '@understudy/plugin-understudy-common';
import type { LedgerService } from '../ledger/LedgerService';
import type { PeopleService } from '../people/types';
import type { PlanStore, StoredPlan } from '../plans/types';
import type { Quorum, QuorumRules } from './types';

const SAID: Record<string, ApprovalVote['decision']> = {
  'plan:approve': 'approved',
  'plan:deny': 'denied',
  'plan:withdraw': 'withdrawn',
};

interface Options {
  store: Pick<PlanStore, 'votesOf' | 'authorsOf'>;
  ledger: Pick<LedgerService, 'readVerified'>;
  people: PeopleService;
}

/**
 * Counts votes. The rows only say where to look: what counts is what the
 * ledger itself wrote, and who people are at this moment.
 */
export class QuorumReader {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What people said about a plan, in any of its revisions. */
  async votesOf(planId: string): Promise<ApprovalVote[]> {
    return (await this.#votes([planId])).get(planId) ?? [];
  }

  /** Whether those who are needed agreed to the plan as it is now. */
  async evaluate(
    plan: StoredPlan,
    rules: QuorumRules,
    at: number,
  ): Promise<Quorum> {
    const [standing] = await this.evaluateAll([{ plan, rules }], at);
    return standing;
  }

  /** The same for many plans, with as few questions. */
  async evaluateAll(
    asked: readonly { plan: StoredPlan; rules: QuorumRules }[],
    at: number,
  ): Promise<Quorum[]> {
    const votes = await this.#votes(asked.map(({ plan }) => plan.id));
    return this.#evaluate(asked, votes, at);
  }

  /** Why a vote that somebody is about to give would not count, if it would not. */
  async objection(
    plan: StoredPlan,
    rules: QuorumRules,
    vote: ApprovalVote,
  ): Promise<IgnoredVoteReason | undefined> {
    const [{ result }] = await this.#evaluate(
      [{ plan, rules }],
      new Map([[plan.id, [vote]]]),
      Date.parse(vote.at),
    );
    return result.ignored[0]?.why;
  }

  async #evaluate(
    asked: readonly { plan: StoredPlan; rules: QuorumRules }[],
    votes: ReadonlyMap<string, ApprovalVote[]>,
    at: number,
  ): Promise<Quorum[]> {
    const of = (plan: StoredPlan) => votes.get(plan.id) ?? [];
    const voted = asked.filter(({ plan }) => of(plan).length > 0);
    const authors = await this.#options.store.authorsOf(
      voted.map(({ plan }) => plan.id),
    );
    const requestersOf = (plan: StoredPlan) => [
      ...new Set([
        plan.requestedBy,
        ...authors
          .filter(({ planId }) => planId === plan.id)
          .map(({ by }) => by),
      ]),
    ];
    const people = await this.#options.people.find([
      ...new Set(
        voted.flatMap(({ plan }) => [
          ...requestersOf(plan),
          ...of(plan).map(({ by }) => by),
        ]),
      ),
    ]);
    return asked.map(({ plan, rules }) => ({
      votes: of(plan),
      needed: rules.rules.reduce((sum, { count }) => sum + count, 0),
      result: evaluateQuorum({
        votes: of(plan).filter(vote => isThere(vote, rules)),
        requesters: requestersOf(plan).map(ref => asPerson(ref, people)),
        rules: rules.rules,
        people,
        planHash: plan.planHash ?? '',
        now: new Date(at),
        expiresAt: new Date(plan.expiresAt ?? 0).toISOString(),
      }),
    }));
  }

  async #votes(
    planIds: readonly string[],
  ): Promise<Map<string, ApprovalVote[]>> {
    const { store, ledger } = this.#options;
    const rows = await store.votesOf(planIds, 'vote');
    const entries = await ledger.readVerified(
      rows.map(({ entryId }) => entryId),
    );
    const votes = new Map<string, ApprovalVote[]>();
    for (const { id, planId, entryId } of rows) {
      const vote = toVote(id, planId, entries.get(entryId));
      if (vote) {
        votes.set(planId, [...(votes.get(planId) ?? []), vote]);
      }
    }
    for (const list of votes.values()) {
      list.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    }
    return votes;
  }
}

/** Whoever asked or wrote, even where trusted sources do not know them. */
function asPerson(ref: string, people: ReadonlyMap<string, Person>): Person {
  return (
    people.get(ref) ?? {
      userEntityRef: ref,
      aliases: [ref],
      groups: [],
      mayApprove: false,
    }
  );
}

/** Where presence is asked for, an approval without it does not count. */
function isThere(vote: ApprovalVote, rules: QuorumRules): boolean {
  return (
    vote.decision !== 'approved' ||
    !rules.freshPresence ||
    vote.presence !== undefined
  );
}

function toVote(
  id: string,
  planId: string,
  entry: LedgerEntry | undefined,
): ApprovalVote | undefined {
  const decision = entry && SAID[entry.action];
  if (
    !entry ||
    !decision ||
    entry.kind !== 'event' ||
    entry.planId !== planId ||
    entry.planHash === undefined ||
    entry.actor.type !== 'user' ||
    entry.actor.onBehalfOf !== undefined ||
    entry.contextTags?.vote !== id
  ) {
    return undefined;
  }
  const { presenceAt } = entry.contextTags;
  return {
    id,
    by: entry.actor.id,
    decision,
    planHash: `sha256:${entry.planHash}`,
    at: entry.occurredAt,
    ...(entry.contextTags.comment === 'given' &&
      entry.reason !== undefined && { comment: entry.reason }),
    entryId: entry.id,
    ...(presenceAt !== undefined && {
      presence: { method: 'sign-in', at: presenceAt },
    }),
  };
}
