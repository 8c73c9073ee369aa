import type {
  AuditSummary,
  OpenIntent,
  ReviewActInput,
  ReviewFlagDetail,
  ReviewFlags,
  ReviewParameters,
} from './ReviewTypes';

/** What the pages about reviews and summaries ask of the backend. */
export interface ReviewApi {
  listFlags(parameters: ReviewParameters): Promise<ReviewFlags>;
  getFlag(flagId: string): Promise<ReviewFlagDetail>;
  act(flagId: string, act: ReviewActInput): Promise<ReviewFlagDetail>;
  listSummaries(options: { before?: string }): Promise<AuditSummary[]>;
  listOpenIntents(): Promise<OpenIntent[]>;
}
