/** What the detectors look at, and from when on they speak. */
export interface AnomalyThresholds {
  /** More than this share of failures is too much; 0.1 if not given. */
  errorRate: number;
  /** Of at least so many operations, since one of two says nothing; 10. */
  errorRateMinimumOperations: number;
  /** More than so many operations in an hour; 100. */
  operationsPerHour: number;
  /** So many failures of a type within an hour; 3. */
  repeatedFailures: number;
  /** A type that somebody did at most so often is rare; 2. */
  rareTypeAtMost: number;
  /** Among more than so many operations; 10. */
  rareTypeAmong: number;
  /** From so many operations on, the usual hours of somebody are known; 20. */
  usualHoursMinimumOperations: number;
}

/**
 * What raises flags; the names stay the same for ever. The last three are
 * reviews that every use of a shorter way, and of a higher level, asks for.
 */
export type DetectorName =
  | 'error-rate'
  | 'operations-per-hour'
  | 'repeated-failures'
  | 'rare-type'
  | 'unusual-hours'
  | 'break-glass'
  | 'on-call-lane'
  | 'elevation';

/** An operation that has ended, as a detector sees it. */
export interface Observation {
  /** The entry. */
  id: string;
  /** When, in milliseconds. */
  at: number;
  /** Who. */
  actor: string;
  /** What kind of thing. */
  type: string;
  /** Whether it failed, wholly or in part, or nobody knows. */
  failed: boolean;
  /** The entity that it was about. */
  entityRef?: string;
}

/** What somebody did in the thirty days before. */
export interface ActivityBefore {
  /** How much of each type. */
  byType: ReadonlyMap<string, number>;
  /** How much in each hour of the day, UTC, from 0 to 23. */
  byHourOfDay: readonly number[];
}

/** One hour of work, and what came before it. */
export interface HourOfWork {
  /** Hours since 1970, UTC. */
  hour: number;
  /** What ended in this hour and in the one before it, in order. */
  observations: readonly Observation[];
  /** What each actor did before this hour. */
  before: (actor: string) => ActivityBefore;
}

/** Something that a person should look at. */
export interface Finding {
  detector: DetectorName;
  /** Whom and what it is about: the same for the same, so that it is one flag. */
  subject: string;
  actor: string;
  operationType?: string;
  hour: number;
  /** What was seen, in words. */
  sentence: string;
  /** The numbers behind it. */
  numbers: Record<string, number>;
  /** Some of the entries; the first twenty. */
  entryIds: string[];
  entityRefs: string[];
}

/** Finds something in an hour of work; the same for the same, always. */
export type Detector = (
  work: HourOfWork,
  thresholds: AnomalyThresholds,
) => Finding[];
