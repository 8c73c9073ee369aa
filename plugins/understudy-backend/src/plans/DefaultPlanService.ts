import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { canonicalJson } from '@understudy/ledger';
import {
  exportPlan,
  importPlan,
  parsePlanContent,
  type EnvironmentName,
  type PlanContent,
  type PlanDetail,
  type PlanInput,
  type PlanPage,
  type PlanRevision,
  type PlanState,
} from '@understudy/plugin-understudy-common';
import { createHash } from 'node:crypto';
import { PathAccess } from '../access/PathAccess';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import type { PlanDetails } from '../approvals/PlanDetails';
import { livePermission } from '../approvals/requesterPermission';
import type { PermissionStanding } from '../decisions/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import { parsePlanCursor, toPlanCursor } from './planCursor';
import { actorOf, planEntry } from './planEntry';
import { planChanged, type PlanJournal } from './PlanJournal';
import type { PlanLook, Seen } from './PlanLook';
import type { PlanLookup } from './PlanLookup';
import type { PlanResolver } from './PlanResolver';
import { etagOf, toSummary } from './toApi';
import type { PlanStore, StoredPlan } from './types';

const HOUR_MS = 60 * 60_000;
/** States in which a plan can still be changed. */
const OPEN: readonly PlanState[] = ['draft', 'awaiting-approval', 'approved'];
/** Which doors a caller may name; a chat, an alert or an undo is said by the door itself. */
const SAID: readonly PlanContent['source'][] = ['ui', 'cli', 'api'];

interface Options {
  access: AccessService;
  store: PlanStore;
  lookup: PlanLookup;
  look: PlanLook;
  journal: PlanJournal;
  details: PlanDetails;
  resolver: PlanResolver;
  record: LedgerRecorder;
  /** What somebody may do by trusted sources, without their credentials. */
  permissionOf(userEntityRef: string): Promise<PermissionStanding>;
  /** How many plans one person may make in an hour. */
  plansPerHour: number;
  now(): number;
}

/** Makes plans, keeps their revisions and tries them; nothing here lets one run. */
export class DefaultPlanService {
  readonly #options: Options;

  static create(options: Options): DefaultPlanService {
    return new DefaultPlanService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async list(
    query: {
      state?: PlanState[];
      entityRef?: string;
      requestedBy?: string;
      environment?: EnvironmentName;
      limit: number;
      cursor?: string;
    },
    options: { credentials: CallerCredentials },
  ): Promise<PlanPage> {
    const { access, lookup, store } = this.#options;
    await access.authorizeRead(options);
    const found = await store.list({
      ...(query.state && { states: query.state }),
      ...(query.entityRef && { entityRef: lookup.normal(query.entityRef) }),
      ...(query.requestedBy && {
        requestedBy: lookup.normal(query.requestedBy),
      }),
      ...(query.environment && { environment: query.environment }),
      ...(query.cursor && { after: parsePlanCursor(query.cursor) }),
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const seen = await lookup.seen(page, options.credentials);
    return {
      items: seen.map(toSummary),
      ...(found.length > page.length && {
        nextCursor: toPlanCursor(page[page.length - 1]),
      }),
    };
  }

  async get(
    request: { id: string },
    options: { credentials: CallerCredentials },
  ): Promise<PlanDetail> {
    await this.#options.access.authorizeRead(options);
    return this.#options.details.of(
      await this.#options.lookup.find(request.id, options.credentials),
      options.credentials,
    );
  }

  async revision(
    request: { id: string; revision: number },
    options: { credentials: CallerCredentials },
  ): Promise<PlanRevision> {
    await this.#options.access.authorizeRead(options);
    const plan = await this.#options.lookup.find(
      request.id,
      options.credentials,
    );
    const found = await this.#options.store.revisionOf(
      plan.id,
      request.revision,
    );
    if (!found) {
      throw withCode(
        'plan-not-found',
        new NotFoundError(`The plan has no revision ${request.revision}`),
      );
    }
    return {
      planId: plan.id,
      ...found,
      createdAt: new Date(found.createdAt).toISOString(),
    };
  }

  async create(
    request: { input: PlanInput; key?: string; signal: AbortSignal },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { store, record, resolver, lookup } = this.#options;
    const { credentials } = options;
    const rights = await this.#rights(credentials);
    rights.assert('understudy.plan.create', 'make a plan');
    const by = rights.userEntityRef;
    const agent = credentials.principal.actor?.subject;
    const content = resolver.parse(this.#content(request.input));
    await lookup.assertEntity(content.entityRef, options);
    const at = this.#now();
    await this.#assertFew(by, at);
    const asked = {
      content,
      requestedBy: by,
      ...(agent !== undefined && { agent }),
    };
    const { inputs: _, ...seen } = await this.#options.look.at(asked, {
      permission: livePermission(rights),
      at,
      signal: request.signal,
    });
    const plan: StoredPlan = {
      id: newEntryId(at),
      state: 'draft',
      revision: 1,
      version: 1,
      ...asked,
      ...seen,
      createdAt: at,
      changedAt: at,
    };
    await record.event(
      planEntry(plan, {
        actor: actorOf(credentials),
        action: 'plan:create',
        decision: plan.decision,
      }),
    );
    const digest = createHash('sha256')
      .update(canonicalJson(request.input))
      .digest('hex');
    const stored = await store.create(
      plan,
      request.key === undefined
        ? undefined
        : { caller: by, key: request.key, digest },
    );
    if (!stored.created && stored.digest !== digest) {
      throw withCode(
        'idempotency-reused',
        new ConflictError(
          'This Idempotency-Key was used for another plan. Take a new one',
        ),
      );
    }
    return this.#options.details.of(
      await lookup.find(stored.planId, credentials),
      credentials,
    );
  }

  async import(
    request: { document: JsonObject; entityRef?: string; signal: AbortSignal },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const content = importPlan(JSON.stringify(request.document), {
      source: 'api',
      ...(request.entityRef && { entityRef: request.entityRef }),
    });
    const input = content as unknown as PlanInput;
    return this.create({ input, signal: request.signal }, options);
  }

  async revise(
    request: {
      id: string;
      input: PlanInput;
      etag?: string;
      signal: AbortSignal;
    },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { resolver, lookup, look, details } = this.#options;
    const { credentials } = options;
    const rights = await this.#rights(credentials);
    rights.assert('understudy.plan.create', 'change a plan');
    const plan = await lookup.find(request.id, credentials);
    if (request.etag === undefined) {
      throw new InputError(
        'Say which plan you have looked at: the header If-Match with its etag',
      );
    }
    if (request.etag !== etagOf(plan)) {
      throw planChanged();
    }
    assertOpen(plan);
    const content = resolver.parse(this.#content(request.input));
    await lookup.assertEntity(content.entityRef, options);
    const at = this.#now();
    const seen = await look.at(
      {
        ...plan,
        content,
        agent: credentials.principal.actor?.subject ?? plan.agent,
      },
      {
        permission: await this.#permission(plan, rights),
        at,
        signal: request.signal,
      },
    );
    await this.#revise(plan, {
      seen,
      content,
      credentials,
      author: rights.userEntityRef,
      action: 'plan:revise',
      reason: 'The plan was changed',
      at,
    });
    return details.of(await lookup.find(plan.id, credentials), credentials);
  }

  async preview(
    request: { id: string; signal: AbortSignal },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { lookup, look, journal, details } = this.#options;
    const { credentials } = options;
    const rights = await this.#rights(credentials);
    if (!rights.right('understudy.approve').allowed) {
      rights.assert('understudy.plan.create', 'preview a plan');
    }
    const plan = await lookup.find(request.id, credentials);
    assertOpen(plan);
    const at = this.#now();
    const seen = await look.at(plan, {
      permission: await this.#permission(plan, rights),
      at,
      signal: request.signal,
    });
    if (seen.planHash !== plan.planHash) {
      await this.#revise(plan, {
        seen,
        content: plan.content,
        credentials,
        // Whoever looked wrote nothing of it.
        author: plan.requestedBy,
        action: 'plan:preview',
        reason: 'What the plan reaches has changed since it was previewed',
        at,
      });
    } else {
      await journal.change(
        plan,
        {
          actor: actorOf(credentials),
          action: 'plan:preview',
          reason:
            'It was previewed again, and nothing that matters has changed',
          decision: seen.decision,
          set: previewed(plan, seen),
        },
        at,
      );
    }
    return details.of(await lookup.find(plan.id, credentials), credentials);
  }

  async cancel(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const { lookup, journal, details } = this.#options;
    const { credentials } = options;
    const rights = await this.#rights(credentials);
    const plan = await lookup.find(request.id, credentials);
    if (plan.requestedBy !== rights.userEntityRef) {
      rights.assert('understudy.plan.execute', 'cancel the plan of others');
    } else {
      rights.assert('understudy.plan.create', 'cancel a plan');
    }
    assertOpen(plan);
    await journal.change(
      plan,
      {
        actor: actorOf(credentials),
        action: 'plan:cancel',
        to: 'cancelled',
        reason: request.reason,
        voidBecause: request.reason,
      },
      this.#now(),
    );
    return details.of(await lookup.find(plan.id, credentials), credentials);
  }

  async export(
    request: { id: string },
    options: { credentials: CallerCredentials },
  ): Promise<JsonObject> {
    await this.#options.access.authorizeRead(options);
    const plan = await this.#options.lookup.find(
      request.id,
      options.credentials,
    );
    return exportPlan({
      planId: plan.id,
      revision: plan.revision,
      content: plan.content,
      resolved: plan.resolved,
      ...(plan.planHash && { planHash: plan.planHash }),
      createdBy: plan.requestedBy,
      createdAt: new Date(plan.createdAt).toISOString(),
    });
  }

  /** A new revision, back to draft; what was approved counts no more. */
  async #revise(
    plan: StoredPlan,
    what: {
      seen: Seen;
      content: PlanContent;
      credentials: UserCredentials;
      author: string;
      action: string;
      reason: string;
      at: number;
    },
  ): Promise<void> {
    const { seen, content, credentials, author, action, reason, at } = what;
    const { inputs: _, ...set } = seen;
    await this.#options.journal.change(
      plan,
      {
        actor: actorOf(credentials),
        action,
        reason,
        decision: seen.decision,
        set: {
          ...set,
          planHash: seen.planHash,
          ...(action === 'plan:revise' && {
            agent: credentials.principal.actor?.subject ?? plan.agent,
          }),
        },
        ...(plan.state !== 'draft' && {
          to: 'draft' as const,
          clear: ['requestedAt' as const, 'expiresAt' as const],
        }),
        voidBecause: reason,
        revision: {
          content,
          resolved: seen.resolved,
          facts: seen.facts,
          ...(seen.planHash !== undefined && { planHash: seen.planHash }),
          createdBy: author,
        },
      },
      at,
    );
  }

  /** Of whoever asked for the plan; others only look at it. */
  async #permission(
    plan: StoredPlan,
    rights: PathAccess,
  ): Promise<PermissionStanding> {
    return plan.requestedBy === rights.userEntityRef
      ? livePermission(rights)
      : this.#options.permissionOf(plan.requestedBy);
  }

  async #assertFew(by: string, at: number): Promise<void> {
    const { store, plansPerHour } = this.#options;
    const before = await store.countCreatedBy({
      requestedBy: by,
      since: at - HOUR_MS,
    });
    if (before >= plansPerHour) {
      throw withCode(
        'too-many-plans',
        new ConflictError(
          `You have made ${before} plans within an hour, and ${plansPerHour} are allowed. Wait a little, or change one of them`,
        ),
      );
    }
  }

  #content(input: PlanInput): PlanContent {
    if (input.source !== undefined && !SAID.includes(input.source)) {
      throw new InputError(
        `source is ${SAID.join(
          ', ',
        )} or not given: what came through another door is said by that door`,
      );
    }
    return parsePlanContent({
      ...input,
      entityRef: this.#options.lookup.normal(input.entityRef),
      start: input.start ?? 'when-started',
      source: input.source ?? 'api',
      steps: input.steps.map((step, index) => ({
        ...step,
        id: step.id ?? `s${index + 1}`,
        title: step.title ?? step.operation,
      })),
    });
  }

  async #rights(credentials: UserCredentials): Promise<PathAccess> {
    return PathAccess.of({ access: this.#options.access, credentials });
  }

  #now(): number {
    return this.#options.now();
  }
}

function assertOpen(plan: StoredPlan): void {
  if (!OPEN.includes(plan.state)) {
    throw withCode(
      'plan-state',
      new ConflictError(`The plan is ${plan.state}, so it stays as it is`),
    );
  }
}

/** While people decide, the rules that they were asked by stay. */
function previewed(plan: StoredPlan, seen: Seen) {
  const { resolved, facts, decision, environment, tier } = seen;
  return plan.state === 'draft'
    ? { resolved, facts, decision, environment, tier }
    : { resolved, facts };
}
