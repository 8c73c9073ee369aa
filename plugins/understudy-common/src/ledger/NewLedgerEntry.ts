import type { LedgerEntry } from './LedgerEntry';

/**
 * What a writer gives; the ledger itself adds the id, the kind and, where it
 * is not given, the time.
 *
 * @public
 */
export type NewLedgerEntry = Omit<
  LedgerEntry,
  'schemaVersion' | 'id' | 'kind' | 'intentId' | 'occurredAt'
> & {
  /** When it happened, in ISO 8601 and UTC, if that is not now. */
  occurredAt?: string;
};
