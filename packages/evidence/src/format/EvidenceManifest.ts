import type { JsonObject } from '@understudy/ledger';
import type { evidenceFormat } from './evidenceFormat';

/**
 * What an evidence package says about itself. Of this, a verifier believes only
 * what it cannot compute, and says that it does.
 *
 * @public
 */
export interface EvidenceManifest {
  /** The format of the package. */
  format: typeof evidenceFormat;
  /** What wrote it, with its version. */
  tool: string;
  /** When it was written, in ISO 8601 and UTC. */
  createdAt: string;
  /** Who asked for it. */
  createdBy: string;
  /** The name of the log. */
  origin: string;
  /** The verifier keys of the log, as the log itself says them. */
  keys: string[];
  /** The checkpoint under which everything in the package stands. */
  checkpoint: {
    /** How many entries it covers. */
    size: number;
    /** Its root hash, in base64. */
    root: string;
  };
  /** What was asked for. */
  scope: {
    /** From, inclusive, and to, exclusive; in ISO 8601 and UTC. */
    period: { from?: string; to?: string };
    /** Which entries of the period; all of them if there is none. */
    filter?: JsonObject;
  };
  /** Whether the package has every entry of `range`. */
  complete: boolean;
  /** The indexes from `from` up to, not including, `to`. */
  range: { from: number; to: number };
  /** How many entries were asked for and found. */
  entries: number;
  /** How many entries are there only to prove something about the others. */
  supporting: number;
  /** Which checkpoints places outside have accepted, as the log itself says. */
  anchors: Array<{ sink: string; size: number; anchoredAt: string }>;
  /** Every other file of the package but the signature. */
  files: Array<{ path: string; bytes: number; sha256: string }>;
}
