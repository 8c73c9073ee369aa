import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readSystemType,
  takeoverLevelLabel,
  takeoverLevels,
  type Environment,
  type EnvironmentName,
  type LevelChange,
  type Levels,
  type NewLedgerEntry,
  type TakeoverLevel,
} from '@understudy/plugin-understudy-common';
import { assertPerson } from '../access/assertPerson';
import { PathAccess } from '../access/PathAccess';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import type { LevelStore } from './LevelStore';
import type { LevelService, StoredLevelChange } from './types';

const WAITS_MS = 24 * 60 * 60_000;
const REASON_AT_LEAST = 10;

const rank = (level: TakeoverLevel) => takeoverLevels.indexOf(level);

interface Options {
  access: AccessService;
  catalog: CatalogService;
  logger: LoggerService;
  environments: readonly Environment[];
  /** What an entity holds where nobody set anything, by its system type. */
  defaults: Record<'developed' | 'existing', TakeoverLevel>;
  store: LevelStore;
  record: LedgerRecorder;
  now?: () => number;
}

type SystemType = 'developed' | 'existing';

/** Every change stands in the ledger before it holds. */
export class DefaultLevelService implements LevelService {
  readonly #options: Options;

  static create(options: Options): DefaultLevelService {
    return new DefaultLevelService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async get(
    request: { entityRef: string },
    options: { credentials: CallerCredentials },
  ): Promise<Levels> {
    const { access } = this.#options;
    await access.authorizeRead(options);
    const { entityRef, systemType } = await this.#find(request, options);
    return this.#levels(entityRef, systemType, options.credentials);
  }

  async set(
    request: {
      entityRef: string;
      environment: EnvironmentName;
      level: TakeoverLevel;
      reason: string;
    },
    options: { credentials: UserCredentials },
  ): Promise<Levels> {
    const { store, record } = this.#options;
    const { credentials } = options;
    const by = await this.#assertMay(credentials, 'set a takeover level');
    const { entityRef, systemType } = await this.#find(request, options);
    const { environment, level: to } = request;
    const reason = request.reason.trim();
    if (reason.length < REASON_AT_LEAST) {
      throw new InputError(
        `Say why in ${REASON_AT_LEAST} characters or more: reason`,
      );
    }
    const cap = this.#cap(environment);
    if (rank(to) > rank(cap)) {
      throw new InputError(
        `${environment} allows ${takeoverLevelLabel(cap)} at most`,
      );
    }
    const from = await this.held({ entityRef, environment, systemType, cap });
    if (from === to) {
      throw new ConflictError(
        `It is ${takeoverLevelLabel(to)} in ${environment} already`,
      );
    }
    const at = this.#now();
    const down = rank(to) < rank(from);
    const change: StoredLevelChange = {
      id: newEntryId(at),
      entityRef,
      environment,
      from,
      to,
      reason,
      by,
      at,
      status: down ? 'done' : 'waiting',
      ...(down
        ? { decidedBy: by, decidedAt: at }
        : { expiresAt: at + WAITS_MS }),
      entryId: '',
    };
    const entry = await record.event(
      entryOf(change, by, down ? 'takeover:lower' : 'takeover:request', reason),
    );
    await store.add({ ...change, entryId: entry.id });
    return this.#levels(entityRef, systemType, credentials);
  }

  async vote(
    request: {
      id: string;
      decision: 'approve' | 'deny' | 'withdraw';
      comment?: string;
    },
    options: { credentials: UserCredentials },
  ): Promise<Levels> {
    const { store, record } = this.#options;
    const { credentials } = options;
    const by = await this.#assertMay(credentials, 'decide about a level');
    const change = await store.find(request.id);
    if (!change) {
      throw new NotFoundError('There is no such change of a level');
    }
    const { entityRef, systemType } = await this.#find(change, options);
    const at = this.#now();
    if (change.status !== 'waiting' || (change.expiresAt ?? 0) <= at) {
      throw new ConflictError('This change does not wait for anybody any more');
    }
    const { decision } = request;
    const comment = request.comment?.trim();
    if (decision === 'withdraw' ? change.by !== by : change.by === by) {
      throw new NotAllowedError(
        decision === 'withdraw'
          ? 'Only who asked for it can withdraw it; you can deny it'
          : 'You asked for this yourself, so another person has to decide about it',
      );
    }
    if (decision === 'deny' && !comment) {
      throw new InputError('Write why it is denied: comment');
    }
    if (decision === 'approve') {
      await this.#assertStillSo(change, systemType);
    }
    await record.event(
      entryOf(
        change,
        by,
        `takeover:${decision}`,
        comment || `About the request of ${change.by}: ${change.reason}`,
      ),
    );
    const status = {
      approve: 'done',
      deny: 'denied',
      withdraw: 'withdrawn',
    } as const;
    if (!(await store.decide({ change, status: status[decision], by, at }))) {
      throw new ConflictError('Somebody else has decided in the meantime');
    }
    return this.#levels(entityRef, systemType, credentials);
  }

  async held(request: {
    entityRef: string;
    environment: EnvironmentName;
    systemType: SystemType;
    cap: TakeoverLevel;
  }): Promise<TakeoverLevel> {
    const { store, defaults } = this.#options;
    const set = await store.held(request.entityRef, request.environment);
    return set?.level ?? lower(defaults[request.systemType], request.cap);
  }

  /** Ends what nobody decided about. What has expired counts for nothing before that, too. */
  async tidyUp(): Promise<void> {
    const { store, record } = this.#options;
    const at = this.#now();
    for (const change of await store.overdue(at)) {
      await record.event({
        ...entryOf(change, 'understudy', 'takeover:expire', change.reason),
        actor: { type: 'service', id: 'understudy' },
        source: 'scheduler',
      });
      await store.decide({ change, status: 'expired', by: 'understudy', at });
    }
  }

  /** An approval counts for the step from one level to the next that was asked for. */
  async #assertStillSo(
    change: StoredLevelChange,
    systemType: SystemType,
  ): Promise<void> {
    const cap = this.#cap(change.environment);
    const held = await this.held({ ...change, systemType, cap });
    if (held !== change.from || rank(change.to) > rank(cap)) {
      throw new ConflictError(
        `It is ${takeoverLevelLabel(
          held,
        )} by now, and at most ${takeoverLevelLabel(
          cap,
        )}; this was asked for at ${takeoverLevelLabel(
          change.from,
        )}. Ask again`,
      );
    }
  }

  async #levels(
    entityRef: string,
    systemType: SystemType,
    credentials: CallerCredentials,
  ): Promise<Levels> {
    const { store, environments } = this.#options;
    const now = this.#now();
    const [set, history] = await Promise.all([
      store.heldBy(entityRef),
      store.history(entityRef),
    ]);
    const waits = (change: StoredLevelChange) =>
      change.status === 'waiting' && (change.expiresAt ?? 0) > now;
    const levels = await Promise.all(
      environments.map(async ({ name, cap }) => {
        const own = set.find(({ environment }) => environment === name);
        const held = await this.held({
          entityRef,
          environment: name,
          systemType,
          cap,
        });
        const level = lower(held, cap);
        return {
          environment: name,
          level,
          held,
          cap,
          source: own ? ('set' as const) : ('default' as const),
          ...(own && { changedAt: new Date(own.changedAt).toISOString() }),
          sentence: sentenceOf(level, held, cap, own !== undefined),
        };
      }),
    );
    return {
      entityRef,
      levels,
      waiting: history.filter(waits).map(toApi),
      history: history.filter(change => !waits(change)).map(toApi),
      ...(credentials.principal.type === 'user' && {
        maySet: (
          await PathAccess.of({
            access: this.#options.access,
            credentials: credentials as UserCredentials,
          })
        ).right('understudy.takeover.set'),
      }),
    };
  }

  async #find(
    request: { entityRef: string },
    options: { credentials: CallerCredentials },
  ): Promise<{ entityRef: string; systemType: SystemType }> {
    const { catalog, logger } = this.#options;
    const ref = stringifyEntityRef(parseEntityRef(request.entityRef));
    const entity = await catalog.getEntityByRef(ref, options).catch(error => {
      logger.error('The catalog does not answer', toError(error));
      throw withCode(
        'catalog-unavailable',
        new ServiceUnavailableError(
          'The catalog does not answer just now. Try again, and tell an administrator if it stays so.',
        ),
      );
    });
    if (!entity || stringifyEntityRef(entity) !== ref) {
      throw withCode(
        'entity-not-found',
        new NotFoundError(`The catalog has no ${ref}, or you may not see it`),
      );
    }
    return { entityRef: ref, systemType: readSystemType(entity).value };
  }

  #cap(name: EnvironmentName): TakeoverLevel {
    return this.#options.environments.find(one => one.name === name)!.cap;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  async #assertMay(
    credentials: UserCredentials,
    what: string,
  ): Promise<string> {
    assertPerson(credentials, what);
    const rights = await PathAccess.of({
      access: this.#options.access,
      credentials,
    });
    rights.assert('understudy.takeover.set', what);
    return rights.userEntityRef;
  }
}

function lower(a: TakeoverLevel, b: TakeoverLevel): TakeoverLevel {
  return rank(a) < rank(b) ? a : b;
}

function sentenceOf(
  level: TakeoverLevel,
  held: TakeoverLevel,
  cap: TakeoverLevel,
  set: boolean,
): string {
  if (level !== held) {
    return `${takeoverLevelLabel(
      held,
    )} was set, and the environment allows ${takeoverLevelLabel(cap)} at most.`;
  }
  return set
    ? `${takeoverLevelLabel(level)}, as somebody set it.`
    : `${takeoverLevelLabel(level)}, since nobody has set anything.`;
}

function toApi(change: StoredLevelChange): LevelChange {
  const { entityRef: _, decidedAt: _d, expiresAt: _e, ...rest } = change;
  return {
    ...rest,
    at: new Date(change.at).toISOString(),
    ...(change.decidedAt !== undefined && {
      decidedAt: new Date(change.decidedAt).toISOString(),
    }),
    ...(change.expiresAt !== undefined && {
      expiresAt: new Date(change.expiresAt).toISOString(),
    }),
  };
}

function entryOf(
  change: StoredLevelChange,
  by: string,
  action: string,
  reason: string,
): NewLedgerEntry {
  return {
    actor: { type: 'user', id: by },
    source: 'api',
    operationType: 'permission_change',
    action,
    entityRef: change.entityRef,
    environment: change.environment,
    takeoverLevel: change.to,
    permissionLevel: 'understudy.takeover.set',
    reason,
    correlationId: `takeover-change:${change.id}`,
    contextTags: {
      change: change.id,
      from: change.from,
      to: change.to,
      requestedBy: change.by,
    },
  };
}
