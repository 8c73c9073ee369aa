import type { ApprovalProgress } from '@understudy/plugin-understudy-common';
import type { StoredPlan } from '../plans/types';
import type { Quorum } from './types';

/** How far the approvals of a plan are, in numbers and words. */
export function progressOf(
  plan: StoredPlan,
  { result, needed }: Quorum,
): ApprovalProgress {
  const given = result.counted.length;
  const missing: ApprovalProgress['missing'] = result.missing.map(
    ({ ruleId, groups, count }) => ({ id: ruleId, groups, count }),
  );
  return {
    met: result.met,
    needed,
    given,
    missing,
    ...(result.denied && { deniedBy: result.denied.by }),
    ...(plan.expiresAt !== undefined && {
      expiresAt: new Date(plan.expiresAt).toISOString(),
    }),
    sentence: progressSentence(given, needed, result),
  };
}

function progressSentence(
  given: number,
  needed: number,
  result: Quorum['result'],
): string {
  if (result.denied) {
    return `${result.denied.by} denied it.`;
  }
  if (result.met) {
    return needed === 1
      ? 'The approval that it needs is there.'
      : `All ${needed} approvals are there.`;
  }
  const groups = [...new Set(result.missing.flatMap(rule => rule.groups))];
  return `${given} of ${needed} approvals are there${
    groups.length > 0 ? `; somebody of ${groups.join(' or ')} is needed` : ''
  }.`;
}
