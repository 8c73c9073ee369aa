import type { Knex } from 'knex';
import type { PolicyInput } from '../policy/types';
import type { JudgedRevision } from './inputsUnder';

const DECISIONS = 'plan_decisions';
const REVISIONS = 'plan_revisions';

/** A decision that was recorded, as the simulation reads it. */
export interface RecordedDecision {
  id: string;
  planId: string;
  entityRef: string;
  at: number;
  /** One for each step. */
  inputs: PolicyInput[];
  /** What was judged, if it is still there. */
  revision?: JudgedRevision;
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
      .select('id', 'plan_id', 'plan_hash', 'entity_ref', 'at', 'inputs');
    const revisions = await this.#revisions(rows);
    return rows.map((row: any) => {
      const revision = revisions.get(`${row.plan_id} ${row.plan_hash}`);
      return {
        id: row.id,
        planId: row.plan_id,
        entityRef: row.entity_ref,
        at: Number(row.at),
        inputs: JSON.parse(row.inputs),
        ...(revision && { revision }),
      };
    });
  }

  async #revisions(
    decisions: readonly { plan_id: string; plan_hash: string }[],
  ): Promise<Map<string, JudgedRevision>> {
    const rows = await this.#knex(REVISIONS)
      .whereIn(
        'plan_id',
        decisions.map(row => row.plan_id),
      )
      .whereIn(
        'plan_hash',
        decisions.map(row => row.plan_hash),
      )
      .select('plan_id', 'plan_hash', 'content', 'resolved');
    return new Map(
      rows.map(row => [
        `${row.plan_id} ${row.plan_hash}`,
        {
          content: JSON.parse(row.content),
          resolved: JSON.parse(row.resolved),
        },
      ]),
    );
  }
}
