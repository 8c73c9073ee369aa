import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type { AuditOutcome } from './AuditTypes';

/** An entry as it is shown: what it says was read out of the very text that is verified. */
export interface AuditEntry {
  id: string;
  index: number;
  entry: LedgerEntry;
  /** JSON pointers of sealed values that are gone. */
  redacted: readonly string[];
  /** For an intent: how it ended, by the word of the server. */
  closed?: AuditOutcome;
  /** How many notes were added to it. */
  notes: number;
  /** The canonical JSON whose hash is the leaf; missing where the server gave none. */
  body?: string;
  /** Set where a value is not the one that the entry commits to. */
  fieldProblem?: string;
}
