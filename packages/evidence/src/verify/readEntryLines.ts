import { decodeBase64, parseCanonicalJson } from '@understudy/ledger';
import type { EvidenceEntry, EvidenceSupport } from '../format/EvidenceEntry';
import type { Line } from '../zip/readLines';

/** A line of `entries.jsonl`, as far as it can be read. */
export type EntryLine =
  | { number: number; value: EvidenceEntry }
  | { number: number; broken: string };

const supports: EvidenceSupport[] = ['redaction', 'before', 'after'];
const keys = ['index', 'body', 'fields', 'redacted', 'withheld', 'support'];

/** The entries of the package as they come. */
export async function* readEntryLines(
  lines: AsyncIterable<Line>,
): AsyncGenerator<EntryLine, void, void> {
  for await (const { number, bytes } of lines) {
    try {
      const value = parseCanonicalJson(bytes);
      const wrong = whatIsWrong(value);
      yield wrong === undefined
        ? { number, value: value as unknown as EvidenceEntry }
        : { number, broken: wrong };
    } catch (error) {
      yield { number, broken: (error as Error).message };
    }
  }
}

function whatIsWrong(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'It is not an object';
  }
  const line = value as Record<string, unknown>;
  const unknown = Object.keys(line).find(key => !keys.includes(key));
  if (unknown !== undefined) {
    return `It has a field ${JSON.stringify(unknown.slice(0, 80))}`;
  }
  if (!Number.isSafeInteger(line.index) || Number(line.index) < 0) {
    return 'Its index is not a number';
  }
  if (typeof line.body !== 'string') {
    return 'It has no body';
  }
  if (!listOf(line.fields, isField)) {
    return 'Its sealed values cannot be read';
  }
  if (!listOf(line.redacted, isRedaction)) {
    return 'What it says about redactions cannot be read';
  }
  if (!listOf(line.withheld, item => typeof item === 'string')) {
    return 'What it says about withheld values cannot be read';
  }
  return line.support === undefined ||
    supports.includes(line.support as EvidenceSupport)
    ? undefined
    : 'It does not say why it is there';
}

function listOf(value: unknown, check: (item: any) => boolean): boolean {
  return (
    value === undefined ||
    (Array.isArray(value) &&
      value.length > 0 &&
      value.every(item => item !== null && check(item)))
  );
}

function isField(item: Record<string, unknown>): boolean {
  if (
    typeof item.pointer !== 'string' ||
    typeof item.salt !== 'string' ||
    item.value === undefined ||
    Object.keys(item).length !== 3
  ) {
    return false;
  }
  decodeBase64(item.salt);
  return true;
}

function isRedaction(item: Record<string, unknown>): boolean {
  return (
    typeof item.pointer === 'string' &&
    typeof item.by === 'string' &&
    Object.keys(item).length === 2
  );
}
