import type {
  ApprovalVote,
  PlanState,
} from '@understudy/plugin-understudy-common';
import { newEntryId } from '../ledger/entry/newEntryId';
import { understudyActor } from '../plans/planEntry';
import { planChanged, type PlanJournal } from '../plans/PlanJournal';
import type { PlanStore, StoredPlan } from '../plans/types';
import type { ApprovalNotifier } from './ApprovalNotifier';
import type { QuorumReader } from './QuorumReader';
import type { RunStarter } from './RunStarter';
import type { MandatoryReviews } from './types';

const TRIES = 8;
const OPEN: readonly PlanState[] = ['awaiting-approval', 'approved'];

interface Options {
  store: PlanStore;
  journal: PlanJournal;
  quorum: QuorumReader;
  starter: RunStarter;
  notifier: ApprovalNotifier;
  reviews: MandatoryReviews;
  now(): number;
}

/** Does what the votes on a plan come to. */
export class QuorumSettler {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Looks at all votes, and does what they come to. Whoever loses a race looks again. */
  async settle(planId: string): Promise<void> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const plan = await this.#options.store.find(planId);
      if (
        !plan ||
        !OPEN.includes(plan.state) ||
        !plan.decision?.rules.length ||
        (await this.#try(plan))
      ) {
        return;
      }
    }
    throw planChanged();
  }

  async #try(plan: StoredPlan): Promise<boolean> {
    const { quorum, journal, starter } = this.#options;
    const at = this.#options.now();
    const { result, votes } = await quorum.evaluate(plan, plan.decision!, at);
    if (result.denied) {
      return journal.write(
        plan,
        {
          actor: understudyActor,
          action: 'plan:denied',
          to: 'denied',
          reason: result.denied.comment ?? 'It was denied',
          voidBecause: `${result.denied.by} denied it`,
          approvals: toEntries(votes, [result.denied.id]),
        },
        at,
      );
    }
    if (plan.state === 'approved') {
      return result.met || (await this.#unmet(plan, at));
    }
    if (!result.met) {
      return true;
    }
    const counted = result.counted.map(({ voteId }) => voteId);
    const done = await journal.write(
      plan,
      {
        actor: understudyActor,
        action: 'plan:authorise',
        to: 'approved',
        reason: 'All who are needed have approved exactly this plan',
        decision: plan.decision,
        approvals: toEntries(votes, counted),
        authorise: {
          id: newEntryId(at),
          planHash: plan.planHash!,
          kind: 'quorum',
          grantedBy: votes
            .filter(({ id }) => counted.includes(id))
            .map(({ by }) => by),
          grantedAt: at,
          expiresAt: plan.expiresAt!,
        },
      },
      at,
    );
    if (done) {
      await this.#afterQuorum(plan, at);
      await starter.startIfDue(plan.id);
    }
    return done;
  }

  /** Somebody took an approval back that was needed. */
  async #unmet(plan: StoredPlan, at: number): Promise<boolean> {
    const authorisation = await this.#options.store.authorisationOf(plan.id);
    return (
      authorisation?.kind !== 'quorum' ||
      this.#options.journal.write(
        plan,
        {
          actor: understudyActor,
          action: 'plan:unauthorise',
          to: 'awaiting-approval',
          reason: 'An approval that is needed was taken back',
          voidBecause: 'An approval that is needed was taken back',
        },
        at,
      )
    );
  }

  async #afterQuorum(plan: StoredPlan, at: number): Promise<void> {
    const { reviews, notifier } = this.#options;
    if (plan.decision?.lane === 'on-call') {
      await reviews.raise({
        kind: 'on-call-lane',
        plan,
        by: plan.requestedBy,
        sentence: `${plan.requestedBy} took the lane for who is on call, with one approval, for ${plan.content.entityRef}.`,
        at,
      });
    }
    await notifier.approved(plan);
  }
}

function toEntries(votes: readonly ApprovalVote[], ids: readonly string[]) {
  return votes
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ by, decision, at, entryId }) =>
      decision === 'withdrawn'
        ? []
        : [{ by, decision, at, ...(entryId !== undefined && { entryId }) }],
    );
}
