import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { StoredIncident } from './types';

const INCIDENTS = 'incidents';

/** Keeps incidents. */
export class IncidentStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Adds an incident. False where one with this title is open for the entity. */
  async add(incident: StoredIncident): Promise<boolean> {
    const added = await this.#knex(INCIDENTS)
      .insert({
        id: incident.id,
        entity_ref: incident.entityRef,
        title: incident.title,
        title_key: keyOf(incident.title),
        severity: incident.severity,
        opened_by: incident.openedBy,
        opened_at: incident.openedAt,
        because: incident.because,
        entry_id: incident.entryId,
      })
      // Of an index with a condition; naming its columns alone would not do.
      .onConflict(
        this.#knex.raw('(entity_ref, title_key) where closed_at is null'),
      )
      .ignore()
      .returning('id');
    return added.length === 1;
  }

  async find(id: string): Promise<StoredIncident | undefined> {
    const row = await this.#knex(INCIDENTS).where({ id }).first();
    return row && toIncident(row);
  }

  /** The one that nobody has closed. */
  async findByTitle(options: {
    entityRef: string;
    title: string;
  }): Promise<StoredIncident | undefined> {
    const row = await this.#knex(INCIDENTS)
      .where({
        entity_ref: options.entityRef,
        title_key: keyOf(options.title),
      })
      .whereNull('closed_at')
      .first();
    return row && toIncident(row);
  }

  /** The newest first. Open are those that nobody closed and that were opened after a time. */
  async list(query: {
    entityRef?: string;
    state?: 'open' | 'closed';
    openAfter: number;
    before?: string;
    limit: number;
  }): Promise<StoredIncident[]> {
    const { entityRef, state, openAfter, before, limit } = query;
    const rows = await this.#knex(INCIDENTS)
      .modify(builder => {
        if (entityRef !== undefined) {
          builder.where({ entity_ref: entityRef });
        }
        if (before !== undefined) {
          builder.where('id', '<', before);
        }
        if (state === 'open') {
          builder.whereNull('closed_at').where('opened_at', '>', openAfter);
        }
        if (state === 'closed') {
          builder.where(closed =>
            closed
              .whereNotNull('closed_at')
              .orWhere('opened_at', '<=', openAfter),
          );
        }
      })
      .orderBy('id', 'desc')
      .limit(limit);
    return rows.map(toIncident);
  }

  async countOpenedBy(options: { by: string; since: number }): Promise<number> {
    const row = await this.#knex(INCIDENTS)
      .where({ opened_by: options.by })
      .where('opened_at', '>', options.since)
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  /** Those that nobody closed and that were not opened after a time. */
  async overdue(options: {
    openAfter: number;
    entityRef?: string;
  }): Promise<StoredIncident[]> {
    const rows = await this.#knex(INCIDENTS)
      .whereNull('closed_at')
      .where('opened_at', '<=', options.openAfter)
      .modify(builder => {
        if (options.entityRef !== undefined) {
          builder.where({ entity_ref: options.entityRef });
        }
      })
      .orderBy('id')
      .limit(500);
    return rows.map(toIncident);
  }

  /** False where it is closed already. */
  async close(options: {
    id: string;
    at: number;
    by?: string;
    reason?: string;
  }): Promise<boolean> {
    const closed = await this.#knex(INCIDENTS)
      .where({ id: options.id })
      .whereNull('closed_at')
      .update({
        closed_at: options.at,
        closed_by: options.by ?? null,
        close_reason: options.reason ?? null,
      });
    return closed === 1;
  }
}

/** What two titles have in common that people take for the same. */
function keyOf(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLocaleLowerCase('en-US')
    .replace(/\s+/g, ' ')
    .trim();
  return createHash('sha256').update(words).digest('hex');
}

function toIncident(row: any): StoredIncident {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    title: row.title,
    severity: row.severity,
    openedBy: row.opened_by,
    openedAt: Number(row.opened_at),
    because: row.because,
    ...(row.closed_at !== null && { closedAt: Number(row.closed_at) }),
    ...(row.closed_by !== null && { closedBy: row.closed_by }),
    ...(row.close_reason !== null && { closeReason: row.close_reason }),
    entryId: row.entry_id,
  };
}
