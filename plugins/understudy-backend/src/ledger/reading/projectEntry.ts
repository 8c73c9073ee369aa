import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import {
  columnFields,
  valuesOf,
  VALUE_LIMIT,
  type ColumnField,
} from './columns';
import { shortHash } from './shortHash';
import { wordsOf } from './wordsOf';

/** The sealed values that free text finds. */
export const searchedPointers = ['/commandText', '/reason'];

/** What the read model keeps of an entry. */
export interface ProjectedEntry {
  index: number;
  occurredAt: number;
  values: Array<[field: ColumnField, value: string]>;
  ruleIds: string[];
  correlation: number | undefined;
  plan: number | undefined;
  words: string[];
  /** For a note: the entry that it is on. */
  noteOn: string | undefined;
  /** For a redaction: what it takes out of which entry. */
  redaction: { entryId: string; pointers: string[] } | undefined;
}

/** An entry as the database has it, with what it still has of sealed values. */
export interface SourceRow {
  index: number;
  body: string;
  sealed: Record<string, unknown>;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The words of an entry that free text finds. */
export function entryWords(
  row: SourceRow,
  entry: LedgerEntry = JSON.parse(row.body),
): string[] {
  return wordsOf(
    [
      entry.action,
      ...(entry.scope?.resources ?? []),
      ...searchedPointers.map(pointer => text(row.sealed[pointer])),
    ].join('\n'),
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the read model keeps of one entry. */
export function projectEntry(row: SourceRow): ProjectedEntry {
  const entry: LedgerEntry = JSON.parse(row.body);
  const values = valuesOf(entry);
  const { noteOn, entryId, pointers } = entry.contextTags ?? {};
  return {
    index: row.index,
    occurredAt: Date.parse(entry.occurredAt),
    values: columnFields.flatMap(field => {
      const value = values[field];
      return value !== undefined && value.length <= VALUE_LIMIT
        ? [[field, value] as [ColumnField, string]]
        : [];
    }),
    ruleIds: [...new Set(entry.decision?.ruleIds ?? [])].filter(
      id => id.length <= VALUE_LIMIT,
    ),
    correlation:
      entry.correlationId === undefined
        ? undefined
        : shortHash(entry.correlationId),
    plan: entry.planId === undefined ? undefined : shortHash(entry.planId),
    words: entryWords(row, entry),
    noteOn:
      entry.operationType === 'note' && UUID.test(noteOn ?? '')
        ? noteOn
        : undefined,
    redaction:
      entry.operationType === 'redaction' && UUID.test(entryId ?? '')
        ? { entryId, pointers: (pointers ?? '').split(/[ ,]+/) }
        : undefined,
  };
}
