import type {
  ApprovalRequest,
  ClusterDescription,
  Levels,
  OperationDescription,
  PlanAction,
  PlanDetail,
} from '@understudy/plugin-understudy-common';

type Wire = Record<string, never>;

const hash = (letter: string) => `sha256:${letter.repeat(64)}`;

const yes = (sentence: string): PlanAction => ({ allowed: true, sentence });
const no = (sentence: string): PlanAction => ({ allowed: false, sentence });

const minutesFrom = (minutes: number) =>
  new Date(Date.now() + minutes * 60_000).toISOString();

const target: PlanDetail['resolved'][number]['targets'][number] = {
  system: 'kubernetes',
  cluster: 'production',
  clusterUid: '5a2c7f70-0000-4000-8000-0000000000c1',
  kind: 'apps/v1/Deployment',
  namespace: 'checkout',
  name: 'payments',
  uid: '3c0e9f21-0000-4000-8000-0000000000d1',
  resourceVersion: '88121',
  fingerprint: hash('f'),
  observed: {
    replicas: 5,
    readyReplicas: 3,
    pods: 5,
    quota: {},
  } as unknown as Wire,
};

/** What a connector offers. */
export const exampleOperations: OperationDescription[] = [
  {
    id: 'kubernetes:scale',
    title: 'Scale a workload',
    description: 'Sets how many replicas a workload has.',
    connector: 'kubernetes',
    verb: 'scale',
    reads: false,
    reversible: true,
    idempotent: true,
    input: {
      type: 'object',
      required: ['cluster', 'namespace', 'kind', 'name', 'replicas'],
      additionalProperties: false,
      properties: {
        cluster: { type: 'string', minLength: 1 },
        namespace: { type: 'string', pattern: '^[a-z0-9-]+$' },
        kind: {
          type: 'string',
          enum: ['Deployment', 'StatefulSet', 'ReplicaSet'],
        },
        name: { type: 'string', minLength: 1 },
        replicas: { type: 'integer', minimum: 0, maximum: 1000 },
      },
    } as unknown as Wire,
  },
  {
    id: 'kubernetes:rollout-restart',
    title: 'Restart a rollout',
    description: 'Replaces the pods of a workload, a few at a time.',
    connector: 'kubernetes',
    verb: 'restart',
    reads: false,
    reversible: false,
    idempotent: false,
    input: {
      type: 'object',
      required: ['cluster', 'namespace', 'kind', 'name'],
      additionalProperties: false,
      properties: {
        cluster: { type: 'string' },
        namespace: { type: 'string' },
        kind: { type: 'string', enum: ['Deployment', 'StatefulSet'] },
        name: { type: 'string' },
      },
    } as unknown as Wire,
  },
  {
    id: 'kubernetes:get',
    title: 'Read an object',
    description: 'Reads one object.',
    connector: 'kubernetes',
    verb: 'read',
    reads: true,
    reversible: true,
    idempotent: true,
    input: { type: 'object' } as unknown as Wire,
  },
];

/** The clusters that a connector reaches. */
export const exampleClusters: ClusterDescription[] = [
  {
    name: 'staging',
    connector: 'kubernetes',
    environment: 'pre-production',
    environmentKnown: true,
  },
  {
    name: 'production',
    connector: 'kubernetes',
    environment: 'production',
    environmentKnown: true,
  },
];

/** Payments from five replicas to none in production: high risk, two people, one of whom has approved. */
export function scaleDownPlan(replicas = 0): PlanDetail {
  return {
    plan: {
      id: '0190a5e0-0000-7000-8000-0000000000a1',
      state: 'awaiting-approval',
      revision: 1,
      etag: '"1-4"',
      planHash: hash('a'),
      intent: 'Stop payments, it charges twice',
      reason: 'Customers are charged twice since 20:51.',
      entityRef: 'component:default/payments',
      environment: 'production',
      tier: 'high',
      critical: true,
      start: 'on-approval',
      source: 'ui',
      steps: [`Scale deployment payments to ${replicas}`],
      requestedBy: 'user:default/dana',
      createdAt: minutesFrom(-4),
      changedAt: minutesFrom(-2),
      requestedAt: minutesFrom(-3),
      expiresAt: minutesFrom(57),
    },
    content: {
      intent: 'Stop payments, it charges twice',
      reason: 'Customers are charged twice since 20:51.',
      entityRef: 'component:default/payments',
      steps: [
        {
          id: 's1',
          operation: 'kubernetes:scale',
          title: `Scale deployment payments to ${replicas}`,
          input: {
            cluster: 'production',
            namespace: 'checkout',
            kind: 'Deployment',
            name: 'payments',
            replicas,
          } as unknown as Wire,
        },
      ],
      start: 'on-approval',
      source: 'ui',
    },
    resolved: [
      {
        stepId: 's1',
        targets: [target],
        preview: {
          at: minutesFrom(-1),
          simulated: false,
          summary: `replicas 5 → ${replicas}`,
          changes: [
            { target, path: '/spec/replicas', before: 5, after: replicas },
          ],
          command: `kubectl scale deployment/payments --replicas=${replicas} -n checkout --context production`,
          undoCommand:
            'kubectl scale deployment/payments --replicas=5 -n checkout --context production',
          outcome: 'All five pods end; nothing answers until it is undone.',
          warnings: ['The budget payments-pdb does not hold for scaling.'],
          digest: hash('d'),
        },
      },
    ],
    facts: {
      environment: 'production',
      environmentKnown: true,
      tier: 'high',
      critical: true,
      reversible: true,
      destructive: false,
      steps: [
        {
          stepId: 's1',
          operation: 'kubernetes:scale',
          verb: 'scale',
          tier: 'high',
          critical: true,
          reversible: true,
          destructive: false,
          why: ['Scaling to none is high risk.'],
          targets: 1,
          pods: 5,
        },
      ],
      blast: {
        targets: 1,
        pods: 5,
        namespaces: ['checkout'],
        clusters: ['production'],
        owners: [],
        selectors: ['Service/payments', 'PodDisruptionBudget/payments-pdb'],
        dependants: ['component:default/storefront'],
      },
      level: {
        level: 'L2_SUGGESTION',
        held: 'L2_SUGGESTION',
        cap: 'L2_SUGGESTION',
      },
      window: { open: true },
      fresh: true,
      oldestPreviewAt: minutesFrom(-1),
    },
    decision: {
      decision: 'require-approval',
      sentence: 'Two people have to approve, one of them of sre.',
      parts: [
        {
          part: 'permission',
          decision: 'allow',
          evaluated: true,
          sentence: 'Dana may prepare and start plans, by the role operator.',
          reasons: [],
        },
        {
          part: 'level',
          decision: 'require-approval',
          evaluated: true,
          sentence: 'Takeover L2 in production: a person acts.',
          reasons: [],
        },
        {
          part: 'policy',
          decision: 'require-approval',
          evaluated: true,
          sentence: 'High risk in production wants two people.',
          reasons: [
            {
              ruleId: 'approvals-production-high',
              message: 'High risk in production wants two people.',
            },
          ],
        },
        {
          part: 'cluster',
          decision: 'allow',
          evaluated: true,
          sentence: 'The acting identity may patch deployments/scale.',
          reasons: [],
        },
      ],
      ruleIds: ['approvals-production-high'],
      approvers: 2,
      rules: [
        { id: 'one-sre', groups: ['group:default/sre'], count: 1 },
        { id: 'one-more', groups: [], count: 1 },
      ],
      lane: 'standard',
      expiryMinutes: 60,
      policyVersion: '1',
      inputDigest: hash('e'),
      decidedAt: minutesFrom(-3),
    },
    progress: {
      met: false,
      needed: 2,
      given: 1,
      missing: [{ id: 'one-more', groups: [], count: 1 }],
      expiresAt: minutesFrom(57),
      sentence: 'One more person has to approve.',
    },
    told: [
      {
        userEntityRef: 'user:default/sofia',
        at: minutesFrom(-3),
        seenAt: minutesFrom(-2),
        why: 'on call',
      },
      {
        userEntityRef: 'user:default/sam',
        at: minutesFrom(-1),
        why: 'on call after sofia',
      },
    ],
    approvals: [
      {
        id: '0190a5e0-0000-7000-8000-0000000000b1',
        by: 'user:default/sofia',
        decision: 'approved',
        planHash: hash('a'),
        at: minutesFrom(-2),
        comment: 'Matches what the bank says.',
        counts: true,
        ruleId: 'one-sre',
        presence: { proven: true, sentence: 'signed in 3 min before' },
      },
    ],
    questions: [],
    revisions: [
      {
        revision: 1,
        planHash: hash('a'),
        createdBy: 'user:default/dana',
        createdAt: minutesFrom(-4),
      },
    ],
    transitions: [
      {
        from: 'previewing',
        to: 'awaiting-approval',
        by: 'user:default/dana',
        at: minutesFrom(-3),
        sentence: 'Approval was asked for.',
      },
    ],
    actions: {
      edit: yes('A new revision voids what was approved.'),
      requestApproval: no('Approval was asked for already.'),
      approve: yes('With your approval it is approved and starts at once.'),
      deny: yes('The plan ends.'),
      withdraw: no('You have said nothing yet.'),
      ask: yes('Everybody who sees the plan reads it.'),
      breakGlass: no('It needs the permission understudy.break-glass.'),
      start: no('It is not approved yet.'),
      cancel: no('Only who asked for it may cancel it.'),
    },
    engine: { installed: true, sentence: 'Runs are executed here.' },
    ifYouDoNothing:
      'Nothing changes. payments stays as it was seen, 3 of 5 ready; the request expires in an hour.',
  };
}

/** A rollout restart that a freeze forbids, so that it stays a draft. */
export function frozenPlan(): PlanDetail {
  const plan = scaleDownPlan(5);
  return {
    ...plan,
    plan: { ...plan.plan, state: 'draft', tier: 'medium', critical: false },
    facts: {
      ...plan.facts!,
      tier: 'medium',
      critical: false,
      reversible: false,
      freeze: {
        id: 'peak-season',
        until: minutesFrom(60 * 9),
        reason: 'Peak season.',
      },
      window: { open: false, nextOpen: minutesFrom(60 * 9) },
    },
    decision: {
      ...plan.decision!,
      decision: 'deny',
      sentence: 'Production is frozen.',
      parts: [
        plan.decision!.parts[0],
        plan.decision!.parts[1],
        {
          part: 'policy',
          decision: 'deny',
          evaluated: true,
          sentence: 'Production is frozen: Peak season.',
          reasons: [
            {
              ruleId: 'freeze',
              message: 'Peak season.',
              remediation: 'Wait, or have the freeze ended.',
              whoCanHelp: 'Priya Nair and others with the role policy-admin',
              nextAllowed: minutesFrom(60 * 9),
            },
          ],
        },
        {
          part: 'cluster',
          decision: 'deny',
          evaluated: false,
          sentence: 'The cluster did not answer in 5 s.',
          reasons: [
            {
              ruleId: 'cluster-unreachable',
              message: 'No access review came back.',
              remediation: 'Try again when production answers.',
            },
          ],
        },
      ],
    },
    progress: undefined,
    approvals: [],
    actions: {
      ...plan.actions,
      approve: no('Approval was not asked for.'),
      deny: no('Approval was not asked for.'),
      requestApproval: no('Production is frozen: Peak season.'),
    },
  };
}

/** The request as it stands in the inbox. */
export function requestOf(
  detail: PlanDetail,
  standing: ApprovalRequest['standing'] = 'can-approve',
): ApprovalRequest {
  return {
    plan: detail.plan,
    progress: detail.progress!,
    standing,
    sentence: 'You can approve it.',
  };
}

/** The levels of payments, one of which somebody wants to raise. */
export const paymentsLevels: Levels = {
  entityRef: 'component:default/payments',
  levels: [
    {
      environment: 'development',
      level: 'L3_SEMI_AUTO',
      held: 'L3_SEMI_AUTO',
      cap: 'L5_FULLY_AUTONOMOUS',
      source: 'default',
      sentence: 'The default for what is developed here.',
    },
    {
      environment: 'test',
      level: 'L3_SEMI_AUTO',
      held: 'L3_SEMI_AUTO',
      cap: 'L4_AUTO',
      source: 'default',
      sentence: 'The default for what is developed here.',
    },
    {
      environment: 'pre-production',
      level: 'L2_SUGGESTION',
      held: 'L2_SUGGESTION',
      cap: 'L3_SEMI_AUTO',
      source: 'set',
      changedAt: minutesFrom(-60 * 24 * 3),
      sentence: 'Set by sam three days ago.',
    },
    {
      environment: 'production',
      level: 'L2_SUGGESTION',
      held: 'L2_SUGGESTION',
      cap: 'L2_SUGGESTION',
      source: 'default',
      sentence: 'The default, limited by the environment.',
    },
  ],
  waiting: [
    {
      id: '0190a5e0-0000-7000-8000-0000000000c1',
      environment: 'test',
      from: 'L3_SEMI_AUTO',
      to: 'L4_AUTO',
      reason: 'A hundred runs without a failure.',
      by: 'user:default/dana',
      at: minutesFrom(-30),
      status: 'waiting',
      expiresAt: minutesFrom(60 * 20),
    },
  ],
  history: [
    {
      id: '0190a5e0-0000-7000-8000-0000000000c0',
      environment: 'pre-production',
      from: 'L3_SEMI_AUTO',
      to: 'L2_SUGGESTION',
      reason: 'Two restarts made it worse.',
      by: 'user:default/sam',
      at: minutesFrom(-60 * 24 * 3),
      status: 'done',
    },
  ],
  maySet: yes('Your role sre gives it.'),
};
