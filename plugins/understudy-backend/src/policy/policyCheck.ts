import type { HealthCheck } from '@understudy/plugin-understudy-node';
import { policyProbe } from './policyProbe';
import type { PolicyService } from './types';

/** Whether decisions can be made, tried with a real one. */
export function policyCheck(policy: PolicyService): HealthCheck {
  return {
    id: 'policy',
    title: 'Policy',
    stops: 'writes',
    async check() {
      await policy.evaluate(policyProbe);
      const { ready, sentence, action, lastError } = policy.status();
      if (!ready) {
        return { status: 'failed', sentence, action };
      }
      return lastError === undefined
        ? { status: 'ok', sentence }
        : { status: 'attention', sentence: `${sentence} ${lastError}` };
    },
  };
}
