import { Raw } from '../types';

function group(name: string): Raw {
  return { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name };
}

export function access(): Raw[] {
  const rbac = 'rbac.authorization.k8s.io/v1';
  const account = (name: string): Raw => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'understudy' },
  });
  const bind = (
    name: string,
    role: string,
    subjects: Raw[],
    namespace?: string,
  ): Raw => ({
    apiVersion: rbac,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name, ...(namespace ? { namespace } : {}) },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects,
  });
  const accountSubject = (name: string) => ({
    kind: 'ServiceAccount',
    name,
    namespace: 'understudy',
  });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'understudy' } },
    account('understudy-reader'),
    account('understudy-operator'),
    {
      apiVersion: rbac,
      kind: 'ClusterRole',
      metadata: { name: 'understudy-nodes' },
      rules: [
        {
          apiGroups: [''],
          resources: ['nodes', 'persistentvolumes'],
          verbs: ['get', 'list', 'watch'],
        },
        {
          apiGroups: ['metrics.k8s.io'],
          resources: ['nodes', 'pods'],
          verbs: ['get', 'list'],
        },
      ],
    },
    {
      apiVersion: rbac,
      kind: 'ClusterRole',
      metadata: { name: 'understudy-operator' },
      rules: [
        {
          apiGroups: [''],
          resources: ['users', 'groups'],
          verbs: ['impersonate'],
        },
        {
          apiGroups: ['authorization.k8s.io'],
          resources: ['subjectaccessreviews'],
          verbs: ['create'],
        },
        {
          apiGroups: [''],
          resources: ['nodes'],
          verbs: ['get', 'list', 'watch', 'patch'],
        },
      ],
    },
    bind('understudy-reader', 'view', [accountSubject('understudy-reader')]),
    bind('understudy-reader-nodes', 'understudy-nodes', [
      accountSubject('understudy-reader'),
      accountSubject('understudy-operator'),
    ]),
    bind('understudy-operator', 'understudy-operator', [
      accountSubject('understudy-operator'),
    ]),
    bind('understudy-operator-edit', 'edit', [
      accountSubject('understudy-operator'),
    ]),
    bind('team-checkout', 'edit', [group('team-checkout')], 'checkout'),
    bind('team-discovery', 'edit', [group('team-discovery')], 'discovery'),
    bind('sre', 'edit', [group('sre')]),
    bind('sre-nodes', 'understudy-nodes', [group('sre')]),
    bind('platform', 'cluster-admin', [group('platform')]),
    bind('everyone-reads', 'view', [group('system:authenticated')]),
  ];
}
