import type { SealedField } from '@understudy/ledger';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';

/** An entry that is ready to be written: checked, sealed and hashed. */
export interface PreparedEntry {
  /** What it says, nothing sealed. */
  entry: LedgerEntry;
  /** The canonical JSON whose hash is the leaf. */
  body: string;
  /** The sealed values. */
  fields: SealedField[];
  /** The leaf. */
  leafHash: Uint8Array;
}
