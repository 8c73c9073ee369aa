import type {
  DecisionPart,
  GuardrailData,
  PlanContent,
} from '@understudy/plugin-understudy-common';
import type { PolicyDecision, PolicyReason } from '../policy/types';
import { levelRules, ruleEffect } from './ruleEffects';
import type { PermissionStanding } from './types';

type Reason = DecisionPart['reasons'][number];

/** The permission of Backstage, and our own table of roles. */
export function permissionPart(permission: PermissionStanding): DecisionPart {
  const { allowed, evaluated, sentence } = permission;
  return {
    part: 'permission',
    decision: allowed ? 'allow' : 'deny',
    evaluated,
    sentence,
    reasons: allowed
      ? []
      : [{ ruleId: 'permission:understudy.plan.execute', message: sentence }],
  };
}

/** The takeover level, as the rules about it say; it binds software alone. */
export function levelPart(options: {
  content: PlanContent;
  decisions: readonly PolicyDecision[];
  guardrails: GuardrailData;
  software: boolean;
}): DecisionPart {
  const reasons = collect(options, ruleId => levelRules.has(ruleId));
  const decision = worst(reasons);
  return {
    part: 'level',
    decision,
    evaluated: options.decisions.every(({ evaluated }) => evaluated),
    sentence: options.software
      ? reasons.find(({ effect }) => effect !== 'note')?.message ??
        'Software may do this at the takeover level in force.'
      : 'A person asks for this, and takeover levels bind software only.',
    reasons: reasons.map(withoutEffect),
  };
}

/** Everything else that the rules say. */
export function policyPart(options: {
  content: PlanContent;
  decisions: readonly PolicyDecision[];
  guardrails: GuardrailData;
}): DecisionPart {
  const reasons = collect(options, ruleId => !levelRules.has(ruleId));
  const evaluated = options.decisions.every(one => one.evaluated);
  const decision = worst(reasons);
  const first = reasons.find(({ effect }) => effect !== 'note');
  return {
    part: 'policy',
    decision,
    evaluated,
    sentence: first?.message ?? 'No rule is against it.',
    reasons: reasons.map(withoutEffect),
  };
}

interface Weighed extends Reason {
  effect: 'deny' | 'require' | 'note';
}

/** Each reason once, with its step where it is not about all of them. */
function collect(
  options: {
    content: PlanContent;
    decisions: readonly PolicyDecision[];
    guardrails: GuardrailData;
  },
  wanted: (ruleId: string) => boolean,
): Weighed[] {
  const { content, decisions, guardrails } = options;
  const found = new Map<string, { reason: Weighed; steps: string[] }>();
  decisions.forEach(({ reasons, decision }, index) => {
    for (const reason of reasons.filter(({ ruleId }) => wanted(ruleId))) {
      const key = `${reason.ruleId}\n${reason.message}`;
      const known = found.get(key) ?? {
        reason: {
          ...plain(reason),
          effect: ruleEffect(reason, decision, guardrails),
        },
        steps: [],
      };
      known.steps.push(content.steps[index].id);
      found.set(key, known);
    }
  });
  const order = { deny: 0, require: 1, note: 2 } as const;
  return [...found.values()]
    .map(({ reason, steps }) => ({
      ...reason,
      ...(steps.length === 1 &&
        content.steps.length > 1 && { stepId: steps[0] }),
    }))
    .sort(
      (a, b) =>
        order[a.effect] - order[b.effect] || (a.ruleId < b.ruleId ? -1 : 1),
    );
}

function plain(reason: PolicyReason): Reason {
  const { ruleId, message, remediation, nextAllowed, whoCanHelp } = reason;
  return {
    ruleId,
    message,
    ...(remediation !== undefined && { remediation }),
    ...(whoCanHelp !== undefined && { whoCanHelp }),
    ...(nextAllowed !== undefined && { nextAllowed }),
  };
}

function worst(reasons: readonly Weighed[]): DecisionPart['decision'] {
  if (reasons.some(({ effect }) => effect === 'deny')) {
    return 'deny';
  }
  return reasons.some(({ effect }) => effect === 'require')
    ? 'require-approval'
    : 'allow';
}

function withoutEffect({ effect: _, ...reason }: Weighed): Reason {
  return reason;
}
