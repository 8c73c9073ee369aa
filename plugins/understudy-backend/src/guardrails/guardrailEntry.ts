import type { NewLedgerEntry } from '@understudy/plugin-understudy-common';
import { guardrailActions } from './guardrailActions';

/** What every entry about guardrails says. */
export function guardrailEntry(about: {
  by: string;
  action: keyof typeof guardrailActions;
  digest: string;
  reason: string;
}): NewLedgerEntry {
  return {
    actor: { type: 'user', id: about.by },
    source: 'api',
    operationType: 'policy_change',
    action: guardrailActions[about.action],
    permissionLevel: 'understudy.policy.manage',
    reason: about.reason,
    outcome: 'success',
    correlationId: `guardrails:${about.digest}`,
  };
}
