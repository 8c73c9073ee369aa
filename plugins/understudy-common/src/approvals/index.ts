export { evaluateQuorum, type QuorumInput } from './evaluateQuorum';
export type { ApprovalRule } from './ApprovalRule';
export type { ApprovalVote } from './ApprovalVote';
export {
  ignoredVoteReasons,
  type IgnoredVoteReason,
} from './ignoredVoteReasons';
export type { Person } from './Person';
export type { QuorumResult } from './QuorumResult';
