import type { JsonValue } from '@understudy/ledger';

/**
 * Why an entry is in a package that was not asked for it: it redacts a value of
 * another one, or it shows where the period begins or ends.
 *
 * @public
 */
export type EvidenceSupport = 'redaction' | 'before' | 'after';

/**
 * One line of `entries.jsonl`.
 *
 * @public
 */
export interface EvidenceEntry {
  /** The index of the entry in the log. */
  index: number;
  /** The canonical JSON whose hash is the leaf, exactly as it was recorded. */
  body: string;
  /** The sealed values, each with its salt in base64. */
  fields?: Array<{ pointer: string; salt: string; value: JsonValue }>;
  /** The sealed values that were redacted, each with the entry that says so. */
  redacted?: Array<{ pointer: string; by: string }>;
  /** The sealed values that the package leaves out. */
  withheld?: string[];
  /** Set where the entry was not asked for. */
  support?: EvidenceSupport;
}
