import type {
  ApprovalVote,
  PlanDetail,
  PlanState,
} from '@understudy/plugin-understudy-common';
import { PathAccess } from '../access/PathAccess';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import type { LedgerService } from '../ledger/LedgerService';
import { toResolved, toSummary, toTransition } from '../plans/toApi';
import type { Authorisation, PlanStore, StoredPlan } from '../plans/types';
import { breakGlassFrom } from './breakGlassFrom';
import { ifYouDoNothing } from './ifYouDoNothing';
import { planActions } from './planActions';
import { progressOf } from './progressOf';
import type { QuorumReader } from './QuorumReader';
import type { PresencePort, Quorum, ToldKeeper } from './types';
import { whyIgnored } from './whyIgnored';

const DECIDING: readonly PlanState[] = ['awaiting-approval', 'approved'];

interface Options {
  access: AccessService;
  store: PlanStore;
  ledger: Pick<LedgerService, 'readVerified'>;
  quorum: QuorumReader;
  presence: PresencePort;
  told: ToldKeeper;
  engine(): { title: string } | undefined;
  now(): number;
}

const iso = (at: number) => new Date(at).toISOString();

/** Shows a plan with everything that belongs to it, to one caller. */
export class PlanDetails {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async of(
    plan: StoredPlan,
    credentials: CallerCredentials,
  ): Promise<PlanDetail> {
    const { store, quorum, told, engine, now } = this.#options;
    const at = now();
    const [revisions, transitions, authorisation, questions, people, standing] =
      await Promise.all([
        store.revisionsOf(plan.id),
        store.transitionsOf(plan.id),
        store.authorisationOf(plan.id),
        this.#questions(plan),
        told.of(plan.id),
        asksPeople(plan)
          ? quorum.evaluate(plan, plan.decision!, at)
          : undefined,
      ]);
    const votes = standing?.votes ?? (await quorum.votesOf(plan.id));
    const caller = await this.#caller(plan, credentials, at);
    const runner = engine();
    const breakGlassAt = breakGlassFrom(plan);
    return {
      plan: toSummary(plan),
      content: plan.content as PlanDetail['content'],
      resolved: toResolved(plan.resolved),
      ...(plan.facts && { facts: plan.facts as PlanDetail['facts'] }),
      ...(plan.decision && { decision: plan.decision }),
      ...(standing && { progress: progressOf(plan, standing) }),
      approvals: votes.map(vote => toApproval(vote, plan, standing)),
      ...(authorisation && {
        authorisation: toAuthorisation(authorisation, plan, at),
      }),
      questions,
      told: people,
      ...(breakGlassAt !== undefined && { breakGlassAt: iso(breakGlassAt) }),
      ...(caller?.presence && { presence: caller.presence }),
      revisions: revisions.map(one => ({
        ...one,
        createdAt: iso(one.createdAt),
      })),
      transitions: transitions.map(toTransition),
      actions: planActions({
        plan,
        at,
        rights: caller?.rights,
        actor: caller?.actor,
        votes,
        standing,
        engine: runner !== undefined,
        breakGlassAt,
      }),
      engine: runner
        ? { installed: true, sentence: `${runner.title} runs it.` }
        : {
            installed: false,
            sentence:
              'Nothing is installed that runs plans. The commands of each step can be copied.',
          },
      ifYouDoNothing: ifYouDoNothing(plan),
    };
  }

  async #caller(
    plan: StoredPlan,
    credentials: CallerCredentials,
    at: number,
  ): Promise<
    | {
        rights: PathAccess;
        actor: string | undefined;
        presence?: PlanDetail['presence'];
      }
    | undefined
  > {
    if (credentials.principal.type !== 'user') {
      return undefined;
    }
    const { access, presence, told } = this.#options;
    const person = credentials as UserCredentials;
    const rights = await PathAccess.of({ access, credentials: person });
    const { userEntityRef } = rights;
    const actor = person.principal.actor?.subject;
    if (actor === undefined && plan.state === 'awaiting-approval') {
      await told.see({ planId: plan.id, userEntityRef, at });
    }
    if (!plan.decision?.freshPresence || plan.planHash === undefined) {
      return { rights, actor };
    }
    const proof = await presence.find({
      userEntityRef,
      planHash: plan.planHash,
      at,
    });
    return {
      rights,
      actor,
      presence: {
        proven: proof !== undefined,
        ...(proof && { signedInAt: iso(proof.at) }),
        sentence: proof
          ? 'You have signed in again for exactly this plan.'
          : presence.status().sentence,
      },
    };
  }

  async #questions(plan: StoredPlan): Promise<PlanDetail['questions']> {
    const rows = await this.#options.store.votesOf([plan.id], 'question');
    const entries = await this.#options.ledger.readVerified(
      rows.map(({ entryId }) => entryId),
    );
    return rows.flatMap(({ id, entryId }) => {
      const entry = entries.get(entryId);
      return entry?.action === 'plan:ask' && entry.planId === plan.id
        ? [
            {
              id,
              by: entry.actor.onBehalfOf ?? entry.actor.id,
              at: entry.occurredAt,
              text: entry.reason ?? 'This was taken out of the record.',
            },
          ]
        : [];
    });
  }
}

/** Whether people decide about the plan now. */
function asksPeople(plan: StoredPlan): boolean {
  return (
    DECIDING.includes(plan.state) &&
    plan.decision?.decision === 'require-approval' &&
    plan.decision.rules.length > 0
  );
}

function toApproval(
  vote: ApprovalVote,
  plan: StoredPlan,
  standing: Quorum | undefined,
): PlanDetail['approvals'][number] {
  const counted = standing?.result.counted.find(
    ({ voteId }) => voteId === vote.id,
  );
  const counts =
    counted !== undefined || standing?.result.denied?.id === vote.id;
  const why = standing?.result.ignored.find(
    ({ voteId }) => voteId === vote.id,
  )?.why;
  return {
    id: vote.id,
    by: vote.by,
    decision: vote.decision,
    planHash: vote.planHash,
    at: vote.at,
    ...(vote.comment !== undefined && { comment: vote.comment }),
    ...(vote.entryId !== undefined && { entryId: vote.entryId }),
    counts,
    ...(counted && { ruleId: counted.ruleId }),
    ...(!counts && { why: whyIgnored(vote, plan, why) }),
    ...(vote.presence && {
      presence: {
        proven: true,
        signedInAt: vote.presence.at,
        sentence: 'The person had signed in again for exactly this plan.',
      },
    }),
  };
}

function toAuthorisation(
  one: Authorisation,
  plan: StoredPlan,
  at: number,
): NonNullable<PlanDetail['authorisation']> {
  return {
    id: one.id,
    kind: one.kind,
    planHash: one.planHash,
    grantedAt: iso(one.grantedAt),
    grantedBy: one.grantedBy,
    expiresAt: iso(one.expiresAt),
    ...(one.consumedAt !== undefined && { consumedAt: iso(one.consumedAt) }),
    ...(one.voidedAt !== undefined && { voidedAt: iso(one.voidedAt) }),
    ...(one.voidedBecause !== undefined && {
      voidedBecause: one.voidedBecause,
    }),
    valid:
      one.consumedAt === undefined &&
      one.voidedAt === undefined &&
      at < one.expiresAt &&
      one.planHash === plan.planHash,
  };
}
