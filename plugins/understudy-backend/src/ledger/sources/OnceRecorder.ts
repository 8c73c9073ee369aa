import { createHash } from 'node:crypto';
import type { NewLedgerEntry } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { firstIdAt } from '../feed/firstIdAt';
import type { LedgerRecorder } from '../types';

const TABLE = 'ledger_occurrences';
/** After this long somebody who claimed an occurrence is taken for dead. */
const ABANDONED_AFTER_MS = 5 * 60_000;
/** How far the clocks of two replicas may be apart. */
const CLOCK_MARGIN_MS = 10 * 60_000;

/**
 * Records what happened elsewhere once, whatever the number of replicas that
 * see it and however often.
 *
 * Who records it claims it first. If a process dies between the entry and the
 * note that it is written, the next one looks into the ledger itself before it
 * writes anything.
 */
export class OnceRecorder {
  readonly #knex: Knex;
  readonly #record: LedgerRecorder;
  readonly #now: () => number;

  constructor(options: {
    knex: Knex;
    record: LedgerRecorder;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#record = options.record;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Gives the id of the entry, whoever wrote it; undefined while another
   * replica is about to.
   */
  async event(key: string, entry: NewLedgerEntry): Promise<string | undefined> {
    const occurrence = digestOf(key);
    const now = this.#now();
    const claim = await this.#claim(occurrence, now);
    if (claim === 'busy') {
      return undefined;
    }
    if (claim !== 'mine' && claim.entryId !== undefined) {
      return claim.entryId;
    }
    const found =
      claim === 'mine'
        ? undefined
        : await this.#findEntry(occurrence, claim.claimedAt);
    const id =
      found ??
      (
        await this.#record.event({
          ...entry,
          contextTags: { ...entry.contextTags, occurrence },
        })
      ).id;
    await this.#knex(TABLE).where({ occurrence }).update({ entry_id: id });
    return id;
  }

  /** Whether an occurrence has its entry. */
  async isRecorded(key: string): Promise<boolean> {
    const row = await this.#knex(TABLE)
      .where({ occurrence: digestOf(key) })
      .whereNotNull('entry_id')
      .first('occurrence');
    return row !== undefined;
  }

  /** Forgets what can come up no more. */
  async forget(options: { before: Date }): Promise<number> {
    return this.#knex(TABLE)
      .where('claimed_at', '<', options.before.getTime())
      .whereNotNull('entry_id')
      .delete();
  }

  async #claim(
    occurrence: string,
    now: number,
  ): Promise<'mine' | 'busy' | { entryId?: string; claimedAt: number }> {
    // A failed insert would abort what a caller does in the same transaction.
    const inserted = await this.#knex(TABLE)
      .insert({ occurrence, claimed_at: now })
      .onConflict('occurrence')
      .ignore()
      .returning('occurrence');
    if (inserted.length > 0) {
      return 'mine';
    }
    const row = await this.#knex(TABLE).where({ occurrence }).first();
    if (!row) {
      return 'busy';
    }
    const claimedAt = Number(row.claimed_at);
    if (row.entry_id) {
      return { entryId: row.entry_id, claimedAt };
    }
    // A claim from the future was made before a clock was set back.
    if (Math.abs(now - claimedAt) < ABANDONED_AFTER_MS) {
      return 'busy';
    }
    const taken = await this.#knex(TABLE)
      .where({ occurrence, claimed_at: claimedAt })
      .whereNull('entry_id')
      .update({ claimed_at: now });
    return taken > 0 ? { claimedAt } : 'busy';
  }

  async #findEntry(
    occurrence: string,
    claimedAt: number,
  ): Promise<string | undefined> {
    const row = await this.#knex('ledger_entries')
      .where('id', '>=', firstIdAt(claimedAt - CLOCK_MARGIN_MS))
      .andWhere('body', 'like', `%"occurrence":"${occurrence}"%`)
      .orderBy('id')
      .first('id');
    return row?.id;
  }
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
