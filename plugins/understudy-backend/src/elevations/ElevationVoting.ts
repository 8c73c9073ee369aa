import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  safeText,
  type IgnoredVoteReason,
} from '@understudy/plugin-understudy-common';
import { assertPerson } from '../access/assertPerson';
import { PathAccess } from '../access/PathAccess';
import type { AccessService, UserCredentials } from '../access/types';
import type { PresencePort } from '../approvals/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import { elevationDigest } from './elevationDigest';
import { elevationActor, elevationEntry } from './elevationEntry';
import type { ElevationForce } from './ElevationForce';
import type { ElevationLookup } from './ElevationLookup';
import { approverPermissions, type ElevationQuorum } from './ElevationQuorum';
import type { ElevationStore } from './ElevationStore';
import type { StoredElevation } from './types';

const MINUTE_MS = 60_000;

/** Why an answer does not count, for who wants to give it. */
export const objections: Record<IgnoredVoteReason, string> = {
  self: 'You asked for this yourself, so other people decide about it',
  alias:
    'Another account of yours asked for this or has answered, so other people decide about it',
  duplicate: 'You have answered again since',
  withdrawn: 'You took it back',
  'not-member': 'You are in none of the groups that are asked',
  'no-permission':
    'You are in a group that is asked, but no role of yours approves this',
  agent: 'Software does not approve',
  'other-hash': 'This is about another request',
  expired: 'Nobody has answered in time, so the request has expired',
  'unknown-person':
    'You do not come from an origin that is trusted about people, so this would not count',
  surplus: 'Enough others agreed',
};

interface Options {
  access: AccessService;
  presence: PresencePort;
  record: LedgerRecorder;
  store: ElevationStore;
  quorum: ElevationQuorum;
  force: ElevationForce;
  lookup: ElevationLookup;
  now(): number;
}

/** Takes answers, and lets an elevation hold with the last one needed. */
export class ElevationVoting {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async vote(
    request: {
      id: string;
      decision: 'approve' | 'deny' | 'withdraw';
      digest: string;
      comment?: string;
    },
    credentials: UserCredentials,
  ): Promise<StoredElevation> {
    const { access, lookup, now } = this.#options;
    const { decision } = request;
    assertPerson(credentials, 'decide about an elevation');
    const mine = await PathAccess.of({ access, credentials });
    const elevation = await lookup.find(request.id, credentials);
    const at = now();
    if (elevation.state !== 'waiting') {
      throw new ConflictError('This does not wait for anybody any more');
    }
    if (elevation.expiresAt <= at) {
      throw withCode('approval-expired', new ConflictError(objections.expired));
    }
    if (elevationDigest(elevation) !== request.digest) {
      throw new ConflictError(
        'This is about another request than the one you looked at. Read it again',
      );
    }
    const comment = safeText(request.comment?.trim() ?? '', {
      multiline: true,
    });
    if (decision === 'withdraw') {
      await this.#withdraw(elevation, mine.userEntityRef, comment, at);
    } else {
      await this.#assertCounts(elevation, mine, at);
      await this.#say(elevation, { decision, by: mine, comment, at });
    }
    return lookup.find(elevation.id, credentials);
  }

  async #withdraw(
    elevation: StoredElevation,
    by: string,
    comment: string,
    at: number,
  ): Promise<void> {
    if (elevation.requestedBy !== by) {
      throw new NotAllowedError(
        'Only who asked for it can withdraw it; you can deny it',
      );
    }
    await this.#options.record.event(
      elevationEntry(elevation, {
        actor: { type: 'user', id: by },
        action: 'withdrawn',
        reason: comment || 'It is not needed any more',
        at,
      }),
    );
    await this.#refuse(elevation, 'withdrawn', { by, comment, at });
  }

  async #assertCounts(
    elevation: StoredElevation,
    mine: PathAccess,
    at: number,
  ): Promise<void> {
    const { quorum } = this.#options;
    const by = mine.userEntityRef;
    const why = await quorum.objection(elevation, by, at);
    if (why) {
      throw withCode('vote-refused', new NotAllowedError(objections[why]));
    }
    for (const as of await quorum.servesAs(elevation, by)) {
      mine.assert(approverPermissions[as], 'decide about this elevation');
    }
  }

  async #say(
    elevation: StoredElevation,
    said: {
      decision: 'approve' | 'deny';
      by: PathAccess;
      comment: string;
      at: number;
    },
  ): Promise<void> {
    const { record, store, quorum } = this.#options;
    const { decision, comment, at } = said;
    const by = said.by.userEntityRef;
    if (decision === 'deny' && !comment) {
      throw new InputError('Write why it is denied: comment');
    }
    const before = await quorum.evaluate(elevation, at);
    if (
      decision === 'approve' &&
      before.votes.some(one => one.by === by && one.decision === 'approved')
    ) {
      throw new ConflictError(
        'You have approved this already. It waits for another person',
      );
    }
    const presenceAt =
      decision === 'approve'
        ? await this.#presenceOf(elevation, by, at)
        : undefined;
    const id = newEntryId(at);
    const entry = await record.event(
      elevationEntry(elevation, {
        actor: { type: 'user', id: by },
        action: decision === 'approve' ? 'approved' : 'denied',
        reason:
          comment ||
          `About the request of ${elevation.requestedBy}: ${elevation.reason}`,
        at,
        permissionLevel: (await quorum.servesAs(elevation, by))
          .map(as => approverPermissions[as])
          .join(' '),
        tags: {
          vote: id,
          ...(comment && { comment: 'given' }),
          ...(presenceAt !== undefined && {
            presence: 'sign-in',
            presenceAt: new Date(presenceAt).toISOString(),
          }),
        },
      }),
    );
    await store.addVote({ id, elevationId: elevation.id, entryId: entry.id });
    const { result } = await quorum.evaluate(elevation, at);
    if (result.denied) {
      await this.#refuse(elevation, 'denied', { by, comment, at });
    } else if (result.met) {
      await this.#grant(elevation, at, result.counted.length);
    }
  }

  async #grant(
    elevation: StoredElevation,
    at: number,
    people: number,
  ): Promise<void> {
    const { record, store, force } = this.#options;
    const until = await this.#untilOf(elevation, at);
    if ((await force.incidentLimit(elevation)) < Infinity) {
      throw new ConflictError(
        'The incident is over, so this is not granted any more. Ask anew if it is still needed',
      );
    }
    const entry = await record.event(
      elevationEntry(elevation, {
        actor: elevationActor,
        action: 'granted',
        reason: `${people} ${
          people === 1 ? 'person' : 'people'
        } agreed to the request of ${elevation.requestedBy}`,
        at,
        tags: {
          from: new Date(at).toISOString(),
          until: new Date(until).toISOString(),
        },
      }),
    );
    const granted = await store.grant({
      id: elevation.id,
      from: at,
      until,
      entryId: entry.id,
    });
    if (!granted && (await store.find(elevation.id))?.state !== 'granted') {
      throw new ConflictError('Somebody else has decided in the meantime');
    }
  }

  /** More time begins where the first elevation ends, as long as it is in force. */
  async #untilOf(elevation: StoredElevation, at: number): Promise<number> {
    const { store, force } = this.#options;
    if (elevation.extends === undefined) {
      return at + elevation.minutes * MINUTE_MS;
    }
    const first = await store.find(elevation.extends);
    const period =
      first?.state === 'granted' ? await force.periodOf(first) : undefined;
    if (!period || period.until <= at) {
      throw new ConflictError(
        'What was to be extended has ended. Ask for a new one',
      );
    }
    return period.until + elevation.minutes * MINUTE_MS;
  }

  async #presenceOf(
    elevation: StoredElevation,
    userEntityRef: string,
    at: number,
  ): Promise<number | undefined> {
    if (elevation.environment !== 'production') {
      return undefined;
    }
    const { presence } = this.#options;
    const proof = await presence.find({
      userEntityRef,
      planHash: elevationDigest(elevation),
      at,
    });
    if (!proof) {
      const { possible, sentence } = presence.status();
      throw withCode(
        possible ? 'presence-missing' : 'presence-impossible',
        new NotAllowedError(
          `In production you sign in again first, for exactly this request. ${sentence}`,
        ),
      );
    }
    return proof.at;
  }

  async #refuse(
    elevation: StoredElevation,
    state: 'denied' | 'withdrawn',
    { by, comment, at }: { by: string; comment: string; at: number },
  ): Promise<void> {
    const done = await this.#options.store.refuse({
      id: elevation.id,
      state,
      at,
      by,
      ...(comment && { reason: comment }),
    });
    if (!done) {
      throw new ConflictError('Somebody else has decided in the meantime');
    }
  }
}
