import { Raw } from '../types';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const rule = (
  apiGroups: string[],
  resources: string[],
  verbs: string[],
): Raw => ({ apiGroups, resources, verbs });

const VIEW: Raw[] = [
  rule(
    [''],
    [
      'configmaps',
      'endpoints',
      'persistentvolumeclaims',
      'persistentvolumeclaims/status',
      'pods',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'serviceaccounts',
      'services',
      'services/status',
    ],
    READ,
  ),
  rule(
    [''],
    [
      'bindings',
      'events',
      'limitranges',
      'namespaces/status',
      'pods/log',
      'pods/status',
      'replicationcontrollers/status',
      'resourcequotas',
      'resourcequotas/status',
    ],
    READ,
  ),
  rule([''], ['namespaces'], READ),
  rule(['discovery.k8s.io'], ['endpointslices'], READ),
  rule(
    ['apps'],
    [
      'controllerrevisions',
      'daemonsets',
      'daemonsets/status',
      'deployments',
      'deployments/scale',
      'deployments/status',
      'replicasets',
      'replicasets/scale',
      'replicasets/status',
      'statefulsets',
      'statefulsets/scale',
      'statefulsets/status',
    ],
    READ,
  ),
  rule(
    ['autoscaling'],
    ['horizontalpodautoscalers', 'horizontalpodautoscalers/status'],
    READ,
  ),
  rule(['batch'], ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'], READ),
  rule(
    ['policy'],
    ['poddisruptionbudgets', 'poddisruptionbudgets/status'],
    READ,
  ),
  rule(
    ['networking.k8s.io'],
    ['ingresses', 'ingresses/status', 'networkpolicies'],
    READ,
  ),
  rule(['metrics.k8s.io'], ['pods', 'nodes'], READ),
];

const EDIT: Raw[] = [
  rule(
    [''],
    [
      'pods/attach',
      'pods/exec',
      'pods/portforward',
      'pods/proxy',
      'secrets',
      'services/proxy',
    ],
    READ,
  ),
  rule([''], ['serviceaccounts'], ['impersonate']),
  rule(
    [''],
    ['pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'],
    WRITE,
  ),
  rule([''], ['pods/eviction'], ['create']),
  rule(
    [''],
    [
      'configmaps',
      'events',
      'persistentvolumeclaims',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'secrets',
      'serviceaccounts',
      'services',
      'services/proxy',
    ],
    WRITE,
  ),
  rule([''], ['serviceaccounts/token'], ['create']),
  rule(
    ['apps'],
    [
      'daemonsets',
      'deployments',
      'deployments/rollback',
      'deployments/scale',
      'replicasets',
      'replicasets/scale',
      'statefulsets',
      'statefulsets/scale',
    ],
    WRITE,
  ),
  rule(['autoscaling'], ['horizontalpodautoscalers'], WRITE),
  rule(['batch'], ['cronjobs', 'jobs'], WRITE),
  rule(['policy'], ['poddisruptionbudgets'], WRITE),
  rule(['networking.k8s.io'], ['ingresses', 'networkpolicies'], WRITE),
  rule(['coordination.k8s.io'], ['leases'], [...WRITE, ...READ]),
];

const ADMIN: Raw[] = [
  rule(['authorization.k8s.io'], ['localsubjectaccessreviews'], ['create']),
  rule(
    ['rbac.authorization.k8s.io'],
    ['rolebindings', 'roles'],
    [...WRITE, ...READ],
  ),
];

function role(name: string, rules: Raw[]): Raw {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name,
      labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
      annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
    },
    rules,
  };
}

/** A role that has the rules of all roles that are labelled for it. */
function gathered(name: string, rules: Raw[], into?: string): Raw {
  const plain = role(name, rules);
  const label = (to: string) => `rbac.authorization.k8s.io/aggregate-to-${to}`;
  return {
    ...plain,
    metadata: {
      ...plain.metadata,
      labels: {
        ...plain.metadata.labels,
        ...(into ? { [label(into)]: 'true' } : {}),
      },
    },
    aggregationRule: {
      clusterRoleSelectors: [{ matchLabels: { [label(name)]: 'true' } }],
    },
  };
}

/** The part of a gathered role that is its own. */
function part(of: string, rules: Raw[]): Raw {
  const plain = role(`system:aggregate-to-${of}`, rules);
  return {
    ...plain,
    metadata: {
      ...plain.metadata,
      labels: {
        ...plain.metadata.labels,
        [`rbac.authorization.k8s.io/aggregate-to-${of}`]: 'true',
      },
    },
  };
}

function binding(name: string, roleName: string, subjects: Raw[]): Raw {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: {
      name,
      labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
      annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
    },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: roleName,
    },
    subjects,
  };
}

const group = (name: string): Raw => ({
  apiGroup: 'rbac.authorization.k8s.io',
  kind: 'Group',
  name,
});
const DISCOVERY = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
];

/** The roles that every cluster has. */
export function systemRoles(): Raw[] {
  return [
    role('cluster-admin', [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ]),
    gathered('admin', [...EDIT, ...VIEW, ...ADMIN]),
    gathered('edit', [...VIEW, ...EDIT], 'admin'),
    gathered('view', VIEW, 'edit'),
    part('admin', ADMIN),
    part('edit', EDIT),
    part('view', VIEW),
    role('system:discovery', [{ nonResourceURLs: DISCOVERY, verbs: ['get'] }]),
    role('system:public-info-viewer', [
      {
        nonResourceURLs: [
          '/healthz',
          '/livez',
          '/readyz',
          '/version',
          '/version/',
        ],
        verbs: ['get'],
      },
    ]),
    role('system:service-account-issuer-discovery', [
      {
        nonResourceURLs: [
          '/.well-known/openid-configuration',
          '/.well-known/openid-configuration/',
          '/openid/v1/jwks',
          '/openid/v1/jwks/',
        ],
        verbs: ['get'],
      },
    ]),
    role('system:basic-user', [
      rule(
        ['authorization.k8s.io'],
        ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
        ['create'],
      ),
      rule(['authentication.k8s.io'], ['selfsubjectreviews'], ['create']),
    ]),
    binding('cluster-admin', 'cluster-admin', [group('system:masters')]),
    binding('system:public-info-viewer', 'system:public-info-viewer', [
      group('system:authenticated'),
      group('system:unauthenticated'),
    ]),
    binding('system:discovery', 'system:discovery', [
      group('system:authenticated'),
    ]),
    binding(
      'system:service-account-issuer-discovery',
      'system:service-account-issuer-discovery',
      [group('system:serviceaccounts')],
    ),
    binding('system:basic-user', 'system:basic-user', [
      group('system:authenticated'),
    ]),
  ];
}
