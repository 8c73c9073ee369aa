import type { PolicyInput } from '../types';

/** A person scales a deployment in production. */
export function somePolicyInput(): PolicyInput {
  return {
    actor: {
      type: 'user',
      id: 'user:default/ada',
      groups: ['group:default/shop'],
      roles: ['operator'],
    },
    action: { operation: 'kubernetes:scale', verb: 'scale', source: 'ui' },
    context: {
      environment: 'production',
      environmentKnown: true,
      entityRef: 'component:default/checkout',
      level: 'L2_SUGGESTION',
      cap: 'L2_SUGGESTION',
      simulated: false,
      freshPreview: true,
    },
    resources: [
      {
        cluster: 'production-eu',
        namespace: 'shop',
        kind: 'apps/v1/Deployment',
        name: 'checkout',
        labels: { app: 'checkout' },
        replicas: 5,
        pods: 3,
      },
    ],
    risk: {
      tier: 'high',
      critical: false,
      destructive: false,
      reversible: true,
      targets: 1,
      pods: 3,
    },
    time: { now: '2026-11-25T22:00:00.000Z', windowOpen: true },
  };
}
