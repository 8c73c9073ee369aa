import {
  decodeBase64,
  encodeHex,
  openFields,
  parseCanonicalJson,
  type JsonObject,
  type SealedField,
} from '@understudy/ledger';
import { entryCells } from '../csv/entryColumns';
import { toSafeCell } from '../csv/toCsvLine';
import { entryDomain } from '../format/entryDomain';
import type { EvidenceEntry } from '../format/EvidenceEntry';

/** The text of an entry as an object; undefined where it is none. */
export function parseBody(body: string): JsonObject | undefined {
  try {
    const value = parseCanonicalJson(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The id of an entry, as far as it has one. */
export function idOf(entry: JsonObject | undefined): string | undefined {
  return typeof entry?.id === 'string' ? entry.id.slice(0, 100) : undefined;
}

/** What an entry is called in a sentence. */
export function nameOf(index: number, entry: JsonObject | undefined): string {
  const id = idOf(entry);
  return id ? `Entry ${index} (${id})` : `Entry ${index}`;
}

/** The sealed values of a line, their salts decoded. */
export function fieldsOf(line: EvidenceEntry): SealedField[] {
  return (line.fields ?? []).map(({ pointer, salt, value }) => ({
    pointer,
    salt: decodeBase64(salt),
    value,
  }));
}

/** Whether the entry commits to exactly this value. */
export function fits(entry: JsonObject, field: SealedField): boolean {
  try {
    openFields(entry, { domain: entryDomain, fields: [field] });
    return true;
  } catch {
    return false;
  }
}

/** Whether another value for the same field comes before it. */
export function twice(fields: SealedField[], field: SealedField): boolean {
  return fields.find(({ pointer }) => pointer === field.pointer) !== field;
}

/** The entry with those of its sealed values that fit. */
export function openKnown(line: EvidenceEntry, entry: JsonObject): JsonObject {
  try {
    return openFields(entry, {
      domain: entryDomain,
      fields: fieldsOf(line).filter(
        (field, _, all) => fits(entry, field) && !twice(all, field),
      ),
    }).entry;
  } catch {
    return entry;
  }
}

/** The cells of an entry as the CSV file must have them. */
export function cellsOf(
  line: EvidenceEntry,
  entry: JsonObject,
  leafHash: Uint8Array,
): string[] {
  return entryCells({
    index: line.index,
    entry: entry as Record<string, unknown>,
    redacted: (line.redacted ?? []).map(({ pointer }) => pointer),
    withheld: line.withheld ?? [],
    support: line.support,
    leafHash: encodeHex(leafHash),
  }).map(toSafeCell);
}
