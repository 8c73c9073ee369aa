import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError, toError } from '@backstage/errors';
import type {
  PlanDecision,
  PlanDetail,
} from '@understudy/plugin-understudy-common';
import type { RunEngine } from '@understudy/plugin-understudy-node';
import { PathAccess } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import type { PermissionStanding } from '../decisions/types';
import { elevationUse } from '../elevations/elevationUse';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerService } from '../ledger/LedgerService';
import type { LedgerRecorder } from '../ledger/types';
import { actorOf, understudyActor } from '../plans/planEntry';
import { planChanged, type PlanJournal } from '../plans/PlanJournal';
import type { PlanLook, Seen } from '../plans/PlanLook';
import type { PlanLookup } from '../plans/PlanLookup';
import type {
  Authorisation,
  PlanStore,
  StoredPlan,
  StoredRun,
} from '../plans/types';
import type { PlanDetails } from './PlanDetails';
import type { QuorumReader } from './QuorumReader';
import { refused } from './refused';
import { livePermission } from './requesterPermission';

const START_TIMEOUT_MS = 30_000;
/** After which a run that no engine took is handed over again. */
const ORPHAN_MS = 15_000;
/** How long what could not start by itself is left alone. */
const AGAIN_MS = 60_000;
const TRIED_AT_MOST = 1_000;

interface Options {
  access: AccessService;
  logger: LoggerService;
  store: PlanStore;
  lookup: PlanLookup;
  look: PlanLook;
  journal: PlanJournal;
  ledger: Pick<LedgerService, 'readVerified'>;
  record: LedgerRecorder;
  quorum: QuorumReader;
  details: PlanDetails;
  engine(): RunEngine | undefined;
  permissionOf(userEntityRef: string): Promise<PermissionStanding>;
  now(): number;
}

/** Why an authorisation does not start anything any more. */
interface Void {
  because: string;
}

/**
 * Starts what is approved. Nothing is believed: the plan is looked at again on
 * the live systems, judged again, and the authorisation is read from the
 * ledger; then it is used up in the same transaction that makes the run.
 */
export class RunStarter {
  readonly #options: Options;
  /** When each plan was last tried by itself, here. */
  readonly #tried = new Map<string, number>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** On the word of whoever asked for the plan. */
  async start(
    request: { planId: string; planHash: string; signal: AbortSignal },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { access, lookup, details } = this.#options;
    const { credentials } = options;
    const rights = await PathAccess.of({ access, credentials });
    rights.assert('understudy.plan.execute', 'start a plan');
    const plan = await lookup.find(request.planId, credentials);
    if (plan.requestedBy !== rights.userEntityRef) {
      throw new NotAllowedError(`Only ${plan.requestedBy} starts this plan`);
    }
    if (plan.decision?.humanExecutes && credentials.principal.actor) {
      throw new NotAllowedError(
        'At this takeover level a person starts it, and software only proposes',
      );
    }
    if (plan.planHash !== request.planHash) {
      throw planChanged();
    }
    await this.#start(plan, {
      permission: livePermission(rights),
      actor: actorOf(credentials),
      signal: request.signal,
      software: credentials.principal.actor?.subject,
    });
    return details.of(await lookup.find(plan.id, credentials), credentials);
  }

  /** Starts a plan that wants to start by itself, if it may; else it waits. */
  async startIfDue(planId: string): Promise<void> {
    const { store, engine, permissionOf, logger, now } = this.#options;
    const plan = await store.find(planId);
    if (
      !plan ||
      plan.state !== 'approved' ||
      plan.content.start === 'when-started' ||
      !engine()
    ) {
      return;
    }
    const last = this.#tried.get(planId) ?? 0;
    if (now() - last < AGAIN_MS && now() >= last) {
      return;
    }
    if (this.#tried.size > TRIED_AT_MOST) {
      this.#tried.clear();
    }
    this.#tried.set(planId, now());
    try {
      await this.#start(plan, {
        permission: await permissionOf(plan.requestedBy),
        actor: understudyActor,
        signal: AbortSignal.timeout(START_TIMEOUT_MS),
        byItself: true,
      });
    } catch (error) {
      logger.info(`Plan ${planId} does not start yet`, toError(error));
      return;
    }
    this.#tried.delete(planId);
  }

  /** Hands over what was authorised and never reached an engine. */
  async handOverAgain(): Promise<void> {
    const { store, now } = this.#options;
    for (const run of await store.orphanedRuns({
      before: now() - ORPHAN_MS,
    })) {
      await this.#handOver(run);
    }
  }

  async #start(
    plan: StoredPlan,
    options: {
      permission: PermissionStanding;
      actor: ReturnType<typeof actorOf>;
      signal: AbortSignal;
      byItself?: true;
      /** Software that asks for the start. */
      software?: string;
    },
  ): Promise<void> {
    const { store, journal, look, engine, now, record } = this.#options;
    if (plan.state !== 'approved') {
      throw withCode(
        'plan-state',
        new ConflictError(
          `The plan is ${plan.state}; only what is approved can start`,
        ),
      );
    }
    if (!engine()) {
      throw withCode(
        'no-run-engine',
        new ConflictError(
          'Nothing is installed that runs plans. The commands of each step can be copied',
        ),
      );
    }
    const authorisation = await this.#authorisation(plan);
    await this.#assertRequester(plan);
    const at = now();
    const seen = await look.at(
      { ...plan, agent: options.software ?? plan.agent },
      { ...options, at },
    );
    if (seen.planHash !== plan.planHash) {
      await this.#backToDraft(plan, seen, options.actor, at);
    }
    const { decision } = seen;
    if (decision.decision === 'deny') {
      // What is tried again and again by itself is recorded when the reason changes.
      if (!options.byItself || !sameReasons(plan.decision, decision)) {
        await journal.change(
          plan,
          {
            actor: options.actor,
            action: 'plan:refuse',
            decision,
            set: { decision, facts: seen.facts },
            reason: decision.sentence,
          },
          at,
        );
      }
      throw refused(decision);
    }
    const gone = await this.#stillHolds(plan, authorisation, decision, at);
    if (gone) {
      await this.#askAgain(plan, seen, gone, options.actor, at);
    }
    const runId = newEntryId(at);
    const use = elevationUse({
      id: runId,
      plan,
      facts: seen.facts,
      actor: options.actor,
      software: options.software ?? plan.agent,
    });
    if (use) {
      await record.event(use);
    }
    const started = await journal.write(
      plan,
      {
        actor: options.actor,
        action: 'run:authorise',
        to: 'running',
        executionId: runId,
        decision,
        anchored: plan.environment === 'production',
        reason: `It starts by ${authorisation.kind}`,
        set: { decision, facts: seen.facts, resolved: seen.resolved },
        consume: {
          authorisationId: authorisation.id,
          planHash: plan.planHash!,
          runId,
        },
        contextTags: {
          authorisation: authorisation.id,
          kind: authorisation.kind,
        },
      },
      at,
    );
    if (!started) {
      throw planChanged();
    }
    await this.#handOver({
      id: runId,
      planId: plan.id,
      planHash: plan.planHash!,
      authorisationId: authorisation.id,
      startedAt: at,
    });
    await store.addDecision({
      id: newEntryId(at),
      planId: plan.id,
      planHash: plan.planHash!,
      entityRef: plan.content.entityRef,
      decision,
      inputs: seen.inputs,
      at,
      entryId: runId,
    });
  }

  /** The one that stands in the ledger; a row alone is worth nothing. */
  async #authorisation(plan: StoredPlan): Promise<Authorisation> {
    const { store, ledger, now } = this.#options;
    const found = await store.authorisationOf(plan.id);
    const none = (why: string) =>
      withCode('not-authorised', new ConflictError(why));
    if (!found || found.voidedAt !== undefined) {
      throw none('Nothing authorises this plan to start');
    }
    if (found.consumedAt !== undefined) {
      throw none('What authorised this plan was used up');
    }
    if (found.planHash !== plan.planHash) {
      throw none('What was approved is another state of this plan');
    }
    if (found.expiresAt <= now()) {
      throw none('What authorised this plan has expired. Ask again');
    }
    const entry = (await ledger.readVerified([found.entryId])).get(
      found.entryId,
    );
    if (
      !entry ||
      entry.kind !== 'event' ||
      entry.planId !== plan.id ||
      `sha256:${entry.planHash}` !== plan.planHash ||
      entry.contextTags?.authorisation !== found.id ||
      entry.contextTags.kind !== found.kind ||
      entry.action !==
        (found.kind === 'break-glass' ? 'plan:break-glass' : 'plan:authorise')
    ) {
      this.#options.logger.error(
        `The authorisation ${found.id} of plan ${plan.id} does not stand in the ledger`,
      );
      throw none(
        'What is said to authorise this plan does not stand in the ledger, so it does not start. Tell whoever looks after the ledger',
      );
    }
    return found;
  }

  /**
   * Whoever asked stands in the ledger: the row alone could name somebody else,
   * so that who asked could approve.
   */
  async #assertRequester(plan: StoredPlan): Promise<void> {
    const { store, ledger } = this.#options;
    const asked = (await store.transitionsOf(plan.id)).find(
      ({ to }) => to === 'previewing',
    );
    const entry =
      asked && (await ledger.readVerified([asked.entryId])).get(asked.entryId);
    if (
      !entry ||
      entry.action !== 'plan:look' ||
      entry.planId !== plan.id ||
      `sha256:${entry.planHash}` !== plan.planHash ||
      (entry.actor.onBehalfOf ?? entry.actor.id) !== plan.requestedBy
    ) {
      throw withCode(
        'not-authorised',
        new ConflictError(
          'Who asked for this plan does not stand in the ledger, so it does not start. Tell whoever looks after the ledger',
        ),
      );
    }
  }

  /** Whether the authorisation is still enough for what is decided now. */
  async #stillHolds(
    plan: StoredPlan,
    authorisation: Authorisation,
    decision: PlanDecision,
    at: number,
  ): Promise<Void | undefined> {
    const stricter = {
      because: 'The rules ask for more by now than when it was approved',
    };
    if (decision.decision === 'allow') {
      return undefined;
    }
    switch (authorisation.kind) {
      case 'quorum': {
        const { result } = await this.#options.quorum.evaluate(
          plan,
          decision,
          at,
        );
        if (result.met) {
          return undefined;
        }
        return plan.decision && sameRules(plan.decision, decision)
          ? { because: 'Not all who approved it may do so any more' }
          : stricter;
      }
      case 'self-approval':
        return decision.selfApproval && plan.environment !== 'production'
          ? undefined
          : stricter;
      case 'break-glass':
        return decision.breakGlass ? undefined : stricter;
      default:
        return stricter;
    }
  }

  async #askAgain(
    plan: StoredPlan,
    seen: Seen,
    { because }: Void,
    actor: ReturnType<typeof actorOf>,
    at: number,
  ): Promise<never> {
    await this.#options.journal.change(
      plan,
      {
        actor,
        action: 'plan:unauthorise',
        to: 'awaiting-approval',
        reason: because,
        voidBecause: because,
        decision: seen.decision,
        set: { decision: seen.decision, facts: seen.facts },
      },
      at,
    );
    throw withCode(
      'approval-void',
      new ConflictError(`${because}. It waits for approval again`),
    );
  }

  async #backToDraft(
    plan: StoredPlan,
    seen: Seen,
    actor: ReturnType<typeof actorOf>,
    at: number,
  ): Promise<never> {
    const because = 'What the plan reaches has changed since it was approved';
    const { resolved, planHash, facts, decision, environment, tier } = seen;
    await this.#options.journal.change(
      plan,
      {
        actor,
        action: 'plan:preview',
        to: 'draft',
        reason: because,
        voidBecause: because,
        decision,
        set: { resolved, planHash, facts, decision, environment, tier },
        clear: ['requestedAt', 'expiresAt'],
        revision: {
          content: plan.content,
          resolved,
          facts,
          ...(planHash !== undefined && { planHash }),
          createdBy: plan.requestedBy,
        },
      },
      at,
    );
    throw withCode(
      'approval-void',
      new ConflictError(
        `${because}. There is a new revision; look at it and ask again`,
      ),
    );
  }

  async #handOver(run: StoredRun): Promise<void> {
    const { engine, store, logger, now } = this.#options;
    try {
      const runner = engine();
      if (runner) {
        await runner.start({ runId: run.id, planId: run.planId });
        await store.markHandedOver(run.id, now());
      }
    } catch (error) {
      logger.error(
        `Run ${run.id} could not be handed over; it is tried again`,
        toError(error),
      );
    }
  }
}

function sameRules(a: PlanDecision, b: PlanDecision): boolean {
  return JSON.stringify(a.rules) === JSON.stringify(b.rules);
}

function sameReasons(
  before: PlanDecision | undefined,
  now: PlanDecision,
): boolean {
  return (
    before?.decision === now.decision &&
    JSON.stringify(before.ruleIds) === JSON.stringify(now.ruleIds)
  );
}
