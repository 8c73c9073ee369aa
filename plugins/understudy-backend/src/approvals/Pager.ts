import { ConflictError, InputError } from '@backstage/errors';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { PathAccess } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import type { LedgerRecorder } from '../ledger/types';
import type { PeopleService } from '../people/types';
import { actorOf, planEntry } from '../plans/planEntry';
import type { PlanLookup } from '../plans/PlanLookup';
import type { ApprovalNotifier } from './ApprovalNotifier';
import { inState } from './planAsserts';
import type { PlanDetails } from './PlanDetails';
import type { ToldKeeper } from './types';

/** How many people are told of one request. */
const TOLD_AT_MOST = 40;

interface Options {
  access: AccessService;
  lookup: PlanLookup;
  record: LedgerRecorder;
  people: PeopleService;
  told: ToldKeeper;
  details: PlanDetails;
  notifier: ApprovalNotifier;
  now(): number;
}

/** Calls the next one on call, or somebody by name, to a plan that waits. */
export class Pager {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async page(
    request: { planId: string; to?: string },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { access, lookup, record, told, notifier, details, now } =
      this.#options;
    const { credentials } = options;
    const rights = await PathAccess.of({ access, credentials });
    if (!rights.right('understudy.approve').allowed) {
      rights.assert('understudy.plan.create', 'call somebody to a plan');
    }
    const plan = await lookup.find(request.planId, credentials);
    if (plan.state !== 'awaiting-approval') {
      throw inState(plan, 'approved');
    }
    const at = now();
    const known = await told.of(plan.id);
    if (known.length >= TOLD_AT_MOST) {
      throw new ConflictError(
        `${known.length} people were told of this plan, which is enough`,
      );
    }
    const by = rights.userEntityRef;
    const whom =
      request.to === undefined
        ? await notifier.next(plan, at)
        : await this.#named(lookup.normal(request.to), plan.requestedBy, by);
    await record.event(
      planEntry(plan, {
        actor: actorOf(credentials),
        action: 'plan:page',
        reason: `${whom.userEntityRef} ${whom.why}`,
        contextTags: { told: whom.userEntityRef },
      }),
    );
    await told.add(plan.id, [whom], at);
    await notifier.paged(plan, whom.userEntityRef, by);
    return details.of(await lookup.find(plan.id, credentials), credentials);
  }

  /** Somebody who could decide; else the call would lead nowhere. */
  async #named(
    to: string,
    requestedBy: string,
    by: string,
  ): Promise<{ userEntityRef: string; why: string }> {
    const person = (await this.#options.people.find([to])).get(to);
    if (!person?.mayApprove || to === requestedBy) {
      throw withCode(
        'vote-refused',
        new InputError(
          `${to} could not approve this plan, so nobody was called. Name somebody whose group approves`,
        ),
      );
    }
    return { userEntityRef: to, why: `was asked by ${by}` };
  }
}
