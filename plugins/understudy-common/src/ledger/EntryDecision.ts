/**
 * What was decided about something before it was done.
 *
 * @public
 */
export interface EntryDecision {
  /** Whether it may be done. */
  decision: 'allow' | 'require-approval' | 'deny';
  /** The rules that said so. */
  ruleIds: string[];
  /** The version of the policy that was asked. */
  policyVersion?: string;
  /** Under which conditions. */
  constraints?: string[];
  /** For how many seconds it holds. */
  ttlSeconds?: number;
}
