import type {
  ApprovalRule,
  PlanDecision,
} from '@understudy/plugin-understudy-common';
import type { PolicyDecision } from '../policy/types';

/** What policy says of the whole plan: the strictest of all its steps. */
export interface MergedPolicy {
  decision: PlanDecision['decision'];
  approvers: number;
  rules: ApprovalRule[];
  lane: string;
  evaluated: boolean;
  policyVersion: string;
  expiryMinutes?: number;
  freshPresence: boolean;
  selfApproval: boolean;
  humanExecutes: boolean;
  breakGlass?: { afterMinutes: number; reviewHours: number };
  reviewHours?: number;
}

/** Anybody who may approve, beside those whom rules name. */
const ANYBODY = 'approvers';
/** From the mildest way to the strictest. */
const LANES = [
  'none',
  'read',
  'automatic',
  'undo',
  'development',
  'on-call',
  'standard',
];

/** Makes one answer of the answers about all steps. */
export function mergeSteps(steps: readonly PolicyDecision[]): MergedPolicy {
  const denied = steps.some(({ decision }) => decision === 'deny');
  const asking = steps.filter(
    ({ decision }) => decision === 'require_approval',
  );
  const decision = whole(denied, asking.length > 0);
  const numbers = (key: string) =>
    asking
      .map(({ constraints }) => constraints[key])
      .filter((value): value is number => typeof value === 'number');
  const every = (key: string) =>
    asking.length > 0 &&
    asking.every(({ constraints }) => Boolean(constraints[key]));
  const glass = asking.map(({ constraints }) => constraints.breakGlass);
  const reviews = steps
    .map(({ constraints }) => constraints.reviewHours)
    .filter((value): value is number => typeof value === 'number');
  const rules = decision === 'require-approval' ? mergeRules(asking) : [];
  const expiries = numbers('expiryMinutes');
  return {
    decision,
    rules,
    approvers: rules.reduce((sum, { count }) => sum + count, 0),
    lane: denied ? 'none' : strictest(steps.map(({ lane }) => lane)),
    evaluated: steps.every(({ evaluated }) => evaluated),
    policyVersion: steps[0]?.policyVersion ?? 'none',
    ...(expiries.length > 0 && { expiryMinutes: Math.min(...expiries) }),
    freshPresence: asking.some(({ constraints }) =>
      Boolean(constraints.freshPresence),
    ),
    selfApproval: !denied && every('selfApproval'),
    humanExecutes: steps.some(({ constraints }) =>
      Boolean(constraints.humanExecutes),
    ),
    ...(!denied &&
      glass.length > 0 &&
      glass.every(isGlass) && {
        breakGlass: {
          afterMinutes: Math.max(...glass.map(one => one.afterMinutes)),
          reviewHours: Math.min(...glass.map(one => one.reviewHours)),
        },
      }),
    ...(reviews.length > 0 && { reviewHours: Math.min(...reviews) }),
  };
}

function whole(denied: boolean, asked: boolean): PlanDecision['decision'] {
  if (denied) {
    return 'deny';
  }
  return asked ? 'require-approval' : 'allow';
}

function strictest(lanes: readonly string[]): string {
  const known = lanes.filter(lane => LANES.includes(lane));
  return (
    lanes.find(lane => !LANES.includes(lane)) ??
    known.reduce(
      (worst, lane) =>
        LANES.indexOf(lane) > LANES.indexOf(worst) ? lane : worst,
      'none',
    )
  );
}

/** Who is named stays named; beside them as many as the strictest step wants. */
function mergeRules(asking: readonly PolicyDecision[]): ApprovalRule[] {
  const named = new Map<string, ApprovalRule>();
  let most = 0;
  for (const { rules, approvers } of asking) {
    most = Math.max(most, approvers);
    for (const rule of rules.filter(({ id }) => id !== ANYBODY)) {
      // The same id in two versions of a rule must not lose one of them.
      const key = `${rule.id}\n${[...rule.groups].sort().join(' ')}`;
      const other = named.get(key);
      named.set(key, {
        ...rule,
        count: Math.max(rule.count, other?.count ?? 0),
      });
    }
  }
  const people = [...named.values()].map((rule, index, all) =>
    all.findIndex(({ id }) => id === rule.id) === index
      ? rule
      : { ...rule, id: `${rule.id}-${index + 1}` },
  );
  const rest = most - people.reduce((sum, { count }) => sum + count, 0);
  return [
    ...people,
    ...(rest > 0 ? [{ id: ANYBODY, groups: [], count: rest }] : []),
  ];
}

function isGlass(
  value: unknown,
): value is { afterMinutes: number; reviewHours: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { afterMinutes?: unknown }).afterMinutes === 'number' &&
    typeof (value as { reviewHours?: unknown }).reviewHours === 'number'
  );
}
