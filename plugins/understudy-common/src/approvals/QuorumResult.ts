import type { ApprovalVote } from './ApprovalVote';
import type { IgnoredVoteReason } from './ignoredVoteReasons';

/**
 * Whether the right people agreed.
 *
 * @public
 */
export interface QuorumResult {
  /** All rules are met, nobody denied, nothing expired. */
  met: boolean;
  /** The deny that decides. */
  denied?: ApprovalVote;
  /** The approvals that count, each for one rule. */
  counted: { voteId: string; ruleId: string }[];
  /** The votes that do not count, and why. */
  ignored: { voteId: string; why: IgnoredVoteReason }[];
  /** Who is still needed. */
  missing: { ruleId: string; count: number; groups: string[] }[];
}
