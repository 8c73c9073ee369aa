import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { assertPerson } from '../access/assertPerson';
import { PathAccess } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import { planEntry } from '../plans/planEntry';
import type { PlanLookup } from '../plans/PlanLookup';
import type { PlanMetrics } from '../plans/PlanMetrics';
import type { PlanStore, StoredPlan } from '../plans/types';
import { assertHash, assertOpen, inState } from './planAsserts';
import type { PlanDetails } from './PlanDetails';
import type { PresenceGate } from './PresenceGate';
import type { QuorumReader } from './QuorumReader';
import type { QuorumSettler } from './QuorumSettler';

/** How often one person answers about one plan. */
const ANSWERS_AT_MOST = 20;
const ACTIONS = {
  approve: 'plan:approve',
  deny: 'plan:deny',
  withdraw: 'plan:withdraw',
} as const;
const SAID = {
  approve: 'approved',
  deny: 'denied',
  withdraw: 'withdrawn',
} as const;
const WHY: Record<string, string> = {
  self: 'You asked for this plan or wrote a part of it, so another person has to decide about it',
  alias:
    'Another account of yours asked for this plan or wrote a part of it, so another person has to decide about it',
  'not-member':
    'You are in none of the groups that decide about this plan; the card says which they are',
  'no-permission':
    'By the origins of the catalog that are trusted, none of your groups may approve here',
  'unknown-person':
    'No trusted origin of the catalog knows you, so your answer would not count. An administrator names the origin of people under understudy.people.trustedOrigins',
  expired: 'The request for approval has expired',
  other: 'Your answer would not count for this plan',
};

interface Options {
  access: AccessService;
  store: PlanStore;
  lookup: PlanLookup;
  record: LedgerRecorder;
  quorum: QuorumReader;
  settler: QuorumSettler;
  gate: PresenceGate;
  details: PlanDetails;
  metrics: PlanMetrics;
  now(): number;
}

/** Takes what people say about a plan; only people say something. */
export class Voting {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async vote(
    request: {
      planId: string;
      planHash: string;
      decision: 'approve' | 'deny' | 'withdraw';
      comment?: string;
      openedDifference?: boolean;
    },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { lookup, store, record, metrics, settler } = this.#options;
    const { credentials } = options;
    const { decision } = request;
    assertPerson(credentials, `${decision} a plan`);
    const rights = await PathAccess.of({
      access: this.#options.access,
      credentials,
    });
    rights.assert('understudy.approve', `${decision} a plan`);
    const plan = await lookup.find(request.planId, credentials);
    const at = this.#options.now();
    assertOpen(plan, at);
    assertHash(plan, request.planHash);
    const by = rights.userEntityRef;
    const comment = request.comment?.trim();
    if (decision === 'deny' && !comment) {
      throw new InputError('Write why it is denied: comment');
    }
    if (decision === 'approve' && plan.state !== 'awaiting-approval') {
      throw inState(plan, 'approved');
    }
    await this.#assertCounts(plan, { by, decision, at });
    await this.#assertFew(plan, by);
    const presence =
      decision === 'approve'
        ? await this.#options.gate.presenceFor(plan, by, at)
        : undefined;
    const id = newEntryId(at);
    const entry = await record.event(
      planEntry(plan, {
        actor: { type: 'user', id: by },
        source: 'ui',
        action: ACTIONS[decision],
        reason: comment || `${by} ${SAID[decision]} exactly this plan`,
        permissionLevel: 'understudy.approve',
        contextTags: {
          vote: id,
          ...(comment && { comment: 'given' }),
          ...(presence && { presenceAt: new Date(presence).toISOString() }),
          ...(request.openedDifference !== undefined && {
            openedDifference: String(request.openedDifference),
          }),
        },
      }),
    );
    await store.addVote({
      id,
      planId: plan.id,
      kind: 'vote',
      planHash: request.planHash,
      by,
      at,
      ...(request.openedDifference !== undefined && {
        openedDifference: request.openedDifference,
      }),
      entryId: entry.id,
    });
    metrics.voted(decision, request.openedDifference ?? false);
    await settler.settle(plan.id);
    return this.#options.details.of(
      await lookup.find(plan.id, credentials),
      credentials,
    );
  }

  /** Nobody fills the list of answers, so that all of them can be read. */
  async #assertFew(plan: StoredPlan, by: string): Promise<void> {
    const said = await this.#options.store.countSaid({
      planId: plan.id,
      kind: 'vote',
      by,
    });
    if (said >= ANSWERS_AT_MOST) {
      throw new ConflictError(
        `You have answered ${said} times about this plan, which is enough`,
      );
    }
  }

  /** Refuses at once what would never count, so that nobody believes it did. */
  async #assertCounts(
    plan: StoredPlan,
    vote: { by: string; decision: 'approve' | 'deny' | 'withdraw'; at: number },
  ): Promise<void> {
    const { quorum } = this.#options;
    const { by, decision, at } = vote;
    if (decision === 'withdraw') {
      const mine = (await quorum.votesOf(plan.id)).filter(
        one => one.by === by && one.planHash === plan.planHash,
      );
      if (!mine.length || mine.at(-1)?.decision === 'withdrawn') {
        throw new ConflictError('There is no answer of yours to take back');
      }
      return;
    }
    const rules = plan.decision?.rules ?? [];
    const why = await quorum.objection(
      plan,
      {
        rules: rules.length > 0 ? rules : [{ id: 'any', groups: [], count: 1 }],
      },
      {
        id: 'new',
        by,
        decision: SAID[decision],
        planHash: plan.planHash ?? '',
        at: new Date(at).toISOString(),
      },
    );
    if (why !== undefined) {
      throw withCode(
        'vote-refused',
        new NotAllowedError(WHY[why] ?? WHY.other!),
      );
    }
  }
}
