import type { PlanContent, ResolvedStep, Target } from '..';
import { previewDigest } from '..';

/** A deployment of three replicas in a namespace without quotas. */
export function someTarget(more?: Partial<Target>): Target {
  return {
    system: 'kubernetes',
    cluster: 'production-eu',
    clusterUid: '5f0c5a9e-0000-4000-8000-000000000001',
    kind: 'apps/v1/Deployment',
    namespace: 'shop',
    name: 'checkout',
    uid: '5f0c5a9e-0000-4000-8000-000000000002',
    resourceVersion: '4711',
    fingerprint: `sha256:${'a'.repeat(64)}`,
    observed: {
      replicas: 3,
      readyReplicas: 3,
      pods: 3,
      labels: { app: 'checkout' },
      owners: ['Application/shop'],
      selectors: ['PodDisruptionBudget/checkout', 'Service/checkout'],
      quota: {},
    },
    ...more,
  };
}

/** What the step `s2` of {@link somePlan} was answered. */
export function someResolvedScale(more?: {
  target?: Partial<Target>;
  at?: string;
}): ResolvedStep {
  const target = someTarget(more?.target);
  const { resourceVersion, fingerprint, observed, ...identity } = target;
  const changes = [
    { target: identity, path: '/spec/replicas', before: 3, after: 5 },
  ];
  return {
    stepId: 's2',
    targets: [target],
    preview: {
      at: more?.at ?? '2026-03-02T09:55:00.000Z',
      simulated: false,
      summary: 'replicas 3 → 5',
      changes,
      command: 'kubectl scale deployment/checkout --replicas=5',
      undoCommand: 'kubectl scale deployment/checkout --replicas=3',
      outcome: '2 pods more start, 5 in all.',
      warnings: [],
      digest: previewDigest(changes, false),
    },
  };
}

/** Looks at a deployment, then scales it from three to five. */
export function somePlan(): { content: PlanContent; resolved: ResolvedStep[] } {
  return {
    content: {
      intent: 'Give the checkout more room for the sale',
      reason: 'The queue of orders grows',
      entityRef: 'component:default/checkout',
      steps: [
        {
          id: 's1',
          operation: 'kubernetes:get',
          input: {
            cluster: 'production-eu',
            namespace: 'shop',
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'checkout',
          },
          title: 'Look at the checkout',
        },
        {
          id: 's2',
          operation: 'kubernetes:scale',
          input: {
            cluster: 'production-eu',
            namespace: 'shop',
            kind: 'Deployment',
            name: 'checkout',
            replicas: 5,
          },
          title: 'Scale the checkout to 5',
          onFailure: 'undo',
        },
      ],
      start: 'when-started',
      source: 'ui',
      incident: 'INC-7',
    },
    resolved: [{ stepId: 's1', targets: [someTarget()] }, someResolvedScale()],
  };
}
