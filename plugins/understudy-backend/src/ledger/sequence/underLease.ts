import type { Knex } from 'knex';
import { isPostgres } from '../databaseClock';
import type { Lease } from './LeaseStore';
import { LeaseLostError } from './LeaseLostError';

/**
 * Runs one short transaction that only commits while the lease is ours: its row
 * is locked, so nobody can take it over in between; and a process that is
 * stopped in the middle loses the transaction, so it holds nobody up for long.
 */
export async function underLease<T>(
  knex: Knex,
  lease: Lease,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async trx => {
    const guard = trx('ledger_lease').where({ id: 1, ...lease });
    if (isPostgres(knex)) {
      await trx.raw(`set local idle_in_transaction_session_timeout = '5s'`);
      await trx.raw(`set local lock_timeout = '5s'`);
      guard.forUpdate();
    }
    if ((await guard.select('epoch')).length === 0) {
      throw new LeaseLostError();
    }
    return work(trx);
  });
}
