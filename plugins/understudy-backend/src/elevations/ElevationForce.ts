import type {
  Elevation,
  EnvironmentName,
  LedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { IncidentService } from '../incidents/types';
import type { LedgerService } from '../ledger/LedgerService';
import { elevationDigest } from './elevationDigest';
import { elevationActor } from './elevationEntry';
import { elevationLimits } from './elevationLimits';
import type { ElevationQuorum } from './ElevationQuorum';
import type { ElevationStore } from './ElevationStore';
import type { StoredElevation } from './types';

interface Options {
  ledger: Pick<LedgerService, 'readVerified'>;
  incidents: Pick<IncidentService, 'endOf'>;
  quorum: ElevationQuorum;
  store: ElevationStore;
}

/**
 * Says what holds at a moment. No timer has to run for an end: the time, the
 * incident and the people are looked at whenever something is decided.
 */
export class ElevationForce {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async inForce(request: {
    entityRef: string;
    environment: EnvironmentName;
    at: number;
  }): Promise<Elevation | undefined> {
    const said = await this.#options.store.granted({
      ...request,
      entityRef: request.entityRef.toLocaleLowerCase('en-US'),
    });
    // The one that lasts longest comes first.
    for (const elevation of said) {
      const period = await this.periodOf(elevation);
      if (period && period.from <= request.at && request.at < period.until) {
        return {
          id: elevation.extends ?? elevation.id,
          entityRef: elevation.entityRef,
          environment: elevation.environment,
          level: elevation.level,
          from: new Date(period.from).toISOString(),
          until: new Date(period.until).toISOString(),
          ...(elevation.operations && { operations: elevation.operations }),
        };
      }
    }
    return undefined;
  }

  /** From when until when it holds, by the ledger; undefined where it was not granted. */
  async periodOf(
    elevation: StoredElevation,
  ): Promise<{ from: number; until: number } | undefined> {
    const { ledger, quorum } = this.#options;
    const { grantEntryId } = elevation;
    if (grantEntryId === undefined) {
      return undefined;
    }
    const entries = await ledger.readVerified([grantEntryId]);
    const granted = grantOf(entries.get(grantEntryId), elevation);
    if (!granted) {
      return undefined;
    }
    // Whoever agreed must still be somebody who could.
    const { result } = await quorum.evaluate(elevation, granted.from);
    return result.met
      ? {
          from: granted.from,
          until: Math.min(granted.until, await this.incidentLimit(elevation)),
        }
      : undefined;
  }

  /** When the incident ends it, if it rests on one that is over. */
  async incidentLimit(elevation: StoredElevation): Promise<number> {
    const { incident, entityRef } = elevation;
    if (incident === undefined) {
      return Infinity;
    }
    const end = await this.#options.incidents.endOf({ incident, entityRef });
    return end === undefined ? Infinity : end + elevationLimits.graceMs;
  }
}

/** What the ledger says was granted, where it says so of exactly this request. */
function grantOf(
  entry: LedgerEntry | undefined,
  elevation: StoredElevation,
): { from: number; until: number } | undefined {
  const tags = entry?.contextTags;
  if (
    entry?.action !== 'elevation:granted' ||
    entry.operationType !== 'elevation' ||
    entry.kind !== 'event' ||
    entry.actor.type !== elevationActor.type ||
    entry.actor.id !== elevationActor.id ||
    tags?.elevation !== elevation.id ||
    tags.digest !== elevationDigest(elevation)
  ) {
    return undefined;
  }
  const from = Date.parse(tags.from ?? '');
  const until = Date.parse(tags.until ?? '');
  return from < until && until - from <= elevationLimits.longestMs
    ? { from, until }
    : undefined;
}
