import type { EnvironmentName } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import type { StoredElevation, StoredElevationVote } from './types';

const ELEVATIONS = 'elevations';
const VOTES = 'elevation_votes';
const SHOWN = 20;
const AT_ONCE = 500;

/** Keeps what was asked for, and where in the ledger the answers are. */
export class ElevationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** False where one is open for the entity and environment, or where it was extended already. */
  async add(elevation: StoredElevation): Promise<boolean> {
    const added = await this.#knex(ELEVATIONS)
      .insert({
        id: elevation.id,
        extends_id: elevation.extends ?? null,
        first_requested_by: elevation.firstRequestedBy ?? null,
        entity_ref: elevation.entityRef,
        environment: elevation.environment,
        level: elevation.level,
        minutes: elevation.minutes,
        reason: elevation.reason,
        incident: elevation.incident ?? null,
        operations: elevation.operations
          ? JSON.stringify(elevation.operations)
          : null,
        requested_by: elevation.requestedBy,
        requested_at: elevation.requestedAt,
        expires_at: elevation.expiresAt,
        state: elevation.state,
        entry_id: elevation.entryId,
      })
      .onConflict()
      .ignore()
      .returning('id');
    return added.length === 1;
  }

  async find(id: string): Promise<StoredElevation | undefined> {
    const row = await this.#knex(ELEVATIONS).where({ id }).first();
    return row && toElevation(row);
  }

  /** The newest first. */
  async list(entityRef: string): Promise<StoredElevation[]> {
    const rows = await this.#knex(ELEVATIONS)
      .where({ entity_ref: entityRef })
      .orderBy('id', 'desc')
      .limit(SHOWN);
    return rows.map(toElevation);
  }

  /** What is said to hold at a moment. */
  async granted(options: {
    entityRef: string;
    environment: EnvironmentName;
    at: number;
  }): Promise<StoredElevation[]> {
    const rows = await this.#knex(ELEVATIONS)
      .where({
        entity_ref: options.entityRef,
        environment: options.environment,
        state: 'granted',
      })
      .where('from_at', '<=', options.at)
      .where('until_at', '>', options.at)
      .orderBy('until_at', 'desc')
      .limit(AT_ONCE);
    return rows.map(toElevation);
  }

  /** Requests that nobody has answered up to a time. */
  async unanswered(options: {
    at: number;
    entityRef?: string;
  }): Promise<StoredElevation[]> {
    const rows = await this.#knex(ELEVATIONS)
      .where({ state: 'waiting' })
      .where('expires_at', '<=', options.at)
      .modify(forEntity, options.entityRef)
      .orderBy('id')
      .limit(AT_ONCE);
    return rows.map(toElevation);
  }

  /** What was granted and of which no end is recorded. */
  async open(options: { entityRef?: string }): Promise<StoredElevation[]> {
    const rows = await this.#knex(ELEVATIONS)
      .where({ state: 'granted' })
      .modify(forEntity, options.entityRef)
      .orderBy('id')
      .limit(AT_ONCE);
    return rows.map(toElevation);
  }

  async addVote(vote: StoredElevationVote): Promise<void> {
    await this.#knex(VOTES).insert({
      id: vote.id,
      elevation_id: vote.elevationId,
      entry_id: vote.entryId,
    });
  }

  async votesOf(ids: readonly string[]): Promise<StoredElevationVote[]> {
    const rows = await this.#knex(VOTES)
      .whereIn('elevation_id', [...ids])
      .orderBy('id');
    return rows.map(row => ({
      id: row.id,
      elevationId: row.elevation_id,
      entryId: row.entry_id,
    }));
  }

  /** False where it does not wait any more. */
  async grant(options: {
    id: string;
    from: number;
    until: number;
    entryId: string;
  }): Promise<boolean> {
    const changed = await this.#knex(ELEVATIONS)
      .where({ id: options.id, state: 'waiting' })
      .update({
        state: 'granted',
        from_at: options.from,
        until_at: options.until,
        grant_entry_id: options.entryId,
      });
    return changed === 1;
  }

  /** Ends a request. False where it does not wait any more. */
  async refuse(options: {
    id: string;
    state: 'denied' | 'withdrawn' | 'expired';
    at: number;
    by?: string;
    reason?: string;
  }): Promise<boolean> {
    const changed = await this.#knex(ELEVATIONS)
      .where({ id: options.id, state: 'waiting' })
      .update({
        state: options.state,
        ended_at: options.at,
        ended_by: options.by ?? null,
        end_reason: options.reason ?? null,
      });
    return changed === 1;
  }

  /** Ends an elevation and the time that was added to it. False where it has ended. */
  async end(options: {
    id: string;
    at: number;
    by?: string;
    reason: string;
  }): Promise<boolean> {
    const ended = {
      ended_at: options.at,
      ended_by: options.by ?? null,
      end_reason: options.reason,
    };
    return this.#knex.transaction(async trx => {
      const changed = await trx(ELEVATIONS)
        .where({ id: options.id, state: 'granted' })
        .update({ ...ended, state: 'ended' });
      await trx(ELEVATIONS)
        .where({ extends_id: options.id, state: 'granted' })
        .update({ ...ended, state: 'ended' });
      await trx(ELEVATIONS)
        .where({ extends_id: options.id, state: 'waiting' })
        .update({ ...ended, state: 'expired' });
      return changed === 1;
    });
  }
}

function forEntity(builder: Knex.QueryBuilder, entityRef?: string): void {
  if (entityRef !== undefined) {
    builder.where({ entity_ref: entityRef });
  }
}

function toElevation(row: any): StoredElevation {
  return {
    id: row.id,
    ...(row.extends_id !== null && { extends: row.extends_id }),
    ...(row.first_requested_by !== null && {
      firstRequestedBy: row.first_requested_by,
    }),
    entityRef: row.entity_ref,
    environment: row.environment,
    level: row.level,
    minutes: Number(row.minutes),
    reason: row.reason,
    ...(row.incident !== null && { incident: row.incident }),
    ...(row.operations !== null && { operations: JSON.parse(row.operations) }),
    requestedBy: row.requested_by,
    requestedAt: Number(row.requested_at),
    expiresAt: Number(row.expires_at),
    state: row.state,
    ...(row.from_at !== null && { from: Number(row.from_at) }),
    ...(row.until_at !== null && { until: Number(row.until_at) }),
    ...(row.ended_at !== null && { endedAt: Number(row.ended_at) }),
    ...(row.ended_by !== null && { endedBy: row.ended_by }),
    ...(row.end_reason !== null && { endReason: row.end_reason }),
    entryId: row.entry_id,
    ...(row.grant_entry_id !== null && { grantEntryId: row.grant_entry_id }),
  };
}
