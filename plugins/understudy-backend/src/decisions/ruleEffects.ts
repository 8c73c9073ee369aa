import type { GuardrailData } from '@understudy/plugin-understudy-common';
import type { PolicyDecision, PolicyReason } from '../policy/types';

/** What a reason of policy did to the decision. */
export type RuleEffect = 'deny' | 'require' | 'note';

/** The rules about the takeover level; all others are policy's own. */
export const levelRules: ReadonlySet<string> = new Set([
  'level-none',
  'level-propose',
  'level-approve',
  'level-review',
  'environment-cap',
  'elevation',
]);

const REQUIRES: ReadonlySet<string> = new Set([
  'approval-needed',
  'level-approve',
  'step-approval',
  'tainted-session',
  'undo-destroys',
  'sensitive-read',
]);
const NOTES: ReadonlySet<string> = new Set([
  'read',
  'automatic',
  'covered-undo',
  'unknown-environment',
  'environment-cap',
  'elevation',
  'level-review',
  'lane-development',
  'lane-on-call',
]);
const GUARDRAIL = 'guardrail:';

/**
 * What a rule did. A rule that is not ours, as of a policy server, did what the
 * whole came to.
 */
export function ruleEffect(
  reason: Pick<PolicyReason, 'ruleId'>,
  decision: PolicyDecision['decision'],
  guardrails: GuardrailData,
): RuleEffect {
  const { ruleId } = reason;
  if (NOTES.has(ruleId)) {
    return 'note';
  }
  if (REQUIRES.has(ruleId)) {
    return 'require';
  }
  if (ruleId.startsWith(GUARDRAIL)) {
    const rule = guardrails.rules.find(
      ({ id }) => `${GUARDRAIL}${id}` === ruleId,
    );
    if (rule) {
      return rule.effect === 'deny' ? 'deny' : 'require';
    }
  }
  if (decision === 'allow') {
    return 'note';
  }
  return decision === 'deny' ? 'deny' : 'require';
}
