import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  safeText,
  takeoverLevelLabel,
} from '@understudy/plugin-understudy-common';
import { assertPerson } from '../access/assertPerson';
import { PathAccess, type Right } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import type { LedgerRecorder } from '../ledger/types';
import { elevationActor, elevationEntry } from './elevationEntry';
import type { ElevationForce } from './ElevationForce';
import type { ElevationLookup } from './ElevationLookup';
import type { ElevationRights } from './ElevationRights';
import type { ElevationStore } from './ElevationStore';
import type { ElevationReviews, StoredElevation } from './types';

interface Options {
  access: AccessService;
  rights: ElevationRights;
  record: LedgerRecorder;
  store: ElevationStore;
  force: ElevationForce;
  lookup: ElevationLookup;
  reviews: ElevationReviews;
  ownersOf(entityRef: string): Promise<string[]>;
  now(): number;
}

/** Ends elevations, at once or by recording what has ended by itself. */
export class ElevationEnding {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async revoke(
    request: { id: string; reason: string },
    credentials: UserCredentials,
  ): Promise<StoredElevation> {
    const { access, lookup, store, now } = this.#options;
    const reason = safeText(request.reason.trim(), { multiline: true });
    if (reason === '') {
      throw new InputError('Say why it ends: reason');
    }
    assertPerson(credentials, 'end an elevation');
    const mine = await PathAccess.of({ access, credentials });
    const { entityRef } = await lookup.find(request.id, credentials);
    // What has ended by itself was not revoked.
    await this.tidyUp(entityRef);
    const asked = await lookup.find(request.id, credentials);
    const first = asked.extends
      ? await lookup.find(asked.extends, credentials)
      : asked;
    const may = await this.mayRevoke(first, mine);
    if (!may.allowed) {
      throw withCode(
        'permission-missing',
        new NotAllowedError(`You may not end this elevation. ${may.sentence}`),
      );
    }
    const done = await this.#end(first, {
      at: now(),
      why: 'revoked',
      reason,
      by: mine.userEntityRef,
    });
    if (!done) {
      throw new ConflictError('It is not in force, so there is nothing to end');
    }
    return (await store.find(request.id))!;
  }

  /** Less is always safe, so whoever has to do with it may end it. */
  async mayRevoke(first: StoredElevation, mine: PathAccess): Promise<Right> {
    const { rights, ownersOf, now } = this.#options;
    const { entityRef, environment, requestedBy } = first;
    if (requestedBy === mine.userEntityRef) {
      return { allowed: true, sentence: 'You asked for it.' };
    }
    const approve = mine.right('understudy.elevation.approve');
    if (approve.allowed) {
      return approve;
    }
    const owners = await ownersOf(entityRef);
    const owner = mine.groups.find(group => owners.includes(group));
    if (owner !== undefined) {
      return { allowed: true, sentence: `${owner} owns the entity.` };
    }
    return rights.mayAsk({ entityRef, environment, at: now() }, mine);
  }

  /** Records what has ended; it had no effect any more before that, too. */
  async tidyUp(entityRef?: string): Promise<void> {
    const { store, record, now } = this.#options;
    const at = now();
    const scope = entityRef === undefined ? {} : { entityRef };
    for (const elevation of await store.unanswered({ at, ...scope })) {
      await record.event(
        elevationEntry(elevation, {
          actor: elevationActor,
          action: 'expired',
          reason: 'Nobody has answered in time',
          at,
        }),
      );
      await store.refuse({
        id: elevation.id,
        state: 'expired',
        at: elevation.expiresAt,
      });
    }
    const open = await store.open(scope);
    for (const first of open.filter(one => one.extends === undefined)) {
      const more = open.find(one => one.extends === first.id);
      const until = Math.max(first.until ?? 0, more?.until ?? 0);
      const limit = await this.#options.force.incidentLimit(first);
      const end = Math.min(until, limit);
      if (end <= at) {
        const overtaken = limit < until;
        await this.#end(first, {
          at: Math.max(end, first.from ?? 0),
          why: overtaken ? 'incident-closed' : 'expired',
          reason: overtaken
            ? 'The incident was over for 15 minutes'
            : 'Its time was over',
        });
      }
    }
  }

  /** The entry and the flag come first, so that no end goes without them. */
  async #end(
    first: StoredElevation,
    end: {
      at: number;
      why: 'revoked' | 'expired' | 'incident-closed';
      reason: string;
      by?: string;
    },
  ): Promise<boolean> {
    const { record, reviews, store, now } = this.#options;
    if (first.state !== 'granted') {
      return false;
    }
    const { by, reason } = end;
    await record.event(
      elevationEntry(first, {
        actor: by === undefined ? elevationActor : { type: 'user', id: by },
        action: 'reverted',
        reason,
        at: now(),
        tags: { why: end.why, endedAt: new Date(end.at).toISOString() },
      }),
    );
    await reviews.raise({
      elevation: first,
      sentence: sentenceOf(first, end.at),
      at: now(),
    });
    return store.end({
      id: first.id,
      at: end.at,
      reason,
      ...(by !== undefined && { by }),
    });
  }
}

function sentenceOf(first: StoredElevation, endedAt: number): string {
  const from = new Date(first.from ?? endedAt).toISOString();
  return `${first.requestedBy} had software raised to ${takeoverLevelLabel(
    first.level,
  )} for ${first.entityRef} in ${first.environment}, from ${from} to ${new Date(
    endedAt,
  ).toISOString()}. Look at what was done in that time.`;
}
