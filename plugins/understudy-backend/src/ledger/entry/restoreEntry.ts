import {
  hashLeaf,
  openFields,
  parseCanonicalJson,
  type JsonObject,
  type SealedField,
} from '@understudy/ledger';
import {
  ledgerEntryDomain,
  type LedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { RecordedEntry } from '../types';

/**
 * Puts an entry together again from what is stored. Throws a LedgerError where
 * a value is not the one that the entry commits to.
 */
export function restoreEntry(stored: {
  index: number | undefined;
  body: string;
  fields: readonly SealedField[];
}): RecordedEntry {
  const { index, body, fields } = stored;
  const opened = openFields(parseCanonicalJson(body) as JsonObject, {
    domain: ledgerEntryDomain,
    fields,
  });
  return {
    index,
    body,
    leafHash: hashLeaf(Buffer.from(body)),
    entry: opened.entry as unknown as LedgerEntry,
    redacted: opened.redacted,
  };
}
