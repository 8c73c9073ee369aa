import type { Knex } from 'knex';
import { databaseClock } from '../databaseClock';

/** The right to give indexes; it is worth nothing once the epoch has moved on. */
export interface Lease {
  holder: string;
  epoch: number;
}

/** Keeps the one lease. All times are by the clock of the database. */
export class LeaseStore {
  readonly #knex: Knex;
  readonly #ttlMs: number;

  constructor(knex: Knex, options: { ttlMs: number }) {
    this.#knex = knex;
    this.#ttlMs = options.ttlMs;
  }

  /**
   * Takes the lease if nobody holds it. One that lasts for longer than any that
   * is given was given before the clock was set back, and is void.
   */
  async acquire(holder: string): Promise<Lease | undefined> {
    const clock = databaseClock(this.#knex);
    const rows = await this.#knex('ledger_lease')
      .where({ id: 1 })
      .andWhere(lease =>
        lease
          .where('expires_at', '<', clock)
          .orWhere(
            'expires_at',
            '>',
            this.#knex.raw('? + ?', [clock, 2 * this.#ttlMs]),
          ),
      )
      .update({
        holder,
        epoch: this.#knex.raw('epoch + 1'),
        expires_at: this.#inAWhile(),
      })
      .returning('epoch');
    return rows.length > 0
      ? { holder, epoch: Number(rows[0].epoch) }
      : undefined;
  }

  /** Keeps the lease for longer; false if it is somebody else's by now. */
  async renew(lease: Lease): Promise<boolean> {
    const changed = await this.#knex('ledger_lease')
      .where({ id: 1, ...lease })
      .update({ expires_at: this.#inAWhile() });
    return changed > 0;
  }

  /** Gives it back, so that the next need not wait. */
  async release(lease: Lease): Promise<void> {
    await this.#knex('ledger_lease')
      .where({ id: 1, ...lease })
      .update({ expires_at: 0 });
  }

  #inAWhile(): Knex.Raw {
    return this.#knex.raw('? + ?', [databaseClock(this.#knex), this.#ttlMs]);
  }
}
