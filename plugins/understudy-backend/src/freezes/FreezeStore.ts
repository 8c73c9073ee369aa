import type { Knex } from 'knex';
import type { StoredFreeze } from './types';

const FREEZES = 'freezes';

/** Keeps freezes. */
export class FreezeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those that nobody has ended, the newest first. */
  async open(now: number): Promise<StoredFreeze[]> {
    const rows = await this.#knex(FREEZES)
      .whereNull('ended_at')
      .andWhere(holds => holds.whereNull('until').orWhere('until', '>', now))
      .orderBy('id', 'desc')
      .limit(500);
    return rows.map(toFreeze);
  }

  async find(id: string): Promise<StoredFreeze | undefined> {
    const row = await this.#knex(FREEZES).where({ id }).first();
    return row && toFreeze(row);
  }

  async add(freeze: StoredFreeze): Promise<void> {
    await this.#knex(FREEZES).insert({
      id: freeze.id,
      kind: freeze.kind,
      environment: freeze.environment ?? null,
      entity_ref: freeze.entityRef ?? null,
      reason: freeze.reason,
      by: freeze.by,
      at: freeze.at,
      until: freeze.until ?? null,
      entry_id: freeze.entryId,
    });
  }

  /** False where it has ended already. */
  async end(options: { id: string; by: string; at: number }): Promise<boolean> {
    const ended = await this.#knex(FREEZES)
      .where({ id: options.id })
      .whereNull('ended_at')
      .update({ ended_at: options.at, ended_by: options.by });
    return ended === 1;
  }
}

function toFreeze(row: any): StoredFreeze {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.environment !== null && { environment: row.environment }),
    ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
    reason: row.reason,
    by: row.by,
    at: Number(row.at),
    ...(row.until !== null && { until: Number(row.until) }),
    ...(row.ended_at !== null && { endedAt: Number(row.ended_at) }),
    ...(row.ended_by !== null && { endedBy: row.ended_by }),
    entryId: row.entry_id,
  };
}
