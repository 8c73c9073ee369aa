import type { LedgerEntry } from '@understudy/plugin-understudy-common';

/** How far the record of an intent has come. */
export type IntentStanding =
  | 'staged'
  | 'sequenced'
  | 'checkpointed'
  | 'anchored'
  | 'missing';

/** An intent that nobody has said the end of. */
export interface OpenIntent {
  id: string;
  /** Its index in the log, once it has one. */
  index: number | undefined;
  standing: IntentStanding;
  /** What that means for what may have been done, in words. */
  sentence: string;
  /** What it says; sealed values stay sealed. */
  entry: LedgerEntry;
  /** For how long it has been open. */
  ageMs: number;
}

/** Finds and shows intents without an outcome. */
export interface OpenIntentService {
  /** The oldest first. */
  list(options: { limit: number }): Promise<OpenIntent[]>;
  /** How many there are that are older than so long. */
  count(options: { olderThanMs: number }): Promise<number>;
}
