import type { EnvironmentName } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import type { HeldLevel, StoredLevelChange } from './types';

const LEVELS = 'takeover_levels';
const HISTORY = 'takeover_history';
const HISTORY_SHOWN = 200;

/** Keeps levels and the changes of them. */
export class LevelStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async heldBy(entityRef: string): Promise<HeldLevel[]> {
    const rows = await this.#knex(LEVELS).where({ entity_ref: entityRef });
    return rows.map(row => ({
      environment: row.environment,
      level: row.level,
      changedAt: Number(row.changed_at),
    }));
  }

  async held(
    entityRef: string,
    environment: EnvironmentName,
  ): Promise<HeldLevel | undefined> {
    return (await this.heldBy(entityRef)).find(
      level => level.environment === environment,
    );
  }

  async history(entityRef: string): Promise<StoredLevelChange[]> {
    const rows = await this.#knex(HISTORY)
      .where({ entity_ref: entityRef })
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(HISTORY_SHOWN);
    return rows.map(toChange);
  }

  async find(id: string): Promise<StoredLevelChange | undefined> {
    const row = await this.#knex(HISTORY).where({ id }).first();
    return row && toChange(row);
  }

  /** Notes a change, and does it unless it has to wait. */
  async add(change: StoredLevelChange): Promise<void> {
    await this.#knex.transaction(async trx => {
      if (change.status === 'done') {
        await write(trx, change);
        // What waited was asked for when the level was another.
        await trx(HISTORY)
          .where({
            entity_ref: change.entityRef,
            environment: change.environment,
            status: 'waiting',
          })
          .update({ status: 'overtaken', decided_at: change.at });
      }
      await trx(HISTORY).insert({
        id: change.id,
        entity_ref: change.entityRef,
        environment: change.environment,
        from_level: change.from,
        to_level: change.to,
        reason: change.reason,
        by: change.by,
        at: change.at,
        status: change.status,
        decided_by: change.decidedBy ?? null,
        decided_at: change.decidedAt ?? null,
        expires_at: change.expiresAt ?? null,
        entry_id: change.entryId,
      });
    });
  }

  /** Ends the waiting of a change. False where somebody was faster. */
  async decide(options: {
    change: StoredLevelChange;
    status: 'done' | 'denied' | 'withdrawn' | 'expired';
    by: string;
    at: number;
  }): Promise<boolean> {
    const { change, status, by, at } = options;
    return this.#knex.transaction(async trx => {
      const decided = await trx(HISTORY)
        .where({ id: change.id, status: 'waiting' })
        .modify(builder => {
          if (status === 'done') {
            builder.andWhere('expires_at', '>', at);
          }
        })
        .update({ status, decided_by: by, decided_at: at });
      if (decided !== 1) {
        return false;
      }
      if (status === 'done') {
        await write(trx, { ...change, at });
      }
      return true;
    });
  }

  async overdue(now: number): Promise<StoredLevelChange[]> {
    const rows = await this.#knex(HISTORY)
      .where({ status: 'waiting' })
      .andWhere('expires_at', '<=', now)
      .limit(500);
    return rows.map(toChange);
  }
}

async function write(trx: Knex, change: StoredLevelChange): Promise<void> {
  await trx(LEVELS)
    .insert({
      entity_ref: change.entityRef,
      environment: change.environment,
      level: change.to,
      changed_at: change.at,
      change_id: change.id,
    })
    .onConflict(['entity_ref', 'environment'])
    .merge();
}

function toChange(row: any): StoredLevelChange {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    environment: row.environment,
    from: row.from_level,
    to: row.to_level,
    reason: row.reason,
    by: row.by,
    at: Number(row.at),
    status: row.status,
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
    ...(row.decided_at !== null && { decidedAt: Number(row.decided_at) }),
    ...(row.expires_at !== null && { expiresAt: Number(row.expires_at) }),
    entryId: row.entry_id,
  };
}
