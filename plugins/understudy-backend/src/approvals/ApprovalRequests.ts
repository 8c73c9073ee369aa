import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError, toError } from '@backstage/errors';
import type {
  PlanDecision,
  PlanDetail,
} from '@understudy/plugin-understudy-common';
import { PathAccess } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import { actorOf } from '../plans/planEntry';
import type { PlanJournal } from '../plans/PlanJournal';
import type { PlanLook, Seen } from '../plans/PlanLook';
import type { PlanLookup } from '../plans/PlanLookup';
import type { AuthorisationKind, PlanStore, StoredPlan } from '../plans/types';
import type { ApprovalNotifier } from './ApprovalNotifier';
import { assertHash, inState } from './planAsserts';
import type { PlanDetails } from './PlanDetails';
import { refused } from './refused';
import { livePermission } from './requesterPermission';
import type { RunStarter } from './RunStarter';

const MINUTE_MS = 60_000;
/** How long what needs nobody may wait for its start. */
const ALLOWED_MINUTES = 24 * 60;

interface Options {
  access: AccessService;
  logger: LoggerService;
  store: PlanStore;
  lookup: PlanLookup;
  look: PlanLook;
  journal: PlanJournal;
  details: PlanDetails;
  starter: RunStarter;
  notifier: ApprovalNotifier;
  now(): number;
}

/** Asks for what a plan still needs, and authorises at once what needs nobody. */
export class ApprovalRequests {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async ask(
    request: { planId: string; planHash: string; signal: AbortSignal },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { lookup, look } = this.#options;
    const { credentials } = options;
    const rights = await PathAccess.of({
      access: this.#options.access,
      credentials,
    });
    rights.assert('understudy.plan.execute', 'ask for approval of a plan');
    const plan = await lookup.find(request.planId, credentials);
    if (plan.requestedBy !== rights.userEntityRef) {
      throw new NotAllowedError(
        `Only ${plan.requestedBy} asks for approval of this plan`,
      );
    }
    if (plan.state !== 'draft') {
      throw inState(plan, 'asked about');
    }
    assertHash(plan, request.planHash);
    const at = this.#options.now();
    const claimed = await this.#claim(plan, credentials, at);
    let seen: Seen;
    try {
      seen = await look.at(claimed, {
        permission: livePermission(rights),
        at,
        signal: request.signal,
      });
    } catch (error) {
      await this.#giveBack(claimed, credentials, at);
      throw error;
    }
    if (seen.planHash !== plan.planHash) {
      await this.#moved(claimed, seen, credentials, at);
      throw withCode(
        'plan-changed',
        new ConflictError(
          'What the plan reaches has changed since you looked. There is a new revision; look at it, then ask again',
        ),
      );
    }
    await this.#decide(claimed, seen, credentials, at);
    const decided = await lookup.find(plan.id, credentials);
    if (decided.state === 'awaiting-approval') {
      await this.#tell(decided, at);
    }
    return this.#options.details.of(decided, credentials);
  }

  /** One asks at a time; who is not the first reads that it has changed. */
  async #claim(
    plan: StoredPlan,
    credentials: UserCredentials,
    at: number,
  ): Promise<StoredPlan> {
    const software = credentials.principal.actor?.subject;
    await this.#options.journal.change(
      plan,
      {
        actor: actorOf(credentials),
        action: 'plan:look',
        to: 'previewing',
        reason: 'Approval is asked for, so it is looked at once more',
        // A person who asks takes over what software proposed; software that
        // asks for what a person wrote is bound as software is.
        ...(software === undefined
          ? plan.agent !== undefined && { clear: ['agent' as const] }
          : { set: { agent: software } }),
      },
      at,
    );
    return this.#options.lookup.find(plan.id, credentials);
  }

  async #giveBack(
    plan: StoredPlan,
    credentials: UserCredentials,
    at: number,
  ): Promise<void> {
    await this.#options.journal.write(
      plan,
      {
        actor: actorOf(credentials),
        action: 'plan:preview',
        to: 'draft',
        reason: 'It could not be looked at',
      },
      at,
    );
  }

  /** What the decision says becomes of a plan for which somebody asks. */
  async #decide(
    plan: StoredPlan,
    seen: Seen,
    credentials: UserCredentials,
    at: number,
  ): Promise<void> {
    const { journal } = this.#options;
    const { decision } = seen;
    const actor = actorOf(credentials);
    const set = toSet(seen);
    if (decision.decision === 'deny') {
      await journal.change(
        plan,
        {
          actor,
          action: 'plan:refuse',
          to: 'draft',
          decision,
          set,
          reason: decision.sentence,
        },
        at,
      );
      throw refused(decision);
    }
    const alone = authorisedAlone(plan, decision, credentials);
    if (alone) {
      const expiresAt = at + ALLOWED_MINUTES * MINUTE_MS;
      await journal.change(
        plan,
        {
          actor,
          action: 'plan:authorise',
          decision,
          to: 'approved',
          reason: decision.sentence,
          set: { ...set, requestedAt: at, expiresAt },
          authorise: {
            id: newEntryId(at),
            planHash: plan.planHash!,
            kind: alone,
            grantedBy: alone === 'self-approval' ? [plan.requestedBy] : [],
            grantedAt: at,
            expiresAt,
          },
        },
        at,
      );
      await this.#keepDecision(plan, seen, at);
      await this.#options.starter.startIfDue(plan.id);
      return;
    }
    const minutes = decision.expiryMinutes ?? ALLOWED_MINUTES;
    await journal.change(
      plan,
      {
        actor,
        action: 'plan:request-approval',
        decision,
        to: 'awaiting-approval',
        set: { ...set, requestedAt: at, expiresAt: at + minutes * MINUTE_MS },
      },
      at,
    );
    await this.#keepDecision(plan, seen, at);
  }

  async #tell(plan: StoredPlan, at: number): Promise<void> {
    const { notifier, logger } = this.#options;
    await notifier
      .requested(plan, at)
      .catch(error =>
        logger.error('Nobody could be told of a plan', toError(error)),
      );
  }

  async #moved(
    plan: StoredPlan,
    seen: Seen,
    credentials: UserCredentials,
    at: number,
  ): Promise<void> {
    const { content } = plan;
    const reason = 'What the plan reaches has changed since it was previewed';
    await this.#options.journal.change(
      plan,
      {
        actor: actorOf(credentials),
        action: 'plan:preview',
        to: 'draft',
        reason,
        decision: seen.decision,
        set: toSet(seen),
        revision: {
          content,
          ...toRevision(seen),
          createdBy: plan.requestedBy,
        },
        voidBecause: reason,
      },
      at,
    );
  }

  async #keepDecision(plan: StoredPlan, seen: Seen, at: number): Promise<void> {
    const [transition] = await this.#options.store.transitionsOf(plan.id);
    await this.#options.store.addDecision({
      id: newEntryId(at),
      planId: plan.id,
      planHash: plan.planHash!,
      entityRef: plan.content.entityRef,
      decision: seen.decision,
      inputs: seen.inputs,
      at,
      entryId: transition.entryId,
    });
  }
}

/** What authorises a plan without another person, if anything does. */
function authorisedAlone(
  plan: StoredPlan,
  decision: PlanDecision,
  credentials: UserCredentials,
): AuthorisationKind | undefined {
  if (decision.decision === 'allow') {
    return 'policy-allow';
  }
  return decision.selfApproval &&
    plan.environment !== 'production' &&
    credentials.principal.actor === undefined
    ? 'self-approval'
    : undefined;
}

function toSet(seen: Seen) {
  const { resolved, planHash, facts, decision, environment, tier } = seen;
  return { resolved, planHash, facts, decision, environment, tier };
}

function toRevision(seen: Seen) {
  const { resolved, planHash, facts } = seen;
  return { resolved, facts, ...(planHash !== undefined && { planHash }) };
}
