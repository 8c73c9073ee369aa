import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  EnvironmentName,
  Freeze,
  FreezeInput,
  NewLedgerEntry,
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
import type { FreezeStore } from './FreezeStore';
import type { FreezeInForce, FreezeService, StoredFreeze } from './types';

interface Options {
  access: AccessService;
  store: FreezeStore;
  record: LedgerRecorder;
  now?: () => number;
}

/** Freezes stand in the ledger before they hold, and hold from the next look on. */
export class DefaultFreezeService implements FreezeService {
  readonly #options: Options;

  static create(options: Options): DefaultFreezeService {
    return new DefaultFreezeService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async list(options: { credentials: CallerCredentials }) {
    const { access, store } = this.#options;
    await access.authorizeRead(options);
    const now = this.#now();
    return {
      items: (await store.open(now)).map(freeze => toApi(freeze, now)),
      may: await this.#may(options.credentials),
    };
  }

  async freeze(
    input: FreezeInput,
    options: { credentials: UserCredentials },
  ): Promise<Freeze> {
    const { store, record } = this.#options;
    const by = await this.#assertMay(options.credentials, 'stop writes');
    const at = this.#now();
    const until =
      input.until === undefined ? undefined : Date.parse(input.until);
    if (until !== undefined && until <= at) {
      throw new InputError('until is in the past, so nothing would be stopped');
    }
    if (input.environment !== undefined && input.entityRef !== undefined) {
      throw new InputError(
        'Give an environment or an entity, and not both: a freeze of the entity holds in all of its environments',
      );
    }
    const freeze: StoredFreeze = {
      id: newEntryId(at),
      kind: input.kind,
      ...(input.environment && { environment: input.environment }),
      ...(input.entityRef && {
        entityRef: input.entityRef.toLocaleLowerCase('en-US'),
      }),
      reason: input.reason,
      by,
      at,
      ...(until !== undefined && { until }),
      entryId: '',
    };
    const entry = await record.event(entryOf(freeze, by, 'freeze:begin'));
    await store.add({ ...freeze, entryId: entry.id });
    return toApi(freeze, at);
  }

  async unfreeze(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<void> {
    const { store, record } = this.#options;
    const by = await this.#assertMay(options.credentials, 'end a freeze');
    const freeze = await store.find(request.id);
    if (!freeze) {
      throw withCode(
        'freeze-not-found',
        new NotFoundError('There is no such freeze'),
      );
    }
    const at = this.#now();
    const over = () => new ConflictError('This freeze has ended already');
    if (freeze.endedAt !== undefined || (freeze.until ?? Infinity) <= at) {
      throw over();
    }
    await record.event({
      ...entryOf(freeze, by, 'freeze:end'),
      reason: request.reason,
    });
    if (!(await store.end({ id: freeze.id, by, at }))) {
      throw over();
    }
  }

  async inForce(about: {
    environment: EnvironmentName;
    entityRef: string;
    bySoftware: boolean;
    at: number;
  }): Promise<FreezeInForce | undefined> {
    const freezes = await this.#options.store.open(about.at);
    const found = freezes.find(
      ({ kind, environment, entityRef }) =>
        (kind === 'everything' || about.bySoftware) &&
        (environment === undefined || environment === about.environment) &&
        (entityRef === undefined ||
          entityRef === about.entityRef.toLocaleLowerCase('en-US')),
    );
    return (
      found && {
        id: found.id,
        reason: found.reason,
        ...(found.until !== undefined && {
          until: new Date(found.until).toISOString(),
        }),
      }
    );
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  async #may(credentials: CallerCredentials) {
    if (credentials.principal.type !== 'user') {
      return { allowed: false, sentence: 'Only people stop writes.' };
    }
    const rights = await PathAccess.of({
      access: this.#options.access,
      credentials: credentials as UserCredentials,
    });
    const stop = rights.right('understudy.policy.manage');
    const set = rights.right('understudy.takeover.set');
    return stop.allowed ? stop : set;
  }

  /** Whoever looks after policy or levels may pull the switch. */
  async #assertMay(
    credentials: UserCredentials,
    what: string,
  ): Promise<string> {
    assertPerson(credentials, what);
    const rights = await PathAccess.of({
      access: this.#options.access,
      credentials,
    });
    if (!rights.right('understudy.policy.manage').allowed) {
      rights.assert('understudy.takeover.set', what);
    }
    return rights.userEntityRef;
  }
}

function scopeOf(freeze: StoredFreeze): Freeze['scope'] {
  if (freeze.entityRef !== undefined) {
    return 'entity';
  }
  return freeze.environment === undefined ? 'everywhere' : 'environment';
}

function toApi(freeze: StoredFreeze, now: number): Freeze {
  const scope = scopeOf(freeze);
  const where = {
    everywhere: 'Everywhere',
    environment: `In ${freeze.environment}`,
    entity: `For ${freeze.entityRef}`,
    guardrails: '',
  }[scope];
  const until =
    freeze.until === undefined
      ? 'until somebody ends it'
      : `until ${new Date(freeze.until).toISOString()}`;
  const what =
    freeze.kind === 'everything'
      ? 'nothing is written, by software or by people'
      : 'software writes nothing; plans that people start go on';
  return {
    id: freeze.id,
    kind: freeze.kind,
    scope,
    ...(freeze.environment && { environment: freeze.environment }),
    ...(freeze.entityRef && { entityRef: freeze.entityRef }),
    reason: freeze.reason,
    by: freeze.by,
    at: new Date(freeze.at).toISOString(),
    ...(freeze.until !== undefined && {
      until: new Date(freeze.until).toISOString(),
    }),
    active: (freeze.until ?? Infinity) > now,
    sentence: `${where}, ${what}, ${until}.`,
  };
}

function entryOf(
  freeze: StoredFreeze,
  by: string,
  action: string,
): NewLedgerEntry {
  return {
    actor: { type: 'user', id: by },
    source: 'api',
    operationType: 'policy_change',
    action,
    ...(freeze.environment && { environment: freeze.environment }),
    ...(freeze.entityRef && { entityRef: freeze.entityRef }),
    reason: freeze.reason,
    outcome: 'success',
    correlationId: `freeze:${freeze.id}`,
    contextTags: {
      freeze: freeze.id,
      kind: freeze.kind,
      scope: scopeOf(freeze),
      ...(freeze.until !== undefined && {
        until: new Date(freeze.until).toISOString(),
      }),
    },
  };
}
