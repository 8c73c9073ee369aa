import type { LedgerFinding } from './LedgerFinding';

/** What a full verification of the ledger has shown. */
export interface VerificationReport {
  /** Whether nothing was found wrong. */
  intact: boolean;
  /** How many entries the log has. */
  size: number;
  /** From which index on the entries were there to be checked. */
  minimumIndex: number;
  /** How many checkpoints were checked. */
  checkpoints: number;
  /** How many sealed values were redacted, each by a recorded redaction. */
  redacted: number;
  /** Up to which entry a checkpoint outside the database agrees. */
  anchored: number;
  /** What was found wrong; at most some hundreds. */
  findings: LedgerFinding[];
  /** Whether there was more than is listed. */
  more: boolean;
  /** What is worth a look, though nothing was tampered with. */
  notices: string[];
  /** What was proved and what was not, in words. */
  proved: string[];
}
