import type {
  EntryOutcome,
  LedgerEntry,
  NewLedgerEntry,
} from '@understudy/plugin-understudy-common';

/** What a writer gets back once an entry is durable. */
export interface EntryReceipt {
  /** The id of the entry. */
  id: string;
  /** The hash under which it will stand in the log. */
  leafHash: Uint8Array;
  /** Waits until the entry has its index, and gives it. */
  sequenced(options?: { signal?: AbortSignal }): Promise<number>;
}

/** How an entry is to be recorded. */
export interface RecordOptions {
  /**
   * Waits until the entry stands in a checkpoint that every configured sink
   * has accepted. Without a sink it waits for nothing.
   */
  anchored?: boolean;
  /** How long to wait for that; thirty seconds if not given. */
  timeoutMs?: number;
}

/** An outcome says how its intent ended. */
export type NewOutcome = NewLedgerEntry & { outcome: EntryOutcome };

/**
 * The door through which everything is recorded. Each method returns when the
 * entry is durable, and throws where it is not: then nothing may be done.
 */
export interface LedgerRecorder {
  /** Something that has happened. */
  event(entry: NewLedgerEntry, options?: RecordOptions): Promise<EntryReceipt>;
  /** Something that is about to be done; recorded before any effect. */
  intent(
    entry: NewLedgerEntry & { reason: string },
    options?: RecordOptions,
  ): Promise<EntryReceipt>;
  /** How an intent ended. An intent has one outcome. */
  outcome(
    intentId: string,
    entry: NewOutcome,
    options?: RecordOptions,
  ): Promise<EntryReceipt>;
}

/** An entry as it stands in the log, its sealed values put back. */
export interface RecordedEntry {
  /** Its index; undefined while it waits for one. */
  index: number | undefined;
  /** The hash under which it stands there. */
  leafHash: Uint8Array;
  /** The exact canonical JSON that was hashed. */
  body: string;
  /** What it says. */
  entry: LedgerEntry;
  /** The fields whose value was taken out. */
  redacted: string[];
}
