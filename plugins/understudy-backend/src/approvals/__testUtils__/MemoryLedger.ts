import type {
  LedgerEntry,
  NewLedgerEntry,
} from '@understudy/plugin-understudy-common';
import { newEntryId } from '../../ledger/entry/newEntryId';
import type { EntryReceipt, LedgerRecorder } from '../../ledger/types';

/** Keeps entries in memory; what was not recorded here is not verified. */
export class MemoryLedger {
  readonly entries = new Map<string, LedgerEntry>();
  /** Whether it cannot be written just now. */
  closed = false;
  readonly record: LedgerRecorder;
  readonly #clock: { now: number };

  constructor(clock: { now: number }) {
    this.#clock = clock;
    const add = async (entry: NewLedgerEntry): Promise<EntryReceipt> => {
      if (this.closed) {
        throw new Error('The ledger cannot be written');
      }
      const id = newEntryId(this.#clock.now);
      this.entries.set(id, {
        ...entry,
        schemaVersion: 1,
        id,
        kind: 'event',
        occurredAt: new Date(this.#clock.now).toISOString(),
      } as LedgerEntry);
      return {
        id,
        leafHash: new Uint8Array(32),
        sequenced: async () => this.entries.size,
      };
    };
    this.record = {
      event: add,
      intent: add,
      outcome: (_id, entry) => add(entry),
    };
  }

  async readVerified(
    ids: readonly string[],
  ): Promise<Map<string, LedgerEntry>> {
    return new Map(
      ids.flatMap(id => {
        const entry = this.entries.get(id);
        return entry ? [[id, entry] as const] : [];
      }),
    );
  }
}
