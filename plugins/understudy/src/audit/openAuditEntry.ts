import {
  decodeBase64,
  type JsonObject,
  type JsonValue,
  LedgerError,
  openFields,
  parseCanonicalJson,
} from '@understudy/ledger';
import {
  ledgerEntryDomain,
  type LedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { AuditEntry } from './AuditEntry';
import type { ServedAuditEntry } from './AuditTypes';

/**
 * Reads an entry out of the text that is hashed rather than out of what the
 * server says about it, so that nobody is shown something else than what is
 * verified. Sealed values are checked against their commitments.
 */
export function openAuditEntry(served: ServedAuditEntry): AuditEntry {
  const { index, notes, outcome, evidence } = served;
  const common = { index, notes, closed: outcome };
  if (!evidence) {
    return {
      ...common,
      id: served.entry.id,
      entry: served.entry as LedgerEntry,
      redacted: served.redacted,
    };
  }
  const { body } = evidence;
  try {
    const { entry, redacted } = openFields(
      parseCanonicalJson(body) as JsonObject,
      {
        domain: ledgerEntryDomain,
        fields: evidence.fields.map(({ pointer, salt, value }) => ({
          pointer,
          salt: decodeBase64(salt),
          value: value as JsonValue,
        })),
      },
    );
    const opened = entry as unknown as LedgerEntry;
    return { ...common, id: opened.id, entry: opened, redacted, body };
  } catch (error) {
    if (!(error instanceof LedgerError)) {
      throw error;
    }
    return {
      ...common,
      id: served.entry.id,
      entry: served.entry as LedgerEntry,
      redacted: served.redacted,
      body,
      fieldProblem: error.message,
    };
  }
}
