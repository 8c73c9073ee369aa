import type {
  ApprovalVote,
  IgnoredVoteReason,
} from '@understudy/plugin-understudy-common';
import type { StoredPlan } from '../plans/types';

const WORDS: Record<IgnoredVoteReason, string> = {
  self: 'Whoever asked does not count.',
  alias: 'It is another account of a person who asked or has answered later.',
  duplicate: 'The same person has answered again later.',
  withdrawn: 'The person took it back.',
  'not-member': 'The person is in none of the groups that are asked.',
  'no-permission': 'The person may not approve here now.',
  agent: 'Software does not approve.',
  'other-hash': 'It was given for another state of the plan.',
  expired: 'The request had expired.',
  'unknown-person': 'No trusted origin of the catalog knows the person.',
  surplus: 'Enough others agreed.',
};

/** Why a vote does not count for the plan as it is now. */
export function whyIgnored(
  vote: ApprovalVote,
  plan: StoredPlan,
  why: IgnoredVoteReason | undefined,
): string {
  if (why) {
    return WORDS[why];
  }
  if (vote.planHash !== plan.planHash) {
    return WORDS['other-hash'];
  }
  if (vote.decision === 'withdrawn') {
    return 'It takes an earlier answer back.';
  }
  return vote.presence === undefined && plan.decision?.freshPresence
    ? 'The person had not signed in again for it.'
    : 'Nobody is asked any more.';
}
