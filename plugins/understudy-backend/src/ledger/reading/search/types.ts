/** A stretch of indexes; the end is no part of it. */
export interface IndexRange {
  from: number;
  to: number;
}

/** Filters in numbers, as the read model has them. */
export interface NumberFilters {
  columns: ReadonlyArray<{ column: string; ids: readonly number[] }>;
  rules: readonly number[] | undefined;
  fromTime: number | undefined;
  toTime: number | undefined;
  words: readonly string[];
  /** Whether the last word may go on. */
  openEnd: boolean;
}

/** By which of the filters the database finds its way. */
export type Driver = { column: string } | 'rules' | 'words' | 'index';

/** By how many entries a search goes. */
export interface SearchSteps {
  /** So few are read by their index and sorted; more are walked through in order. */
  few: number;
  /** Of so few the words are looked at one by one. */
  fewWithWords: number;
  firstWindow: number;
  largestWindow: number;
  /** The words of so many are looked at one by one before the index on words is asked. */
  wordsRead: number;
  firstWindowRead: number;
  /** How far the index on words is asked at once, at first and then. */
  firstWindowOfWords: number;
  largestWindowOfWords: number;
}

/** Entries of a stretch that fit all filters. */
export interface FindRequest {
  filters: NumberFilters;
  driver: Driver;
  range: IndexRange;
  newest: boolean;
  limit: number;
}

/** Finds them as its database does it best. */
export interface EntryFinder {
  /** What is best for it. */
  readonly steps: SearchSteps;
  /** Their indexes, in order. */
  find(request: FindRequest): Promise<number[]>;
}

/** How a search goes about it. */
export interface SearchPlan {
  filters: NumberFilters;
  driver: Driver;
  /** How many entries the driver has at most. */
  estimate: number;
  /** The driver, where it is one value of a column and not most of all entries. */
  single: { column: string; id: number } | undefined;
}
