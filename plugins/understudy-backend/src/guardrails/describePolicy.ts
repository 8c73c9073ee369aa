import type { PolicyService, PolicyStatus } from '../policy/types';
import type { GuardrailService } from './types';

const STOPPED = [
  'Every plan that writes: it cannot be approved, started or continued',
  'Sensitive reads, such as the metadata of secrets',
];

/** Whether policy can be evaluated, and what does not work while it cannot. */
export async function describePolicy(options: {
  guardrails: Pick<GuardrailService, 'active'>;
  policy: PolicyService;
}): Promise<
  Omit<PolicyStatus, 'action'> & { stops: string[]; guardrailVersion?: number }
> {
  const { guardrails, policy } = options;
  // Policy says itself what is wrong with them.
  const active = await guardrails.active().catch(() => undefined);
  const { action, sentence, ...status } = policy.status();
  return {
    ...status,
    sentence: action === undefined ? sentence : `${sentence} ${action}`,
    stops: status.ready ? [] : STOPPED,
    ...(active && { guardrailVersion: active.version }),
  };
}
