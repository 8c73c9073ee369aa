import type { EntryVerdict } from './EntryVerdict';
import type { LogVerdict } from './LogVerdict';

/** What a page knows about the log and the entries that it shows. */
export interface LedgerProof {
  /** False while it is not known whether the person may see any of the log. */
  asked: boolean;
  /** True until the first look has ended. */
  checking: boolean;
  /** Set once a checkpoint was looked at. */
  verdict?: LogVerdict;
  /** By the id of the entry; empty until it was looked at. */
  entries: ReadonlyMap<string, EntryVerdict>;
  /** What kept a piece from coming; says nothing against the log. */
  error?: Error;
  /** Looks again. */
  check(): void;
  /** Forgets what this browser saw, and looks again. */
  forget(): void;
}
