import { Raw } from '../types';
import { EXAMPLE_APPS, EXAMPLE_CLUSTERS, ExampleApp } from './exampleApps';

const ENVIRONMENTS: Record<string, string> = {
  development: 'development',
  staging: 'pre-production',
  production: 'production',
};

function labels(app: { name: string; owner: string }): Record<string, string> {
  return {
    app: app.name,
    'backstage.io/kubernetes-id': app.name,
    'app.kubernetes.io/name': app.name,
    team: app.owner,
  };
}

function deployment(app: ExampleApp, index: number, environment: string): Raw {
  const image = `registry.local/${app.name}:${app.versions[index]}`;
  const probe = (path: string) => ({
    httpGet: { path, port: 'http' },
    periodSeconds: 10,
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: app.name,
      namespace: app.namespace,
      labels: labels(app),
      annotations: {
        'kubernetes.io/change-cause': `deploy ${app.name} ${app.versions[index]}`,
      },
    },
    spec: {
      replicas: app.replicas[index],
      selector: { matchLabels: { app: app.name } },
      ...(app.name === 'payments'
        ? {
            strategy: {
              type: 'RollingUpdate',
              rollingUpdate: { maxSurge: 0, maxUnavailable: 2 },
            },
          }
        : {}),
      template: {
        metadata: { labels: { ...labels(app), environment } },
        spec: {
          serviceAccountName: 'default',
          containers: [
            {
              name: app.name,
              image,
              ...(app.port
                ? { ports: [{ name: 'http', containerPort: app.port }] }
                : {}),
              env: [{ name: 'LOG_LEVEL', value: 'info' }],
              envFrom: [{ configMapRef: { name: `${app.name}-config` } }],
              resources: {
                requests: { cpu: app.cpu, memory: app.memory },
                limits: { memory: app.memory },
              },
              ...(app.port
                ? {
                    readinessProbe: {
                      ...probe('/ready'),
                      ...(app.name === 'payments'
                        ? { initialDelaySeconds: 40 }
                        : {}),
                    },
                    livenessProbe: probe('/live'),
                  }
                : {}),
            },
          ],
        },
      },
    },
  };
}

function around(app: ExampleApp): Raw[] {
  const meta = (name: string) => ({
    name,
    namespace: app.namespace,
    labels: labels(app),
  });
  const out: Raw[] = [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: meta(`${app.name}-config`),
      data: { FEATURES: 'standard', UPSTREAM_TIMEOUT: '2s' },
    },
  ];
  if (!app.port) return out;
  out.push({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta(app.name),
    spec: {
      selector: { app: app.name },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  });
  return out;
}

function autoscaler(
  name: string,
  namespace: string,
  min: number,
  max: number,
): Raw {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name,
      namespace,
      labels: { app: name, 'backstage.io/kubernetes-id': name },
    },
    spec: {
      minReplicas: min,
      maxReplicas: max,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
  };
}

function budget(name: string, namespace: string, spec: Raw): Raw {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: {
      name: `${name}-pdb`,
      namespace,
      labels: { app: name, 'backstage.io/kubernetes-id': name },
    },
    spec: { ...spec, selector: { matchLabels: { app: name } } },
  };
}

function database(
  name: string,
  namespace: string,
  image: string,
  port: number,
): Raw[] {
  const own = { app: name, 'backstage.io/kubernetes-id': name };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels: own },
      spec: {
        clusterIP: 'None',
        selector: { app: name },
        ports: [{ name: 'data', port }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, namespace, labels: own },
      spec: {
        serviceName: name,
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: own },
          spec: {
            containers: [
              {
                name: 'server',
                image,
                ports: [{ name: 'data', containerPort: port }],
                resources: { requests: { cpu: '250m', memory: '1Gi' } },
                volumeMounts: [{ name: 'data', mountPath: '/var/lib/data' }],
              },
            ],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '10Gi' } },
            },
          },
        ],
      },
    },
  ];
}

function group(name: string): Raw {
  return { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name };
}

function access(): Raw[] {
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

/** Everything that stands in one cluster of the example world, in the order in which it is made. */
export function exampleObjects(cluster: string): Raw[] {
  const index = Math.max(0, EXAMPLE_CLUSTERS.indexOf(cluster));
  const environment = ENVIRONMENTS[cluster] ?? 'development';
  const production = index === 2;
  const out: Raw[] = ['checkout', 'discovery'].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { environment, 'app.kubernetes.io/part-of': 'commerce' },
    },
  }));
  out.push(...access());
  out.push({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'payments-provider', namespace: 'checkout' },
    data: { 'api-key': Buffer.from('practice-only').toString('base64') },
  });
  out.push(
    ...database('payments-db', 'checkout', 'registry.local/postgres:17', 5432),
    ...database('orders-queue', 'checkout', 'registry.local/rabbitmq:4', 5672),
    ...database(
      'search-index',
      'discovery',
      'registry.local/opensearch:3',
      9200,
    ),
  );
  for (const app of EXAMPLE_APPS)
    out.push(...around(app), deployment(app, index, environment));
  out.push({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'storefront',
      namespace: 'checkout',
      labels: { app: 'storefront', 'backstage.io/kubernetes-id': 'storefront' },
    },
    spec: {
      rules: [
        {
          host: `shop.${cluster}.example.test`,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: {
                  service: { name: 'storefront', port: { name: 'http' } },
                },
              },
            ],
          },
        },
      ],
    },
  });
  if (index > 0) {
    out.push(
      budget('checkout', 'checkout', { minAvailable: 1 }),
      budget('search', 'discovery', { minAvailable: 2 }),
      budget('payments', 'checkout', { maxUnavailable: production ? 2 : 1 }),
    );
    out.push(
      autoscaler('storefront', 'checkout', production ? 4 : 2, 10),
      autoscaler('search', 'discovery', 4, 12),
    );
  }
  return out;
}

/** The job of the example world; it is made later, so that its runs do not fill the past. */
export function exampleCronJob(): Raw {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name: 'invoice-export',
      namespace: 'checkout',
      labels: { app: 'invoices', 'backstage.io/kubernetes-id': 'invoices' },
    },
    spec: {
      schedule: '*/30 * * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        spec: {
          template: {
            metadata: {
              labels: {
                app: 'invoices',
                'backstage.io/kubernetes-id': 'invoices',
              },
            },
            spec: {
              restartPolicy: 'Never',
              containers: [
                {
                  name: 'export',
                  image: 'registry.local/invoices:v1.18.2',
                  args: ['export'],
                  resources: { requests: { cpu: '50m', memory: '128Mi' } },
                },
              ],
            },
          },
        },
      },
    },
  };
}
