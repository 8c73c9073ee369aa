import type { Knex } from 'knex';
import { newEntryId } from './entry/newEntryId';

/** What can be wrong with the log. The codes stay the same for ever. */
export type AlarmCode =
  | 'entry-forged'
  | 'entry-vanished'
  | 'entry-changed'
  | 'index-taken'
  | 'head-changed'
  | 'tail-changed'
  | 'checkpoint-refused'
  | 'shorter-than-anchor'
  | 'differs-from-anchor'
  | 'anchor-tampered'
  | 'key-unknown'
  | 'verification-failed';

/** Something that was found wrong with the log. */
export interface Alarm {
  id: string;
  raisedAt: Date;
  code: AlarmCode;
  /** What is so, and what to do, for a tired person. */
  sentence: string;
  /** Whether no intent is taken until somebody resolved it. */
  stops: boolean;
}

/** Keeps alarms until somebody resolves them, for all replicas. */
export class AlarmStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Raises an alarm, unless the very same one is open. */
  async raise(alarm: {
    code: AlarmCode;
    sentence: string;
    stops: boolean;
  }): Promise<boolean> {
    const { code, sentence, stops } = alarm;
    const there = await this.#knex('ledger_alarms')
      .where({ code, sentence })
      .whereNull('resolved_at')
      .first('id');
    if (there) {
      return false;
    }
    await this.#knex('ledger_alarms').insert({
      id: newEntryId(),
      raised_at: Date.now(),
      code,
      sentence,
      stops,
    });
    return true;
  }

  /** The alarms that nobody has resolved, oldest first. */
  async open(): Promise<Alarm[]> {
    const rows = await this.#knex('ledger_alarms')
      .whereNull('resolved_at')
      .orderBy('raised_at')
      .limit(100);
    return rows.map(row => ({
      id: row.id,
      raisedAt: new Date(Number(row.raised_at)),
      code: row.code,
      sentence: row.sentence,
      stops: Boolean(row.stops),
    }));
  }

  /** Notes that somebody has looked into it. False if it is not open. */
  async resolve(options: { id: string; by: string }): Promise<boolean> {
    const changed = await this.#knex('ledger_alarms')
      .where({ id: options.id })
      .whereNull('resolved_at')
      .update({ resolved_at: Date.now(), resolved_by: options.by });
    return changed > 0;
  }
}
