import type { Knex } from 'knex';

const DECISIONS = 'plan_decisions';

/** A decision that was recorded, as the simulation reads it. */
export interface RecordedDecision {
  id: string;
  planId: string;
  entityRef: string;
  at: number;
  /** One for each step, as JSON. */
  inputs: string;
}

/** Reads what was decided about plans. */
export class DecisionHistory {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Decisions since a moment, the newest first, below one that was read before. */
  async page(options: {
    since: number;
    below?: { at: number; id: string };
    limit: number;
  }): Promise<RecordedDecision[]> {
    const { since, below, limit } = options;
    const rows = await this.#knex(DECISIONS)
      .where('at', '>=', since)
      .modify(builder => {
        if (below) {
          builder.andWhere(older =>
            older
              .where('at', '<', below.at)
              .orWhere(same =>
                same.where('at', below.at).andWhere('id', '<', below.id),
              ),
          );
        }
      })
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit)
      .select('id', 'plan_id', 'entity_ref', 'at', 'inputs');
    return rows.map((row: any) => ({
      id: row.id,
      planId: row.plan_id,
      entityRef: row.entity_ref,
      at: Number(row.at),
      inputs: row.inputs,
    }));
  }
}
