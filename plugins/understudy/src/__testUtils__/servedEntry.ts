import { encodeBase64, hashLeaf, openFields } from '@understudy/ledger';
import {
  ledgerEntryDomain,
  type LedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { ServedAuditEntry } from '../audit/AuditTypes';
import { ExampleLedger, type ExampleRow } from './ExampleLedger';

/** A row of the example ledger as the API gives it. */
export function servedEntry(row: ExampleRow): ServedAuditEntry {
  const { entry, redacted } = openFields(JSON.parse(row.body), {
    domain: ledgerEntryDomain,
    fields: row.fields,
  });
  return {
    index: row.index,
    leafHash: encodeBase64(hashLeaf(new TextEncoder().encode(row.body))),
    entry: entry as unknown as LedgerEntry,
    redacted,
    notes: 0,
    evidence: { body: row.body, fields: ExampleLedger.fieldsOf(row) },
  } as ServedAuditEntry;
}
