import type { Knex } from 'knex';
import { toFollowUp, type FollowUpRow } from './rows';
import type { FollowUp } from './types';

const TABLE = 'review_follow_ups';

/** Something that is due to be sent. */
export interface DueFollowUp {
  id: string;
  flagId: string;
  by: string;
  body: string;
  attempts: number;
}

/** Keeps what is to be handed to the ticketing system until it is there. */
export class FollowUpStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(
    followUp: {
      id: string;
      flagId: string;
      by: string;
      body: string;
      at: number;
      entryId: string;
    },
    trx: Knex.Transaction,
  ): Promise<void> {
    await trx(TABLE).insert({
      id: followUp.id,
      flag_id: followUp.flagId,
      person: followUp.by,
      body: followUp.body,
      status: 'waiting',
      attempts: 0,
      next_at: followUp.at,
      created_at: followUp.at,
      entry_id: followUp.entryId,
    });
  }

  async ofFlag(flagId: string): Promise<FollowUp[]> {
    const rows: FollowUpRow[] = await this.#knex(TABLE)
      .where({ flag_id: flagId })
      .orderBy('created_at')
      .limit(200);
    return rows.map(toFollowUp);
  }

  /** What is to be sent now, oldest first. */
  async due(now: number): Promise<DueFollowUp[]> {
    const rows: FollowUpRow[] = await this.#knex(TABLE)
      .where({ status: 'waiting' })
      .andWhere('next_at', '<=', now)
      .orderBy('next_at')
      .limit(50);
    return rows.map(row => ({
      id: row.id,
      flagId: row.flag_id,
      by: row.person,
      body: row.body ?? '',
      attempts: row.attempts,
    }));
  }

  /** Takes one up; false if another replica was faster. */
  async take(
    followUp: DueFollowUp,
    options: { nextAt: number },
  ): Promise<boolean> {
    const taken = await this.#knex(TABLE)
      .where({
        id: followUp.id,
        status: 'waiting',
        attempts: followUp.attempts,
      })
      .update({ attempts: followUp.attempts + 1, next_at: options.nextAt });
    return taken > 0;
  }

  /** It is there, or nobody tries any more; what was sent is forgotten. */
  async finish(
    id: string,
    end: { status: 'delivered' | 'failed'; ticket?: string; problem?: string },
  ): Promise<void> {
    await this.#knex(TABLE)
      .where({ id })
      .update({
        status: end.status,
        ticket: end.ticket ?? null,
        problem: end.problem ?? null,
        body: null,
      });
  }

  async fail(id: string, problem: string): Promise<void> {
    await this.#knex(TABLE).where({ id }).update({ problem });
  }
}
