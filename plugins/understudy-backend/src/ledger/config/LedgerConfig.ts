import type { SinkConfig } from './SinkConfig';

/** What the configuration says about the ledger, parsed once at the start. */
export interface LedgerConfig {
  /** The name of the log, which is also the name of its keys. */
  origin: string;
  /** Whether the configuration gave that name, or an address did. */
  originConfigured: boolean;
  /** The file that holds the signing keys. */
  signingKeyFile?: string;
  /** The signing keys themselves, newest first. Secret. */
  signingKeys?: readonly string[];
  /** A checkpoint is signed after so many entries or seconds, whichever is first. */
  checkpointEvery: { entries: number; seconds: number };
  /** How long entries are kept, in days. */
  retentionDays: number;
  /** Where checkpoints are kept outside the database. */
  sinks: readonly SinkConfig[];
}
