import type { LedgerEntry } from '@understudy/plugin-understudy-common';

const payments = 'component:default/payments';
const sam = {
  type: 'user' as const,
  id: 'user:default/sam',
  display: 'Sam Okafor',
};
const dana = {
  type: 'user' as const,
  id: 'user:default/dana',
  display: 'Dana Reyes',
};

function idOf(number: number): string {
  return `0190a5e0-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const where = {
  entityRef: payments,
  environment: 'production' as const,
  scope: {
    cluster: 'production',
    namespace: 'checkout',
    resources: ['Deployment/payments'],
  },
};

const plan = { planId: 'plan-7f3a', planRevision: 2, planHash: '7f3ac1' };

/** An evening with payments, as the ledger would have it; oldest first. */
export const exampleEntries: LedgerEntry[] = (
  [
    {
      kind: 'event',
      actor: sam,
      source: 'ui',
      operationType: 'sign_in',
      action: 'session:first-seen',
      outcome: 'success',
    },
    {
      kind: 'event',
      actor: dana,
      source: 'ui',
      operationType: 'template_task',
      action: 'scaffolder:task',
      entityRef: 'template:default/handover-note',
      outcome: 'failure',
      durationMs: 4200,
      reason: 'A hand-over note for the night',
      errorContext: {
        code: 'ENOSPC',
        message: 'The disk of the workspace is full',
        step: 'write',
      },
      recoveryActions: ['Removed what an earlier task had left', 'Asked again'],
    },
    {
      ...where,
      ...plan,
      kind: 'event',
      actor: dana,
      source: 'ui',
      operationType: 'approval',
      action: 'approval:approve',
      outcome: 'denied',
      reason: 'Nobody approves their own plan',
      decision: { decision: 'deny', ruleIds: ['sod-1'], policyVersion: '14' },
    },
    {
      ...where,
      ...plan,
      kind: 'intent',
      actor: dana,
      source: 'ui',
      correlationId: 'incident-204',
      operationType: 'rollback',
      action: 'kubernetes:rollout-undo',
      commandText:
        'kubectl rollout undo deployment/payments --to-revision=41 -n checkout',
      reason: 'Out of memory since v2.31.0',
      riskTier: 'high',
      takeoverLevel: 'L2_SUGGESTION',
      parameters: { revision: 41 },
      decision: {
        decision: 'require-approval',
        ruleIds: ['prod-high-1', 'four-eyes'],
        policyVersion: '14',
      },
      approvals: [
        {
          by: 'user:default/sam',
          decision: 'approved',
          at: '2026-03-14T21:07:02.000Z',
        },
        {
          by: 'user:default/sofia',
          decision: 'approved',
          at: '2026-03-14T21:09:10.000Z',
        },
      ],
    },
    {
      ...where,
      ...plan,
      kind: 'outcome',
      intentId: idOf(3),
      actor: dana,
      source: 'ui',
      correlationId: 'incident-204',
      operationType: 'rollback',
      action: 'kubernetes:rollout-undo',
      commandText:
        'kubectl rollout undo deployment/payments --to-revision=41 -n checkout',
      outcome: 'success',
      durationMs: 61_200,
    },
    {
      ...where,
      kind: 'event',
      actor: sam,
      source: 'slack',
      operationType: 'diagnostic',
      action: 'kubernetes:describe',
      commandText: 'kubectl describe deployment/payments -n checkout',
      outcome: 'success',
      riskTier: 'read',
    },
  ] satisfies Array<Omit<LedgerEntry, 'schemaVersion' | 'id' | 'occurredAt'>>
).map((entry, number) => ({
  schemaVersion: 1,
  id: idOf(number),
  occurredAt: new Date(
    Date.UTC(2026, 2, 14, 21, 4, 31) + number * 47_000,
  ).toISOString(),
  ...entry,
}));

/** The entries by what they tell. */
export const told = {
  signIn: idOf(0),
  failedTask: idOf(1),
  denial: idOf(2),
  intent: idOf(3),
  outcome: idOf(4),
  describe: idOf(5),
};
