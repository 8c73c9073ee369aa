import type { PolicyInput } from './types';

/** Changes nothing, and every engine must be able to judge it. */
export const policyProbe: PolicyInput = {
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
