import { ConflictError, InputError } from '@backstage/errors';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { assertPerson } from '../access/assertPerson';
import { PathAccess } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { PlanJournal } from '../plans/PlanJournal';
import type { PlanLookup } from '../plans/PlanLookup';
import type { ApprovalNotifier } from './ApprovalNotifier';
import { breakGlassFrom } from './breakGlassFrom';
import { assertHash, assertOpen } from './planAsserts';
import type { PlanDetails } from './PlanDetails';
import type { PresenceGate } from './PresenceGate';
import type { RunStarter } from './RunStarter';
import type { MandatoryReviews } from './types';

const MINUTE_MS = 60_000;
const GLASS_MINUTES = 60;

interface Options {
  access: AccessService;
  lookup: PlanLookup;
  journal: PlanJournal;
  gate: PresenceGate;
  details: PlanDetails;
  starter: RunStarter;
  notifier: ApprovalNotifier;
  reviews: MandatoryReviews;
  now(): number;
}

/** Lets one person go without a quorum, loudly, where nobody answers. */
export class BreakGlass {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async break(
    request: {
      planId: string;
      planHash: string;
      reason: string;
      target: string;
    },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { lookup, journal, reviews, notifier, starter } = this.#options;
    const { credentials } = options;
    assertPerson(credentials, 'break the glass');
    const rights = await PathAccess.of({
      access: this.#options.access,
      credentials,
    });
    rights.assert('understudy.break-glass', 'break the glass');
    const plan = await lookup.find(request.planId, credentials);
    const at = this.#options.now();
    assertOpen(plan, at);
    assertHash(plan, request.planHash);
    const from = breakGlassFrom(plan);
    if (from === undefined || at < from) {
      throw withCode(
        'break-glass-not-offered',
        new ConflictError(
          from === undefined
            ? 'The rules do not allow to break the glass for this plan'
            : `Breaking the glass is offered from ${new Date(
                from,
              ).toISOString()} on, if nobody has answered by then`,
        ),
      );
    }
    const [, name] = plan.content.entityRef.split('/');
    if (![name, plan.content.entityRef].includes(request.target.trim())) {
      throw new InputError(`Type the name of what this is about: ${name}`);
    }
    const reason = request.reason.trim();
    if (reason.length < 20) {
      throw new InputError('Say why in 20 characters or more: reason');
    }
    const by = rights.userEntityRef;
    const presence = await this.#options.gate.presenceFor(plan, by, at);
    const expiresAt = at + GLASS_MINUTES * MINUTE_MS;
    const id = newEntryId(at);
    await journal.change(
      plan,
      {
        actor: { type: 'user', id: by },
        source: 'ui',
        action: 'plan:break-glass',
        to: 'approved',
        reason,
        decision: plan.decision,
        permissionLevel: 'understudy.break-glass',
        set: { expiresAt },
        contextTags: {
          ...(presence && { presenceAt: new Date(presence).toISOString() }),
        },
        authorise: {
          id,
          planHash: request.planHash,
          kind: 'break-glass',
          grantedBy: [by],
          grantedAt: at,
          expiresAt,
        },
      },
      at,
    );
    await reviews.raise({
      kind: 'break-glass',
      plan,
      by,
      sentence: `${by} broke the glass for ${plan.content.entityRef}: ${reason}`,
      at,
    });
    await notifier.glassBroken(plan, by, reason);
    await starter.startIfDue(plan.id);
    return this.#options.details.of(
      await lookup.find(plan.id, credentials),
      credentials,
    );
  }
}
