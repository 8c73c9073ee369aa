import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  safeText,
  takeoverLevelLabel,
  type ElevationInput,
  type EnvironmentName,
  type GuardrailData,
} from '@understudy/plugin-understudy-common';
import { assertPerson } from '../access/assertPerson';
import { PathAccess } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import type { IncidentService } from '../incidents/types';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import type { ElevationEnding } from './ElevationEnding';
import { elevationEntry } from './elevationEntry';
import type { ElevationForce } from './ElevationForce';
import type { ElevationLookup } from './ElevationLookup';
import { elevationLimits } from './elevationLimits';
import type { ElevationNotifier } from './ElevationNotifier';
import type { ElevationRights } from './ElevationRights';
import type { ElevationStore } from './ElevationStore';
import type { AskedElevation, StoredElevation } from './types';

const MINUTE_MS = 60_000;

interface Options {
  access: AccessService;
  rights: ElevationRights;
  guardrails: { active(): Promise<{ data: GuardrailData }> };
  incidents: Pick<IncidentService, 'findOpen'>;
  record: LedgerRecorder;
  store: ElevationStore;
  force: ElevationForce;
  ending: ElevationEnding;
  lookup: ElevationLookup;
  notifier: ElevationNotifier;
  now(): number;
}

/** Takes requests. Asking grants nothing. */
export class ElevationAsking {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async request(
    input: ElevationInput,
    credentials: UserCredentials,
  ): Promise<StoredElevation> {
    const { rights, ending, now } = this.#options;
    const { environment, level, incident } = input;
    const mine = await this.#mine(credentials, 'ask for an elevation');
    const entity = await rights.entityOf(input.entityRef, credentials);
    const entityRef = stringifyEntityRef(entity);
    const at = now();
    const because = await this.#assertMayAsk(entityRef, environment, mine, at);
    const reason = await this.#reasonOf(input, entityRef);
    const levels = await rights.levelsFor(entity, environment);
    if (!levels.includes(level)) {
      throw new InputError(
        levels.length > 0
          ? `In ${environment} you can ask for ${levels
              .map(takeoverLevelLabel)
              .join(' or ')}: level`
          : `Software may do as much in ${environment} already as an elevation can give: level`,
      );
    }
    const minutes = input.minutes ?? elevationLimits.defaultMinutes;
    await ending.tidyUp(entityRef);
    const elevation = await this.#add(
      {
        id: newEntryId(at),
        entityRef,
        environment,
        level,
        minutes,
        reason,
        ...(incident !== undefined && { incident }),
        ...(input.operations && {
          operations: [...new Set(input.operations)].sort(),
        }),
        requestedBy: mine.userEntityRef,
        requestedAt: at,
        expiresAt: await this.#expiry(at),
      },
      because,
    );
    if (!elevation) {
      throw new ConflictError(
        `There is one for ${entityRef} in ${environment} already, asked for or in force. Use it, or end it first`,
      );
    }
    return elevation;
  }

  async extend(
    request: { id: string; minutes?: number; reason: string },
    credentials: UserCredentials,
  ): Promise<StoredElevation> {
    const { lookup, force, now } = this.#options;
    const reason = clean(request.reason);
    if (reason === '') {
      throw new InputError('Say why more time is needed: reason');
    }
    const mine = await this.#mine(credentials, 'ask for more time');
    const first = await lookup.find(request.id, credentials);
    const at = now();
    if (first.extends !== undefined) {
      throw new ConflictError(
        'It was extended once already, and that is all there is. Ask for a new one when it has ended',
      );
    }
    const period =
      first.state === 'granted' ? await force.periodOf(first) : undefined;
    if (!period || period.until <= at) {
      throw new ConflictError(
        'It is not in force, so there is nothing to extend. Ask for a new one',
      );
    }
    const { entityRef, environment, level, incident, operations } = first;
    const because = await this.#assertMayAsk(entityRef, environment, mine, at);
    const left = Math.floor(
      (period.from + elevationLimits.longestMs - period.until) / MINUTE_MS,
    );
    const minutes =
      request.minutes ?? Math.min(elevationLimits.defaultMinutes, left);
    if (minutes > left || minutes < 1) {
      throw new InputError(
        `An elevation lasts 240 minutes at most with its extension, so ${Math.max(
          left,
          0,
        )} more are possible: minutes`,
      );
    }
    const elevation = await this.#add(
      {
        id: newEntryId(at),
        extends: first.id,
        firstRequestedBy: first.requestedBy,
        entityRef,
        environment,
        level,
        minutes,
        reason,
        ...(incident !== undefined && { incident }),
        ...(operations && { operations }),
        requestedBy: mine.userEntityRef,
        requestedAt: at,
        expiresAt: await this.#expiry(at),
      },
      because,
    );
    if (!elevation) {
      throw new ConflictError(
        'More time was asked for already, and it can be given once',
      );
    }
    return elevation;
  }

  async #add(
    asked: AskedElevation,
    because: string,
  ): Promise<StoredElevation | undefined> {
    const { record, store, notifier } = this.#options;
    const elevation: StoredElevation = {
      ...asked,
      state: 'waiting',
      entryId: '',
    };
    const { id } = await record.event(
      elevationEntry(elevation, {
        actor: { type: 'user', id: asked.requestedBy },
        action: 'requested',
        reason: asked.reason,
        at: asked.requestedAt,
        permissionLevel: because,
        tags: {
          minutes: String(asked.minutes),
          ...(asked.extends !== undefined && { extends: asked.extends }),
        },
      }),
    );
    const stored = { ...elevation, entryId: id };
    if (!(await store.add(stored))) {
      return undefined;
    }
    await notifier.asked(stored);
    return stored;
  }

  async #mine(credentials: UserCredentials, what: string): Promise<PathAccess> {
    assertPerson(credentials, what);
    return PathAccess.of({ access: this.#options.access, credentials });
  }

  async #assertMayAsk(
    entityRef: string,
    environment: EnvironmentName,
    mine: PathAccess,
    at: number,
  ): Promise<string> {
    const may = await this.#options.rights.mayAsk(
      { entityRef, environment, at },
      mine,
    );
    if (!may.allowed) {
      throw withCode(
        'permission-missing',
        new NotAllowedError(
          `You may not ask for an elevation. ${may.sentence}`,
        ),
      );
    }
    return may.sentence;
  }

  /** A grave incident that is open, or words of one's own. */
  async #reasonOf(input: ElevationInput, entityRef: string): Promise<string> {
    const words = clean(input.reason ?? '');
    if (input.incident === undefined) {
      if (words.length < elevationLimits.reasonAtLeast) {
        throw new InputError(
          `Name an open incident, or say why in ${elevationLimits.reasonAtLeast} characters or more: reason`,
        );
      }
      return words;
    }
    const incident = await this.#options.incidents.findOpen({
      incident: input.incident,
      entityRef,
    });
    if (!incident) {
      throw new InputError(
        `There is no such incident of ${entityRef} that is open: incident`,
      );
    }
    const grave: readonly string[] = elevationLimits.severities;
    if (!grave.includes(incident.severity)) {
      throw new InputError(
        `The incident is ${
          incident.severity
        }, and an elevation rests on ${grave.join(' or ')}: incident`,
      );
    }
    return words || incident.title;
  }

  async #expiry(at: number): Promise<number> {
    const { data } = await this.#options.guardrails.active();
    return at + data.expiryMinutes.elevation * MINUTE_MS;
  }
}

function clean(text: string): string {
  const words = text.trim();
  if (safeText(words, { multiline: true }) !== words) {
    throw new InputError(
      'reason has characters that cannot be seen, or that turn the direction of text; type it anew',
    );
  }
  return words;
}
