import type { SealedField, TileSource } from '@understudy/ledger';
import type {
  EntryActor,
  LedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { Alarm } from './AlarmStore';
import type { Anchor, StoredCheckpoint } from './checkpoint/CheckpointStore';
import type { EntryReceipt, LedgerRecorder, RecordedEntry } from './types';
import type { VerificationReport } from './verify/VerificationReport';

/** Records what happens, and shows it so that others can check it. */
export interface LedgerService {
  /** The door for everything that is recorded. */
  readonly record: LedgerRecorder;

  /** Entries by their ids or indexes, those that exist, oldest first. */
  read(
    options: { ids: readonly string[] } | { indexes: readonly number[] },
  ): Promise<RecordedEntry[]>;

  /**
   * Those of these entries that the ledger wrote, by their ids. What was put
   * into the database by others is left out, so that decisions can rest on it.
   */
  readVerified(ids: readonly string[]): Promise<Map<string, LedgerEntry>>;

  /** All entries from an index on, up to another that is not given, in order. */
  stream(options?: {
    from?: number;
    to?: number;
  }): AsyncIterable<RecordedEntry & { index: number; fields: SealedField[] }>;

  /** How many entries have their place in the log. */
  size(): Promise<number>;

  /** Below which index entries may have been pruned. */
  minimumIndex(): Promise<number>;

  /** The newest checkpoint. */
  checkpoint(): Promise<StoredCheckpoint | undefined>;

  /** Checkpoints over so many entries, from the smallest up. */
  checkpoints(options?: {
    from?: number;
    to?: number;
    limit?: number;
  }): Promise<StoredCheckpoint[]>;

  /** How far each configured sink has followed. */
  anchors(): Promise<Anchor[]>;

  /** Where the tiles of the tree are. */
  readonly tiles: TileSource;

  /** Checks everything that is stored against everything else. */
  verify(options?: {
    signal?: AbortSignal;
    /** Told how many entries were looked at. */
    onProgress?: (done: number) => void;
  }): Promise<VerificationReport>;

  /** Takes sealed values out of an entry, for good; itself an entry. */
  redact(options: {
    entryId: string;
    pointers: readonly string[];
    reason: string;
    actor: EntryActor;
  }): Promise<EntryReceipt>;

  /** What was found wrong and is not resolved. */
  alarms(): Promise<Alarm[]>;

  /** Notes, in the ledger too, that an alarm was looked into. */
  resolveAlarm(options: {
    id: string;
    reason: string;
    actor: EntryActor;
  }): Promise<void>;

  /** The name of the log and the public keys it is signed with; undefined while it has none. */
  readonly keys:
    | { origin: string; verifierKeys: readonly string[] }
    | undefined;
}
