import type { PolicyDecision, PolicyInput } from './types';

/**
 * What holds while policy cannot be evaluated: a plain read passes, everything
 * else is refused.
 */
export function unavailableDecision(options: {
  input: PolicyInput;
  why: string;
  policyVersion: string;
  inputDigest: string;
}): PolicyDecision {
  const { input, why, policyVersion, inputDigest } = options;
  const plainRead =
    input?.risk?.tier === 'read' &&
    input.action?.verb === 'read' &&
    input.action.reads === 'plain';
  return {
    decision: plainRead ? 'allow' : 'deny',
    ruleIds: ['policy-unavailable'],
    reasons: [
      {
        ruleId: 'policy-unavailable',
        message: `Policy cannot be evaluated. ${why} ${
          plainRead
            ? 'Plain reads pass all the same.'
            : 'Until it can be, nothing is written and nothing sensitive is read.'
        }`,
        remediation:
          'Open the Health page: it says what is wrong with policy and what to do. Logs, events and descriptions can be read meanwhile.',
        whoCanHelp: 'Who runs Understudy',
      },
    ],
    approvers: 0,
    rules: [],
    lane: plainRead ? 'read' : 'none',
    constraints: {},
    ttlSeconds: 0,
    policyVersion,
    inputDigest,
    evaluated: false,
  };
}
