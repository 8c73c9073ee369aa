import type {
  ApprovalPage,
  PlanDecision,
} from '@understudy/plugin-understudy-common';
import { PathAccess } from '../access/PathAccess';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import type { PlanLookup } from '../plans/PlanLookup';
import { toSummary } from '../plans/toApi';
import type { PlanStore, StoredPlan } from '../plans/types';
import { parseInboxCursor, toInboxCursor } from './inboxCursor';
import { progressOf } from './progressOf';
import type { QuorumReader } from './QuorumReader';

/** How many requests are looked at for one page of what somebody can approve. */
const LOOKED_AT = 400;

interface Options {
  access: AccessService;
  store: PlanStore;
  lookup: PlanLookup;
  quorum: QuorumReader;
  now(): number;
}

type Item = ApprovalPage['items'][number];

/** What waits for approval, incidents first, then the oldest. */
export class Inbox {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async list(
    query: {
      for: 'me' | 'all';
      entityRef?: string;
      limit: number;
      cursor?: string;
    },
    options: { credentials: CallerCredentials },
  ): Promise<ApprovalPage> {
    const { access, store, lookup } = this.#options;
    const { credentials } = options;
    await access.authorizeRead({ credentials });
    const rights =
      credentials.principal.type === 'user'
        ? await PathAccess.of({
            access,
            credentials: credentials as UserCredentials,
          })
        : undefined;
    const items: Item[] = [];
    let after = query.cursor ? parseInboxCursor(query.cursor) : undefined;
    let more = true;
    for (let seen = 0; more && items.length < query.limit; ) {
      const found = await store.waiting({
        ...(query.entityRef && { entityRef: lookup.normal(query.entityRef) }),
        ...(after && { after }),
        limit: query.limit + 1,
      });
      more = found.length > query.limit;
      const page = found.slice(0, query.limit);
      seen += page.length;
      const visible = new Map(
        (await lookup.seen(page, credentials)).map(plan => [plan.id, plan]),
      );
      const asked = page.filter(plan => visible.has(plan.id));
      const standings = await this.#items(asked, rights);
      for (const plan of page) {
        if (items.length === query.limit) {
          more = true;
          break;
        }
        after = toInboxCursor(plan);
        const item = standings.get(plan.id);
        if (item && (query.for === 'all' || item.standing === 'can-approve')) {
          items.push(item);
        }
      }
      if (seen >= LOOKED_AT) {
        break;
      }
    }
    return {
      items,
      total: await store.countWaiting(),
      ...(more && after && { nextCursor: after.text }),
    };
  }

  async #items(
    plans: readonly StoredPlan[],
    rights: PathAccess | undefined,
  ): Promise<Map<string, Item>> {
    const { quorum, now } = this.#options;
    const at = now();
    const asked = plans.flatMap(plan =>
      plan.decision?.rules.length && (plan.expiresAt ?? 0) > at
        ? [{ plan, rules: plan.decision }]
        : [],
    );
    const standings = await quorum.evaluateAll(asked, at);
    return new Map(
      asked.map(({ plan, rules }, index) => {
        const standing = standings[index];
        const voted = standing.votes
          .filter(
            vote =>
              vote.by === rights?.userEntityRef &&
              vote.planHash === plan.planHash,
          )
          .at(-1);
        return [
          plan.id,
          {
            plan: toSummary(plan),
            progress: progressOf(plan, standing),
            ...standingOf(plan, rules, rights, voted?.decision),
          },
        ];
      }),
    );
  }
}

function standingOf(
  plan: StoredPlan,
  decision: PlanDecision,
  rights: PathAccess | undefined,
  voted: string | undefined,
): Pick<Item, 'standing' | 'sentence'> {
  if (!rights) {
    return {
      standing: 'cannot-approve',
      sentence: 'Only people decide about it.',
    };
  }
  if (plan.requestedBy === rights.userEntityRef) {
    return {
      standing: 'requester',
      sentence: 'You asked for this, so somebody else has to decide.',
    };
  }
  if (voted === 'approved' || voted === 'denied') {
    return { standing: 'has-voted', sentence: `You have ${voted} it.` };
  }
  const right = rights.right('understudy.approve');
  if (!right.allowed) {
    return { standing: 'cannot-approve', sentence: right.sentence };
  }
  const asked = decision.rules.some(
    ({ groups }) =>
      groups.length === 0 ||
      groups.some(group => rights.groups.includes(group)),
  );
  return asked
    ? { standing: 'can-approve', sentence: 'It waits for somebody like you.' }
    : {
        standing: 'cannot-approve',
        sentence: `Somebody of ${decision.rules
          .flatMap(({ groups }) => groups)
          .join(' or ')} is asked.`,
      };
}
