import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { PolicyInput, PolicyService } from './types';

/** Changes nothing, and every engine must be able to judge it. */
const probe: PolicyInput = {
  actor: { type: 'user', id: 'user:default/health', groups: [], roles: [] },
  action: {
    operation: 'understudy:health',
    verb: 'read',
    source: 'api',
    reads: 'plain',
  },
  context: {
    environment: 'production',
    environmentKnown: true,
    entityRef: 'component:default/understudy',
    level: 'L1_OBSERVATION',
    cap: 'L1_OBSERVATION',
    simulated: false,
    freshPreview: true,
  },
  resources: [],
  risk: {
    tier: 'read',
    critical: false,
    destructive: false,
    reversible: true,
    targets: 0,
    pods: 0,
  },
  time: { now: '2026-01-01T00:00:00.000Z', windowOpen: true },
};

/** Whether decisions can be made, tried with a real one. */
export function policyCheck(policy: PolicyService): HealthCheck {
  return {
    id: 'policy',
    title: 'Policy',
    stops: 'writes',
    async check() {
      await policy.evaluate(probe);
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
