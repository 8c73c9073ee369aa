import { ConflictError, InputError } from '@backstage/errors';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { PathAccess } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import { actorOf, planEntry } from '../plans/planEntry';
import type { PlanLookup } from '../plans/PlanLookup';
import type { PlanStore } from '../plans/types';
import type { ApprovalNotifier } from './ApprovalNotifier';
import type { PlanDetails } from './PlanDetails';

const QUESTIONS_AT_MOST = 100;

interface Options {
  access: AccessService;
  store: PlanStore;
  lookup: PlanLookup;
  record: LedgerRecorder;
  details: PlanDetails;
  notifier: ApprovalNotifier;
  now(): number;
}

/** What people ask about a plan, and answer. */
export class Questions {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async ask(
    request: { planId: string; text: string },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { lookup, store, record, notifier } = this.#options;
    const { credentials } = options;
    const rights = await PathAccess.of({
      access: this.#options.access,
      credentials,
    });
    rights.assert('understudy.read', 'ask about a plan');
    const plan = await lookup.find(request.planId, credentials);
    const text = request.text.trim();
    if (!text) {
      throw new InputError('Write what you want to know: text');
    }
    const asked = await store.countSaid({ planId: plan.id, kind: 'question' });
    if (asked >= QUESTIONS_AT_MOST) {
      throw new ConflictError(
        `There are ${asked} questions about this plan, which is enough. Talk to ${plan.requestedBy}`,
      );
    }
    const at = this.#options.now();
    const id = newEntryId(at);
    const entry = await record.event(
      planEntry(plan, {
        actor: actorOf(credentials),
        action: 'plan:ask',
        reason: text,
        contextTags: { question: id },
      }),
    );
    await store.addVote({
      id,
      planId: plan.id,
      kind: 'question',
      by: rights.userEntityRef,
      at,
      entryId: entry.id,
    });
    await notifier.asked(plan, rights.userEntityRef);
    return this.#options.details.of(
      await lookup.find(plan.id, credentials),
      credentials,
    );
  }
}
