import type {
  EntityOperations,
  HealthReport,
  MyPermissions,
} from '@understudy/plugin-understudy-common';

/** What Sam, an SRE, may do. */
export const samsPermissions: MyPermissions = {
  user: {
    entityRef: 'user:default/sam',
    ownershipRefs: ['user:default/sam', 'group:default/sre'],
  },
  roles: [
    { role: 'operator', via: 'group:default/sre' },
    { role: 'approver', via: 'group:default/sre' },
    { role: 'sre', via: 'group:default/sre' },
  ],
  framework: 'enabled',
  permissions: [
    {
      name: 'understudy.read',
      title: 'See operations, plans and health',
      action: 'read',
      allowed: true,
      reason: 'Your role operator gives it.',
    },
    {
      name: 'understudy.plan.create',
      title: 'Prepare a plan',
      action: 'write',
      allowed: true,
      reason: 'Your role operator gives it.',
    },
    {
      name: 'understudy.plan.execute',
      title: 'Start and stop a plan',
      action: 'write',
      allowed: true,
      reason: 'Your role operator gives it.',
    },
    {
      name: 'understudy.approve',
      title: 'Approve the plan of somebody else',
      action: 'write',
      allowed: true,
      reason: 'Your role approver gives it.',
    },
    {
      name: 'understudy.takeover.set',
      title: 'Set a takeover level',
      action: 'write',
      allowed: true,
      reason: 'Your role sre gives it.',
    },
    {
      name: 'understudy.policy.manage',
      title: 'Change and activate policies',
      action: 'write',
      allowed: false,
      reason:
        'It needs the role policy-admin. An administrator gives it to a group of yours in understudy.roles.',
    },
    {
      name: 'understudy.audit.export',
      title: 'Export the ledger',
      action: 'read',
      allowed: false,
      reason:
        'It needs the role compliance. An administrator gives it to a group of yours in understudy.roles.',
    },
  ],
};

/** Payments, annotated and running in three clusters that are all known. */
export const paymentsOperations: EntityOperations = {
  entityRef: 'component:default/payments',
  title: 'Payments',
  owners: ['group:default/team-checkout'],
  youOwnIt: false,
  systemType: { value: 'developed', source: 'annotation' },
  environments: [
    {
      name: 'development',
      clusters: ['development'],
      cap: 'L5_FULLY_AUTONOMOUS',
      rules: 'Software may act by itself as far as the takeover level lets it.',
    },
    {
      name: 'test',
      clusters: [],
      cap: 'L4_AUTO',
      rules:
        'Software may act by itself up to Takeover L4; everything is recorded in detail.',
    },
    {
      name: 'pre-production',
      clusters: ['staging'],
      cap: 'L3_SEMI_AUTO',
      rules: 'A critical operation needs the approval of one person.',
    },
    {
      name: 'production',
      clusters: ['production'],
      cap: 'L2_SUGGESTION',
      rules: 'Every write needs a person who confirms it, and approval.',
    },
  ],
  clusters: [
    {
      name: 'development',
      namespace: 'checkout',
      configured: true,
      environment: 'development',
      environmentSource: 'configuration',
    },
    {
      name: 'staging',
      namespace: 'checkout',
      configured: true,
      environment: 'pre-production',
      environmentSource: 'configuration',
    },
    {
      name: 'production',
      namespace: 'checkout',
      configured: true,
      environment: 'production',
      environmentSource: 'configuration',
    },
  ],
  nextStep: {
    title: 'See what runs',
    why: 'Everything that is known about this entity is set up. The Kubernetes tab shows what runs in its clusters.',
    link: '/catalog/default/component/payments/kubernetes',
  },
};

/** An entity that says nothing about where it runs. */
export const unannotatedOperations: EntityOperations = {
  ...paymentsOperations,
  entityRef: 'component:default/storefront',
  title: 'Storefront',
  owners: [],
  youOwnIt: undefined,
  systemType: { value: 'existing', source: 'default' },
  environments: [],
  clusters: [],
  nextStep: {
    title: 'Say where it runs',
    why: 'No annotation names a cluster. Add these lines to the catalog-info.yaml of the entity.',
    example: [
      'metadata:',
      '  annotations:',
      '    backstage.io/kubernetes-id: storefront',
      '    understudy/clusters: development, staging, production',
    ].join('\n'),
  },
};

/** An entity whose only cluster is not known to this Backstage. */
export const unknownClusterOperations: EntityOperations = {
  ...paymentsOperations,
  entityRef: 'resource:default/search-index',
  title: 'Search index',
  youOwnIt: true,
  environments: paymentsOperations.environments.map(environment => ({
    ...environment,
    clusters: environment.name === 'production' ? ['eu-west-9'] : [],
  })),
  clusters: [
    {
      name: 'eu-west-9',
      configured: false,
      environment: 'production',
      environmentSource: 'unknown',
    },
  ],
  nextStep: {
    title: 'Say what eu-west-9 is',
    why: 'An annotation names the cluster, and no environment lists it, so production rules hold.',
    example: [
      'understudy:',
      '  environments:',
      '    - name: production',
      '      clusters: [eu-west-9]',
    ].join('\n'),
  },
};

/** Everything is fine. */
export const fineHealth: HealthReport = {
  status: 'ok',
  checkedAt: '2026-03-14T20:51:07.000Z',
  checks: [
    {
      id: 'permission-framework',
      title: 'Permission framework',
      status: 'ok',
      sentence: 'Backstage decides about every request.',
      stops: 'writes',
      since: '2026-03-14T08:00:00.000Z',
    },
    {
      id: 'database',
      title: 'Database',
      status: 'ok',
      sentence: 'It answers, and every migration has run.',
      stops: 'writes',
      since: '2026-03-14T08:00:00.000Z',
    },
  ],
};

/** The permission framework is off, and no role is given. */
export const redHealth: HealthReport = {
  status: 'failed',
  checkedAt: '2026-03-14T20:51:07.000Z',
  checks: [
    {
      id: 'permission-framework',
      title: 'Permission framework',
      status: 'failed',
      sentence:
        'The permission framework is off: Backstage would allow anyone everything.',
      action: 'Set permission.enabled: true in the configuration and restart.',
      link: '/docs/default/system/understudy/policy-security',
      stops: 'writes',
      since: '2026-03-14T20:45:00.000Z',
    },
    {
      id: 'roles',
      title: 'Roles',
      status: 'attention',
      sentence: 'No group has a role, so everybody may only look.',
      action: 'List your groups under understudy.roles.',
      stops: 'nothing',
      since: '2026-03-14T20:45:00.000Z',
    },
    fineHealth.checks[1],
  ],
};
