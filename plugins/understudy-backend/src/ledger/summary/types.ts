import type { UserCredentials } from '../../access/types';

/** What happened on a day, in numbers. */
export interface DailySummary {
  /** Such as 2026-11-25, in UTC. */
  day: string;
  madeAt: string;
  /** What was written into the ledger that day. */
  entries: number;
  /** The part of the log that is; undefined where it is not known. */
  firstIndex?: number;
  lastIndex?: number;
  /** What was operated: events and outcomes, no sign-ins, denials, notes or reviews. */
  operations: number;
  /** The share that went well, from 0 to 1; undefined if there was nothing. */
  successRate?: number;
  byOutcome: Record<string, number>;
  byType: Record<string, number>;
  byTakeoverLevel: Record<string, number>;
  byChangeLevel: Record<string, number>;
  byEnvironment: Record<string, number>;
  /** How often somebody was refused something. */
  denials: number;
  /** How often a rule was passed over, with more rights or without a dry run. */
  overrides: number;
  /** Flags raised that day, and how many are open now. */
  flagsRaised: number;
  flagsOpen: number;
  /** Intents whose end nobody has recorded, as it is now. */
  openIntents: number;
  anchoring: {
    /** How many entries the log has now. */
    size: number;
    /** How many the newest checkpoint covers. */
    checkpointed: number;
    /** How many each place outside has accepted, and when. */
    sinks: Array<{ sink: string; size: number; anchoredAt: string }>;
  };
  /** The entry that records the summary. */
  entryId?: string;
}

/** Shows the summaries. */
export interface SummaryService {
  /** The newest first. */
  list(
    request: { limit: number; before?: string },
    options: { credentials: UserCredentials },
  ): Promise<DailySummary[]>;
  get(
    request: { day: string },
    options: { credentials: UserCredentials },
  ): Promise<DailySummary>;
}
