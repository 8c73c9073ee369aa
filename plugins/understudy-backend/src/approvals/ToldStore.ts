import type { PlanDetail } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';

const TOLD = 'plan_told';
const SHOWN = 50;

/** Keeps who was told that approval is asked for, and who has looked since. */
export class ToldStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async of(planId: string): Promise<NonNullable<PlanDetail['told']>> {
    const rows = await this.#knex(TOLD)
      .where({ plan_id: planId })
      .orderBy(['at', 'user_entity_ref'])
      .limit(SHOWN);
    return rows.map(row => ({
      userEntityRef: row.user_entity_ref,
      at: new Date(Number(row.at)).toISOString(),
      why: row.why,
      ...(row.seen_at !== null && {
        seenAt: new Date(Number(row.seen_at)).toISOString(),
      }),
    }));
  }

  /** Notes who was told; who was told before keeps their moment. */
  async add(
    planId: string,
    people: readonly { userEntityRef: string; why: string }[],
    at: number,
  ): Promise<void> {
    if (people.length > 0) {
      await this.#knex(TOLD)
        .insert(
          people.map(({ userEntityRef, why }) => ({
            plan_id: planId,
            user_entity_ref: userEntityRef,
            at,
            why: why.slice(0, 255),
          })),
        )
        .onConflict(['plan_id', 'user_entity_ref'])
        .ignore();
    }
  }

  /** Notes that somebody who was told has opened the plan. */
  async see(seen: {
    planId: string;
    userEntityRef: string;
    at: number;
  }): Promise<void> {
    await this.#knex(TOLD)
      .where({ plan_id: seen.planId, user_entity_ref: seen.userEntityRef })
      .whereNull('seen_at')
      .update({ seen_at: seen.at });
  }

  /** A new request asks anew. */
  async forget(planId: string): Promise<void> {
    await this.#knex(TOLD).where({ plan_id: planId }).delete();
  }
}
