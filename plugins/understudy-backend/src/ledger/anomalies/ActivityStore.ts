import type { Knex } from 'knex';
import { CursorStore } from '../feed/CursorStore';
import { hourOf } from './hourOf';
import type { ActivityBefore, Observation } from './types';

const TABLE = 'ledger_activity';
const READER = 'activity';

/** How far back somebody's habits are looked at, in hours. */
const HABIT_HOURS = 30 * 24;

/** Keeps in numbers what each actor did in each hour. */
export class ActivityStore {
  readonly #knex: Knex;
  readonly #cursors: CursorStore;

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#cursors = new CursorStore(knex);
  }

  /** Up to which index everything is counted; that one is not. */
  async countedTo(): Promise<number> {
    return this.#cursors.startAt(READER, 0);
  }

  /**
   * Counts what stands between two indexes, once: false where somebody else
   * has counted it.
   */
  async count(options: {
    from: number;
    to: number;
    observations: readonly Observation[];
  }): Promise<boolean> {
    const { from, to, observations } = options;
    const counts = new Map<string, Omit<Row, 'operations'>>();
    const numbers = new Map<string, number>();
    for (const { actor, at, type } of observations) {
      const row = { actor, hour: hourOf(at), operation_type: type };
      const key = JSON.stringify(row);
      counts.set(key, row);
      numbers.set(key, (numbers.get(key) ?? 0) + 1);
    }
    return this.#knex.transaction(async trx => {
      if (!(await this.#cursors.advance(READER, to, { trx, from }))) {
        return false;
      }
      for (const [key, row] of counts) {
        await trx(TABLE)
          .insert({ ...row, operations: numbers.get(key) })
          .onConflict(['actor', 'hour', 'operation_type'])
          .merge({
            operations: trx.raw(`${TABLE}.operations + ?`, [
              numbers.get(key) ?? 0,
            ]),
          });
      }
      return true;
    });
  }

  /** What somebody did in the thirty days before an hour. */
  async before(actor: string, hour: number): Promise<ActivityBefore> {
    const rows: Row[] = await this.#knex(TABLE)
      .where({ actor })
      .andWhere('hour', '>=', hour - HABIT_HOURS)
      .andWhere('hour', '<', hour)
      .select();
    const byType = new Map<string, number>();
    const byHourOfDay = new Array<number>(24).fill(0);
    for (const row of rows) {
      const operations = Number(row.operations);
      byType.set(
        row.operation_type,
        (byType.get(row.operation_type) ?? 0) + operations,
      );
      byHourOfDay[Number(row.hour) % 24] += operations;
    }
    return { byType, byHourOfDay };
  }

  /** Forgets the numbers of hours that are no habit any more. */
  async forget(options: { before: Date }): Promise<number> {
    return this.#knex(TABLE)
      .where('hour', '<', hourOf(options.before.getTime()))
      .delete();
  }
}

interface Row {
  actor: string;
  hour: number | string;
  operation_type: string;
  operations: number | string;
}
