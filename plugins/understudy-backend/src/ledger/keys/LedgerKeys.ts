import type { NoteSigner } from '@understudy/ledger';

/** What the log signs with. */
export interface LedgerKeys {
  /** The name of the log, which is also the name of its keys. */
  origin: string;
  /** The current key first; the others sign too, while keys rotate. */
  signers: readonly NoteSigner[];
  /** The public halves, in the same order. */
  verifierKeys: readonly string[];
  /**
   * Made from each signing key, in the same order: they prove that a row of the
   * database was written by somebody who holds that key.
   */
  macKeys: readonly Uint8Array[];
  /** Where they are kept. */
  kept: 'file' | 'secret' | 'development-database';
}
