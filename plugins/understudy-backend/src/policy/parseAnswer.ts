import type { ApprovalRule } from '@understudy/plugin-understudy-common';
import type { JsonValue } from '@backstage/types';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import type { PolicyDecision, PolicyReason } from './types';

type Answer = Omit<
  PolicyDecision,
  'policyVersion' | 'inputDigest' | 'evaluated'
>;

function refuse(what: string): never {
  throw new PolicyUnavailableError(
    `The rules gave no decision that can be read: ${what} is wrong.`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wholeNumber(value: unknown, what: string): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : refuse(what);
}

function text(value: unknown, what: string): string {
  return typeof value === 'string' && value !== '' ? value : refuse(what);
}

function list(value: unknown, what: string): unknown[] {
  return Array.isArray(value) ? value : refuse(what);
}

function reason(value: unknown): PolicyReason {
  if (!isObject(value)) {
    return refuse('a reason');
  }
  const optional = ['remediation', 'nextAllowed', 'whoCanHelp'].filter(
    key => value[key] !== undefined,
  );
  return {
    ruleId: text(value.ruleId, 'ruleId'),
    message: text(value.message, 'message'),
    ...Object.fromEntries(optional.map(key => [key, text(value[key], key)])),
  };
}

function rule(value: unknown): ApprovalRule {
  if (!isObject(value)) {
    return refuse('a rule of the quorum');
  }
  return {
    id: text(value.id, 'id'),
    groups: list(value.groups, 'groups').map(group => text(group, 'a group')),
    count: wholeNumber(value.count, 'count'),
  };
}

/**
 * Reads what the rules answered, and believes nothing that does not fit
 * together: such an answer is as good as none.
 */
export function parseAnswer(value: unknown): Answer {
  if (!isObject(value)) {
    return refuse('the answer');
  }
  const { decision } = value;
  if (
    decision !== 'allow' &&
    decision !== 'require_approval' &&
    decision !== 'deny'
  ) {
    return refuse('decision');
  }
  const approvers = wholeNumber(value.approvers, 'approvers');
  const rules = list(value.quorum, 'quorum').map(rule);
  const people = rules.reduce((sum, { count }) => sum + count, 0);
  const needsPeople = decision === 'require_approval';
  if (needsPeople !== approvers > 0 || people !== approvers) {
    return refuse('approvers');
  }
  const ruleIds = list(value.ruleIds, 'ruleIds').map(id => text(id, 'a rule'));
  if (ruleIds.length === 0) {
    return refuse('ruleIds');
  }
  if (!isObject(value.constraints)) {
    return refuse('constraints');
  }
  return {
    decision,
    ruleIds,
    reasons: list(value.reasons, 'reasons').map(reason),
    approvers,
    rules,
    lane: text(value.lane, 'lane'),
    constraints: value.constraints as Record<string, JsonValue>,
    ttlSeconds: wholeNumber(value.ttl, 'ttl'),
  };
}
