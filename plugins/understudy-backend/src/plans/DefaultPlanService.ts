import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import { canonicalJson } from '@understudy/ledger';
import {
  exportPlan,
  importPlan,
  parsePlanContent,
  planTransitions,
  resolveClusterEnvironment,
  type Environment,
  type EnvironmentName,
  type EntrySource,
  type NewLedgerEntry,
  type PlanContent,
  type PlanDetail,
  type PlanInput,
  type PlanPage,
  type PlanRevision,
  type PlanState,
  type ResolvedStep,
} from '@understudy/plugin-understudy-common';
import { createHash } from 'node:crypto';
import { PathAccess } from '../access/PathAccess';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import { parsePlanCursor, toPlanCursor } from './planCursor';
import type { PlanResolver } from './PlanResolver';
import { etagOf, toResolved, toSummary, toTransition } from './toApi';
import type { PlanStore, StoredPlan } from './types';

const HOUR_MS = 60 * 60_000;
const ENDED: readonly PlanState[] = [
  'succeeded',
  'unverified',
  'failed',
  'rolled-back',
  'cancelled',
  'denied',
  'expired',
];
const DOORS: Record<PlanContent['source'], EntrySource> = {
  chat: 'ui',
  ui: 'ui',
  runbook: 'ui',
  slack: 'slack',
  cli: 'cli',
  api: 'api',
  alert: 'webhook',
  undo: 'ui',
};
/** Which doors a caller may name; a chat, an alert or an undo is said by the door itself. */
const SAID: readonly PlanContent['source'][] = ['ui', 'cli', 'api'];
/** From the mildest to the strictest. */
const STRICTNESS: readonly EnvironmentName[] = [
  'development',
  'test',
  'pre-production',
  'production',
];

const NO_APPROVALS =
  'This version of Understudy prepares and previews plans; approving them comes with the next one.';
const NO_RUNS =
  'Nothing can run a plan yet. The commands of each step can be copied.';

interface Options {
  access: AccessService;
  catalog: CatalogService;
  logger: LoggerService;
  environments: readonly Environment[];
  store: PlanStore;
  resolver: PlanResolver;
  record: LedgerRecorder;
  /** How many plans one person may make in an hour. */
  plansPerHour: number;
  now?: () => number;
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
    await this.#options.access.authorizeRead(options);
    const found = await this.#options.store.list({
      ...(query.state && { states: query.state }),
      ...(query.entityRef && { entityRef: normal(query.entityRef) }),
      ...(query.requestedBy && { requestedBy: normal(query.requestedBy) }),
      ...(query.environment && { environment: query.environment }),
      ...(query.cursor && { after: parsePlanCursor(query.cursor) }),
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const seen = await this.#seen(page, options.credentials);
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
    return this.#detail(
      await this.#find(request.id, options.credentials),
      options.credentials,
    );
  }

  async revision(
    request: { id: string; revision: number },
    options: { credentials: CallerCredentials },
  ): Promise<PlanRevision> {
    await this.#options.access.authorizeRead(options);
    const plan = await this.#find(request.id, options.credentials);
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
    const { store, record, resolver, plansPerHour } = this.#options;
    const { credentials } = options;
    const rights = await this.#rights(credentials);
    rights.assert('understudy.plan.create', 'make a plan');
    const by = rights.userEntityRef;
    const agent = credentials.principal.actor?.subject;
    const content = resolver.parse(this.#content(request.input));
    await this.#assertEntity(content.entityRef, options);
    const at = this.#now();
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
    const plan: StoredPlan = {
      id: newEntryId(at),
      state: 'draft',
      revision: 1,
      version: 1,
      content,
      ...(await this.#look(content, rights, request.signal)),
      requestedBy: by,
      ...(agent !== undefined && { agent }),
      createdAt: at,
      changedAt: at,
    };
    await record.event(entryOf(plan, { by, agent, action: 'plan:create' }));
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
    return this.#detail(
      await this.#find(stored.planId, credentials),
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
    const { resolver } = this.#options;
    const { credentials } = options;
    const rights = await this.#rights(credentials);
    rights.assert('understudy.plan.create', 'change a plan');
    const plan = await this.#find(request.id, options.credentials);
    if (request.etag === undefined) {
      throw new InputError(
        'Say which plan you have looked at: the header If-Match with its etag',
      );
    }
    if (request.etag !== etagOf(plan)) {
      throw changed();
    }
    this.#assertOpen(plan);
    const by = rights.userEntityRef;
    const content = resolver.parse(this.#content(request.input));
    await this.#assertEntity(content.entityRef, options);
    await this.#change(plan, {
      by,
      agent: credentials.principal.actor?.subject,
      action: 'plan:revise',
      sentence: 'The plan was changed',
      seen: await this.#look(content, rights, request.signal),
      content,
    });
    return this.#detail(await this.#find(plan.id, credentials), credentials);
  }

  async preview(
    request: { id: string; signal: AbortSignal },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const rights = await this.#rights(options.credentials);
    rights.assert('understudy.plan.create', 'preview a plan');
    const plan = await this.#find(request.id, options.credentials);
    this.#assertOpen(plan);
    const seen = await this.#look(plan.content, rights, request.signal);
    const moved = seen.planHash !== plan.planHash;
    await this.#change(plan, {
      by: rights.userEntityRef,
      agent: options.credentials.principal.actor?.subject,
      action: 'plan:preview',
      sentence: moved
        ? 'What the plan reaches has changed since it was previewed'
        : 'It was previewed again, and nothing that matters has changed',
      seen,
      ...(moved && { content: plan.content }),
    });
    return this.#detail(
      await this.#find(plan.id, options.credentials),
      options.credentials,
    );
  }

  async cancel(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<PlanDetail> {
    const rights = await this.#rights(options.credentials);
    const plan = await this.#find(request.id, options.credentials);
    if (plan.requestedBy !== rights.userEntityRef) {
      rights.assert('understudy.plan.execute', 'cancel the plan of others');
    } else {
      rights.assert('understudy.plan.create', 'cancel a plan');
    }
    this.#assertOpen(plan);
    await this.#change(plan, {
      by: rights.userEntityRef,
      agent: options.credentials.principal.actor?.subject,
      action: 'plan:cancel',
      to: 'cancelled',
      sentence: request.reason,
    });
    return this.#detail(
      await this.#find(plan.id, options.credentials),
      options.credentials,
    );
  }

  async export(
    request: { id: string },
    options: { credentials: CallerCredentials },
  ): Promise<JsonObject> {
    await this.#options.access.authorizeRead(options);
    const plan = await this.#find(request.id, options.credentials);
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

  /** What the live systems say of it now. */
  async #look(
    content: PlanContent,
    rights: PathAccess,
    signal: AbortSignal,
  ): Promise<Pick<StoredPlan, 'resolved' | 'planHash' | 'environment'>> {
    const actor = {
      userEntityRef: rights.userEntityRef,
      groups: rights.groups,
    };
    const seen = await this.#options.resolver.resolve(content, {
      actor,
      signal,
    });
    const environment = this.#environmentOf(seen.resolved);
    return { ...seen, ...(environment && { environment }) };
  }

  /** The ledger first; then the change, if nobody was faster. */
  async #change(
    plan: StoredPlan,
    what: {
      by: string;
      agent: string | undefined;
      action: string;
      to?: PlanState;
      sentence: string;
      seen?: Pick<StoredPlan, 'resolved' | 'planHash' | 'environment'>;
      /** Makes the next revision, since a revision never changes. */
      content?: PlanContent;
    },
  ): Promise<void> {
    const { store, record } = this.#options;
    const at = this.#now();
    const { to, seen, content } = what;
    if (to !== undefined && !planTransitions[plan.state].includes(to)) {
      throw withCode(
        'plan-state',
        new ConflictError(`A plan that is ${plan.state} cannot become ${to}`),
      );
    }
    const next = {
      ...plan,
      ...(seen && { planHash: undefined, ...seen }),
      ...(content && { content, revision: plan.revision + 1 }),
    };
    const { id: entryId } = await record.event(
      entryOf(next, { ...what, reason: what.sentence }),
    );
    const done = await store.change({
      id: plan.id,
      version: plan.version,
      at,
      ...(seen && {
        set: { ...seen, planHash: seen.planHash },
        voidBecause: content && what.sentence,
      }),
      ...(content &&
        seen && { revision: { content, ...seen, createdBy: what.by } }),
      ...(to !== undefined && {
        voidBecause: what.sentence,
        transition: {
          id: newEntryId(at),
          from: plan.state,
          to,
          by: what.by,
          sentence: what.sentence,
          entryId,
        },
      }),
    });
    if (!done) {
      throw changed();
    }
  }

  async #detail(
    plan: StoredPlan,
    credentials: CallerCredentials,
  ): Promise<PlanDetail> {
    const { store } = this.#options;
    const [revisions, transitions] = await Promise.all([
      store.revisionsOf(plan.id),
      store.transitionsOf(plan.id),
    ]);
    return {
      plan: toSummary(plan),
      content: plan.content as PlanDetail['content'],
      resolved: toResolved(plan.resolved),
      approvals: [],
      questions: [],
      revisions: revisions.map(one => ({
        ...one,
        createdAt: new Date(one.createdAt).toISOString(),
      })),
      transitions: transitions.map(toTransition),
      actions: await this.#actions(plan, credentials),
      engine: { installed: false, sentence: NO_RUNS },
      ifYouDoNothing: 'Nothing happens: a draft changes nothing by itself.',
    };
  }

  async #actions(
    plan: StoredPlan,
    credentials: CallerCredentials,
  ): Promise<PlanDetail['actions']> {
    const no = (sentence: string) => ({ allowed: false, sentence });
    const never = no(NO_APPROVALS);
    const rest = {
      requestApproval: never,
      approve: never,
      deny: never,
      withdraw: never,
      ask: never,
      breakGlass: never,
      start: no(NO_RUNS),
    };
    if (credentials.principal.type !== 'user') {
      const people = no('Only people do this.');
      return { ...rest, edit: people, cancel: people };
    }
    if (ENDED.includes(plan.state)) {
      const over = no(`The plan is ${plan.state}, and stays so.`);
      return { ...rest, edit: over, cancel: over };
    }
    const rights = await this.#rights(credentials as UserCredentials);
    const own = plan.requestedBy === rights.userEntityRef;
    return {
      ...rest,
      edit: rights.right('understudy.plan.create'),
      cancel: rights.right(
        own ? 'understudy.plan.create' : 'understudy.plan.execute',
      ),
    };
  }

  async #find(id: string, credentials: CallerCredentials): Promise<StoredPlan> {
    const plan = await this.#options.store.find(id);
    const [seen] = plan ? await this.#seen([plan], credentials) : [];
    if (!seen) {
      throw withCode(
        'plan-not-found',
        new NotFoundError('There is no such plan'),
      );
    }
    return seen;
  }

  /** Those whose entity the catalog shows to the caller, and the caller's own. */
  async #seen(
    plans: readonly StoredPlan[],
    credentials: CallerCredentials,
  ): Promise<StoredPlan[]> {
    const caller =
      'userEntityRef' in credentials.principal
        ? credentials.principal.userEntityRef
        : undefined;
    const entityRefs = [
      ...new Set(
        plans
          .filter(({ requestedBy }) => requestedBy !== caller)
          .map(({ content }) => content.entityRef),
      ),
    ];
    if (entityRefs.length === 0) {
      return [...plans];
    }
    const { items } = await this.#options.catalog
      .getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata.name', 'metadata.namespace'] },
        { credentials },
      )
      .catch(error => this.#noCatalog(error));
    const visible = new Set(entityRefs.filter((_, index) => items[index]));
    return plans.filter(
      ({ requestedBy, content }) =>
        requestedBy === caller || visible.has(content.entityRef),
    );
  }

  #noCatalog(error: unknown): never {
    this.#options.logger.error('The catalog does not answer', toError(error));
    throw withCode(
      'catalog-unavailable',
      new ServiceUnavailableError(
        'The catalog does not answer just now. Try again, and tell an administrator if it stays so.',
      ),
    );
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
      entityRef: normal(input.entityRef),
      start: input.start ?? 'when-started',
      source: input.source ?? 'api',
      steps: input.steps.map((step, index) => ({
        ...step,
        id: step.id ?? `s${index + 1}`,
        title: step.title ?? step.operation,
      })),
    });
  }

  /** The strictest of all clusters that the plan reaches, by configuration alone. */
  #environmentOf(
    resolved: readonly ResolvedStep[],
  ): EnvironmentName | undefined {
    const names = resolved
      .flatMap(({ targets }) => targets)
      .map(
        ({ cluster }) =>
          resolveClusterEnvironment(cluster, this.#options.environments)
            .environment.name,
      );
    return [...STRICTNESS].reverse().find(name => names.includes(name));
  }

  async #assertEntity(
    ref: string,
    options: { credentials: UserCredentials },
  ): Promise<void> {
    const entity = await this.#options.catalog
      .getEntityByRef(ref, options)
      .catch(error => this.#noCatalog(error));
    if (!entity || stringifyEntityRef(entity) !== ref) {
      throw withCode(
        'entity-not-found',
        new NotFoundError(`The catalog has no ${ref}, or you may not see it`),
      );
    }
  }

  #assertOpen(plan: StoredPlan): void {
    if (plan.state !== 'draft') {
      throw withCode(
        'plan-state',
        new ConflictError(`The plan is ${plan.state}, so it stays as it is`),
      );
    }
  }

  async #rights(credentials: UserCredentials): Promise<PathAccess> {
    return PathAccess.of({ access: this.#options.access, credentials });
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function normal(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw new InputError(
      'entityRef is no entity reference: write for instance component:default/payments',
    );
  }
}

function changed(): Error {
  return withCode(
    'plan-changed',
    new ConflictError(
      'The plan has changed since you looked at it. Look at it again, then decide',
    ),
  );
}

function entryOf(
  plan: StoredPlan,
  what: {
    by: string;
    agent: string | undefined;
    action: string;
    to?: PlanState;
    reason?: string;
  },
): NewLedgerEntry {
  return {
    actor:
      what.agent === undefined
        ? { type: 'user', id: what.by }
        : { type: 'agent', id: what.agent, onBehalfOf: what.by },
    source: DOORS[plan.content.source],
    operationType: 'approval',
    action: what.action,
    entityRef: plan.content.entityRef,
    ...(plan.environment && { environment: plan.environment }),
    planId: plan.id,
    planRevision: plan.revision,
    ...(plan.planHash && { planHash: plan.planHash.replace('sha256:', '') }),
    reason: what.reason || plan.content.reason,
    correlationId: `plan:${plan.id}`,
    contextTags: {
      state: plan.state,
      ...(what.to !== undefined && { to: what.to }),
    },
  };
}
