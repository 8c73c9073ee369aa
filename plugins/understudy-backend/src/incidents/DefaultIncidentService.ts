import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  safeText,
  type Incident,
  type IncidentInput,
  type IncidentPage,
  type LedgerEntry,
  type NewLedgerEntry,
} from '@understudy/plugin-understudy-common';
import { assertPerson } from '../access/assertPerson';
import { PathAccess, type Right } from '../access/PathAccess';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import type { OnCallService } from '../oncall/types';
import { parseIncidentCursor, toIncidentCursor } from './incidentCursor';
import type { IncidentStore } from './IncidentStore';
import type { IncidentService, StoredIncident } from './types';

const HOUR_MS = 60 * 60_000;
const OPEN_MS = 24 * HOUR_MS;
const PER_HOUR = 10;
const TITLE_AT_LEAST = 3;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Options {
  access: AccessService;
  catalog: CatalogService;
  onCall: OnCallService;
  store: IncidentStore;
  record: LedgerRecorder;
  /** Entries that the ledger itself wrote, by their ids. */
  entries(ids: readonly string[]): Promise<Map<string, LedgerEntry>>;
  now?: () => number;
}

/** Incidents stand in the ledger before they count, and close by themselves. */
export class DefaultIncidentService implements IncidentService {
  readonly #options: Options;

  static create(options: Options): DefaultIncidentService {
    return new DefaultIncidentService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async findOpen(request: { incident: string; entityRef: string }) {
    const { store, entries } = this.#options;
    const incident = ID.test(request.incident)
      ? await store.find(request.incident)
      : undefined;
    if (
      !incident ||
      incident.entityRef !== request.entityRef.toLocaleLowerCase('en-US') ||
      !isOpen(incident, this.#now())
    ) {
      return undefined;
    }
    const found = await entries([incident.entryId]);
    if (!isOpening(found.get(incident.entryId), incident)) {
      return undefined;
    }
    return {
      id: incident.id,
      title: incident.title,
      severity: incident.severity,
      openedAt: new Date(incident.openedAt).toISOString(),
      openedBy: incident.openedBy,
    };
  }

  async endOf(request: { incident: string; entityRef: string }) {
    if (await this.findOpen(request)) {
      return undefined;
    }
    const { store, entries } = this.#options;
    const incident = ID.test(request.incident)
      ? await store.find(request.incident)
      : undefined;
    if (
      !incident ||
      incident.entityRef !== request.entityRef.toLocaleLowerCase('en-US')
    ) {
      return 0;
    }
    const found = await entries([incident.entryId]);
    return isOpening(found.get(incident.entryId), incident)
      ? Math.min(incident.closedAt ?? Infinity, incident.openedAt + OPEN_MS)
      : 0;
  }

  async list(
    query: {
      entityRef?: string;
      state?: Incident['state'];
      limit: number;
      cursor?: string;
    },
    options: { credentials: CallerCredentials },
  ): Promise<IncidentPage> {
    const { access, store } = this.#options;
    await access.authorizeRead(options);
    const now = this.#now();
    const entityRef = query.entityRef && normal(query.entityRef);
    const found = await store.list({
      ...(entityRef && { entityRef }),
      ...(query.state && { state: query.state }),
      ...(query.cursor && { before: parseIncidentCursor(query.cursor) }),
      openAfter: now - OPEN_MS,
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const seen = await this.#seen(page, options.credentials);
    return {
      items: seen.map(incident => toApi(incident, now)),
      ...(found.length > page.length && {
        nextCursor: toIncidentCursor(page[page.length - 1].id),
      }),
      ...(entityRef && {
        mayOpen: await this.#mayOpenOf(entityRef, options.credentials),
      }),
    };
  }

  async open(
    input: IncidentInput,
    options: { credentials: UserCredentials },
  ): Promise<Incident> {
    const { store, record } = this.#options;
    const { credentials } = options;
    const title = titleOf(input.title);
    assertPerson(credentials, 'open an incident');
    const rights = await this.#rights(credentials);
    const entityRef = await this.#findEntity(input.entityRef, credentials);
    const may = await this.#mayOpen(entityRef, rights);
    assertAllowed(may, 'open an incident');
    const by = rights.userEntityRef;
    await this.#closeOverdue(entityRef);
    const before = await store.findByTitle({ entityRef, title });
    const at = this.#now();
    if (before) {
      return toApi(before, at);
    }
    const count = await store.countOpenedBy({ by, since: at - HOUR_MS });
    if (count >= PER_HOUR) {
      throw withCode(
        'too-many-incidents',
        new ConflictError(
          `You have opened ${count} incidents within an hour, and ${PER_HOUR} are allowed. Use one that is open, or ask somebody else who is on call`,
        ),
      );
    }
    const incident: StoredIncident = {
      id: newEntryId(at),
      entityRef,
      title,
      severity: input.severity,
      openedBy: by,
      openedAt: at,
      because: may.sentence,
      entryId: '',
    };
    const entry = await record.event(
      entryOf(incident, {
        action: 'incident:open',
        actor: { type: 'user', id: by },
        occurredAt: new Date(at).toISOString(),
        reason: title,
        permissionLevel: may.sentence.slice(0, 512),
      }),
    );
    if (await store.add({ ...incident, entryId: entry.id })) {
      return toApi(incident, at);
    }
    const faster = await store.findByTitle({ entityRef, title });
    if (!faster) {
      throw new ConflictError(
        'Somebody opened and closed the same incident just now. Look whether it is still needed',
      );
    }
    return toApi(faster, at);
  }

  async close(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<Incident> {
    const { store, record } = this.#options;
    const { credentials } = options;
    const reason = request.reason.trim();
    if (reason === '') {
      throw new InputError('Say how it ended: reason');
    }
    assertPerson(credentials, 'close an incident');
    const rights = await this.#rights(credentials);
    const incident = await store.find(request.id);
    const [seen] = incident ? await this.#seen([incident], credentials) : [];
    if (!seen) {
      throw withCode(
        'incident-not-found',
        new NotFoundError('There is no such incident, or you may not see it'),
      );
    }
    const by = rights.userEntityRef;
    if (seen.openedBy !== by) {
      assertAllowed(
        await this.#mayOpen(seen.entityRef, rights),
        'close an incident that somebody else opened',
      );
    }
    const over = () => new ConflictError('This incident is closed already');
    const at = this.#now();
    if (!isOpen(seen, at)) {
      throw over();
    }
    await record.event(
      entryOf(seen, {
        action: 'incident:close',
        actor: { type: 'user', id: by },
        reason,
      }),
    );
    if (!(await store.close({ id: seen.id, at, by, reason }))) {
      throw over();
    }
    return toApi(
      { ...seen, closedAt: at, closedBy: by, closeReason: reason },
      at,
    );
  }

  async tidyUp(): Promise<void> {
    await this.#closeOverdue();
  }

  async #closeOverdue(entityRef?: string): Promise<void> {
    const { store, record } = this.#options;
    const overdue = await store.overdue({
      openAfter: this.#now() - OPEN_MS,
      ...(entityRef !== undefined && { entityRef }),
    });
    for (const incident of overdue) {
      await record.event(
        entryOf(incident, {
          action: 'incident:expire',
          actor: { type: 'service', id: 'plugin:understudy' },
          reason: 'It was open for 24 hours and nobody closed it',
        }),
      );
      await store.close({ id: incident.id, at: incident.openedAt + OPEN_MS });
    }
  }

  async #rights(credentials: UserCredentials): Promise<PathAccess> {
    return PathAccess.of({ access: this.#options.access, credentials });
  }

  async #mayOpenOf(
    entityRef: string,
    credentials: CallerCredentials,
  ): Promise<Right> {
    if (!('userEntityRef' in credentials.principal)) {
      return { allowed: false, sentence: 'Only people open incidents.' };
    }
    return this.#mayOpen(
      entityRef,
      await this.#rights(credentials as UserCredentials),
    );
  }

  /** Whoever is called for the entity in production, or may break the glass anyway. */
  async #mayOpen(entityRef: string, rights: PathAccess): Promise<Right> {
    const execute = rights.right('understudy.plan.execute');
    const { people, source } = await this.#options.onCall.whoIs({
      entityRef,
      environment: 'production',
      at: new Date(this.#now()),
    });
    const onCall = people.some(
      ({ userEntityRef }) => userEntityRef === rights.userEntityRef,
    );
    if (onCall && execute.allowed) {
      return {
        allowed: true,
        sentence: `On call for ${entityRef} in production, as ${source} says.`,
      };
    }
    const glass = rights.right('understudy.break-glass');
    if (glass.allowed) {
      return {
        allowed: true,
        sentence: `May break the glass. ${glass.sentence}`,
      };
    }
    return {
      allowed: false,
      sentence: onCall
        ? `You are on call for ${entityRef}, but may not start plans (understudy.plan.execute). ${execute.sentence}`
        : `You are not on call for ${entityRef} in production${
            people.length > 0 ? `, ${people[0].userEntityRef} is` : ''
          }. Whoever may break the glass can open one too: ${glass.sentence}`,
    };
  }

  async #findEntity(
    ref: string,
    credentials: UserCredentials,
  ): Promise<string> {
    const entity = await this.#options.catalog.getEntityByRef(
      parseEntityRef(ref),
      { credentials },
    );
    if (!entity) {
      throw withCode(
        'entity-not-found',
        new NotFoundError(`The catalog has no ${ref}, or you may not see it`),
      );
    }
    return stringifyEntityRef(entity);
  }

  /** Those whose entity the caller may see. */
  async #seen(
    incidents: readonly StoredIncident[],
    credentials: CallerCredentials,
  ): Promise<StoredIncident[]> {
    const refs = [...new Set(incidents.map(({ entityRef }) => entityRef))];
    if (refs.length === 0) {
      return [];
    }
    const { items } = await this.#options.catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind'] },
      { credentials },
    );
    const visible = new Set(refs.filter((_, index) => items[index]));
    return incidents.filter(({ entityRef }) => visible.has(entityRef));
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function assertAllowed(right: Right, what: string): void {
  if (!right.allowed) {
    throw withCode(
      'permission-missing',
      new NotAllowedError(`You may not ${what}. ${right.sentence}`),
    );
  }
}

function normal(entityRef: string): string {
  return entityRef.toLocaleLowerCase('en-US');
}

function titleOf(text: string): string {
  const title = text.trim();
  if (title.length < TITLE_AT_LEAST) {
    throw new InputError(
      `Say what is wrong in ${TITLE_AT_LEAST} characters or more: title`,
    );
  }
  if (safeText(title) !== title) {
    throw new InputError(
      'title has characters that cannot be seen, or that turn the direction of text; type it anew',
    );
  }
  return title;
}

function isOpen(incident: StoredIncident, now: number): boolean {
  return incident.closedAt === undefined && incident.openedAt > now - OPEN_MS;
}

/** Whether the ledger says the same as a row: a row alone is a claim. */
function isOpening(
  entry: LedgerEntry | undefined,
  incident: StoredIncident,
): boolean {
  return (
    entry !== undefined &&
    entry.action === 'incident:open' &&
    entry.actor.type === 'user' &&
    entry.actor.id === incident.openedBy &&
    entry.entityRef === incident.entityRef &&
    entry.contextTags?.incident === incident.id &&
    entry.contextTags?.severity === incident.severity &&
    entry.occurredAt === new Date(incident.openedAt).toISOString()
  );
}

function entryOf(
  incident: StoredIncident,
  entry: Pick<NewLedgerEntry, 'actor' | 'action' | 'reason'> &
    Partial<NewLedgerEntry>,
): NewLedgerEntry {
  return {
    source: 'api',
    operationType: 'troubleshooting',
    entityRef: incident.entityRef,
    outcome: 'success',
    correlationId: `incident:${incident.id}`,
    contextTags: { incident: incident.id, severity: incident.severity },
    ...entry,
  };
}

function toApi(incident: StoredIncident, now: number): Incident {
  const closesAt = incident.openedAt + OPEN_MS;
  const open = isOpen(incident, now);
  return {
    id: incident.id,
    entityRef: incident.entityRef,
    title: incident.title,
    severity: incident.severity,
    state: open ? 'open' : 'closed',
    openedBy: incident.openedBy,
    openedAt: new Date(incident.openedAt).toISOString(),
    because: incident.because,
    closesAt: new Date(closesAt).toISOString(),
    ...(!open && {
      closedAt: new Date(incident.closedAt ?? closesAt).toISOString(),
    }),
    ...(incident.closedBy && { closedBy: incident.closedBy }),
    ...(incident.closeReason && { closeReason: incident.closeReason }),
  };
}
