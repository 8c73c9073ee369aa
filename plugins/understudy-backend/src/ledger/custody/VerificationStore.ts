import type { Knex } from 'knex';
import { newEntryId } from '../entry/newEntryId';
import type { VerificationReport } from '../verify/VerificationReport';

const TABLE = 'ledger_verifications';
/** A process that says nothing for so long is gone. */
const GONE_MS = 60_000;

/** A full verification, running or done. */
export interface Verification {
  id: string;
  requestedBy: string;
  startedAt: Date;
  /** How many entries it has looked at. */
  done: number;
  finishedAt: Date | undefined;
  report: VerificationReport | undefined;
  /** Why it has no report though it runs no more. */
  problem: string | undefined;
}

/** Keeps what verifications have shown. */
export class VerificationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async begin(requestedBy: string): Promise<string> {
    const id = newEntryId();
    const now = Date.now();
    await this.#knex(TABLE).insert({
      id,
      requested_by: requestedBy,
      started_at: now,
      seen_at: now,
      done: 0,
    });
    return id;
  }

  async progress(id: string, done: number): Promise<void> {
    await this.#knex(TABLE).where({ id }).update({ done, seen_at: Date.now() });
  }

  async finish(
    id: string,
    result: { report: VerificationReport } | { problem: string },
  ): Promise<void> {
    await this.#knex(TABLE)
      .where({ id })
      .update({
        finished_at: Date.now(),
        ...('report' in result
          ? { report: JSON.stringify(result.report), done: result.report.size }
          : { problem: result.problem }),
      });
  }

  /** The newest ones first. */
  async newest(limit: number): Promise<Verification[]> {
    const rows = await this.#knex(TABLE)
      .orderBy('started_at', 'desc')
      .limit(limit);
    return rows.map(row => {
      const finishedAt = row.finished_at ? Number(row.finished_at) : undefined;
      const gone = Date.now() - Number(row.seen_at) > GONE_MS;
      return {
        id: row.id,
        requestedBy: row.requested_by,
        startedAt: new Date(Number(row.started_at)),
        done: Number(row.done),
        finishedAt: finishedAt === undefined ? undefined : new Date(finishedAt),
        report: row.report ? JSON.parse(row.report) : undefined,
        problem:
          row.problem ??
          (finishedAt === undefined && gone
            ? 'The process that verified was stopped before it was done. Start it again.'
            : undefined),
      };
    });
  }

  /** Forgets old ones, but never the newest. */
  async forget(options: { before: Date }): Promise<number> {
    const newest = this.#knex(TABLE)
      .orderBy('started_at', 'desc')
      .limit(1)
      .select('id');
    return this.#knex(TABLE)
      .where('started_at', '<', options.before.getTime())
      .whereNotIn('id', await newest.then(rows => rows.map(({ id }) => id)))
      .delete();
  }
}
