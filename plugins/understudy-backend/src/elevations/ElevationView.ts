import {
  environmentNames,
  takeoverLevelLabel,
  type ElevationRequest,
  type ElevationRequests,
} from '@understudy/plugin-understudy-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { PathAccess, type Right } from '../access/PathAccess';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../access/types';
import { elevationDigest } from './elevationDigest';
import type { ElevationEnding } from './ElevationEnding';
import type { ElevationForce } from './ElevationForce';
import type { ElevationQuorum, ElevationStanding } from './ElevationQuorum';
import type { ElevationRights } from './ElevationRights';
import type { ElevationStore } from './ElevationStore';
import { objections } from './ElevationVoting';
import type { StoredElevation } from './types';

interface Options {
  access: AccessService;
  rights: ElevationRights;
  store: ElevationStore;
  quorum: ElevationQuorum;
  force: ElevationForce;
  ending: ElevationEnding;
  now(): number;
}

/** Shows elevations as they stand, and what the caller may do about them. */
export class ElevationView {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async list(
    entity: Entity,
    credentials: CallerCredentials,
  ): Promise<ElevationRequests> {
    const found = await this.#options.store.list(stringifyEntityRef(entity));
    const mine = await this.#mine(credentials);
    const items: ElevationRequest[] = [];
    for (const elevation of found) {
      items.push(await this.#of(elevation, found, mine));
    }
    return {
      items,
      ...(mine && { mayRequest: await this.#mayRequest(entity, mine) }),
    };
  }

  async of(
    elevation: StoredElevation,
    credentials: CallerCredentials,
  ): Promise<ElevationRequest> {
    const { store } = this.#options;
    return this.#of(
      elevation,
      await store.list(elevation.entityRef),
      await this.#mine(credentials),
    );
  }

  async #mine(credentials: CallerCredentials): Promise<PathAccess | undefined> {
    return 'userEntityRef' in credentials.principal &&
      credentials.principal.actor === undefined
      ? PathAccess.of({
          access: this.#options.access,
          credentials: credentials as UserCredentials,
        })
      : undefined;
  }

  async #mayRequest(
    entity: Entity,
    mine: PathAccess,
  ): Promise<ElevationRequests['mayRequest']> {
    const { rights, now } = this.#options;
    const entityRef = stringifyEntityRef(entity);
    return Promise.all(
      environmentNames.map(async environment => {
        const [may, levels] = await Promise.all([
          rights.mayAsk({ entityRef, environment, at: now() }, mine),
          rights.levelsFor(entity, environment),
        ]);
        const full = may.allowed && levels.length === 0;
        return {
          environment,
          allowed: may.allowed && !full,
          sentence: full
            ? `Software may do as much in ${environment} already as an elevation can give.`
            : may.sentence,
          levels,
        };
      }),
    );
  }

  async #of(
    elevation: StoredElevation,
    all: readonly StoredElevation[],
    mine: PathAccess | undefined,
  ): Promise<ElevationRequest> {
    const { quorum, force, now } = this.#options;
    const at = now();
    const waits = elevation.state === 'waiting' && at < elevation.expiresAt;
    const period =
      elevation.state === 'granted'
        ? await force.periodOf(elevation)
        : undefined;
    const holds =
      period !== undefined && period.from <= at && at < period.until;
    const standing = await quorum.evaluate(
      elevation,
      elevation.from ?? Math.min(at, elevation.expiresAt - 1),
    );
    const state = stateOf(elevation, waits, holds);
    return {
      id: elevation.id,
      entityRef: elevation.entityRef,
      environment: elevation.environment,
      level: elevation.level,
      minutes: elevation.minutes,
      reason: elevation.reason,
      ...(elevation.incident && { incident: elevation.incident }),
      ...(elevation.operations && { operations: elevation.operations }),
      ...(elevation.extends && { extends: elevation.extends }),
      digest: elevationDigest(elevation),
      requestedBy: elevation.requestedBy,
      ...timesOf(elevation, period),
      ...(elevation.endedBy && { endedBy: elevation.endedBy }),
      ...(elevation.endReason && { endReason: elevation.endReason }),
      state,
      sentence: sentenceOf(elevation, state, standing),
      freshPresence: elevation.environment === 'production',
      votes: votesOf(standing),
      missing: waits ? standing.missing : [],
      ...(mine && (await this.#rights(elevation, all, { mine, waits, holds }))),
    };
  }

  async #rights(
    elevation: StoredElevation,
    all: readonly StoredElevation[],
    {
      mine,
      waits,
      holds,
    }: { mine: PathAccess; waits: boolean; holds: boolean },
  ): Promise<
    Pick<
      ElevationRequest,
      'mayVote' | 'mayWithdraw' | 'mayRevoke' | 'mayExtend'
    >
  > {
    const { quorum, rights, ending, now } = this.#options;
    const by = mine.userEntityRef;
    if (waits) {
      const why = await quorum.objection(elevation, by, now());
      const own = elevation.requestedBy === by;
      return {
        mayVote: why
          ? { allowed: false, sentence: `${objections[why]}.` }
          : { allowed: true, sentence: 'Your answer counts.' },
        mayWithdraw: {
          allowed: own,
          sentence: own ? 'You asked for it.' : 'Only who asked withdraws it.',
        },
      };
    }
    const over = elevation.until === undefined || elevation.until <= now();
    if (elevation.state !== 'granted' || over) {
      return {};
    }
    const first = all.find(({ id }) => id === elevation.extends) ?? elevation;
    const mayRevoke = await ending.mayRevoke(first, mine);
    if (!holds) {
      // It raises nothing any more, since somebody who agreed no longer could.
      return { mayRevoke };
    }
    const extended = all.some(
      one =>
        one.extends === first.id &&
        ['waiting', 'granted', 'ended'].includes(one.state),
    );
    const mayExtend: Right = extended
      ? { allowed: false, sentence: 'More time was asked for already.' }
      : await rights.mayAsk({ ...elevation, at: now() }, mine);
    return {
      mayRevoke,
      mayExtend,
    };
  }
}

function stateOf(
  elevation: StoredElevation,
  waits: boolean,
  holds: boolean,
): ElevationRequest['state'] {
  switch (elevation.state) {
    case 'waiting':
      return waits ? 'waiting' : 'expired';
    case 'granted':
      return holds ? 'in-force' : 'ended';
    default:
      return elevation.state;
  }
}

function timesOf(
  elevation: StoredElevation,
  period: { from: number; until: number } | undefined,
): Pick<
  ElevationRequest,
  'requestedAt' | 'expiresAt' | 'from' | 'until' | 'endedAt'
> {
  const iso = (at: number) => new Date(at).toISOString();
  const from = period?.from ?? elevation.from;
  const until = period?.until ?? elevation.until;
  return {
    requestedAt: iso(elevation.requestedAt),
    expiresAt: iso(elevation.expiresAt),
    ...(from !== undefined && { from: iso(from) }),
    ...(until !== undefined && { until: iso(until) }),
    ...(elevation.endedAt !== undefined && {
      endedAt: iso(elevation.endedAt),
    }),
  };
}

function votesOf({
  votes,
  result,
}: ElevationStanding): ElevationRequest['votes'] {
  const counted = new Set([
    ...result.counted.map(({ voteId }) => voteId),
    ...(result.denied ? [result.denied.id] : []),
  ]);
  return votes.map(({ id, by, decision, at, comment }) => ({
    by,
    decision: decision === 'denied' ? 'denied' : 'approved',
    at,
    counts: counted.has(id),
    ...(comment !== undefined && { comment }),
  }));
}

const AS = { sre: 'one SRE', owner: 'one owner of the entity' };

function sentenceOf(
  elevation: StoredElevation,
  state: ElevationRequest['state'],
  { missing }: ElevationStanding,
): string {
  const what = `${takeoverLevelLabel(elevation.level)} in ${
    elevation.environment
  }`;
  switch (state) {
    case 'waiting':
      return `${what} is asked for. It needs ${missing
        .map(({ as }) => AS[as])
        .join(' and ')}.`;
    case 'in-force':
      return `Software may act at ${what} until this ends.`;
    case 'denied':
      return `${what} was denied.`;
    case 'withdrawn':
      return `${what} was withdrawn.`;
    case 'expired':
      return `${what} was asked for, and nobody answered in time.`;
    default:
      return `${what} has ended.`;
  }
}
