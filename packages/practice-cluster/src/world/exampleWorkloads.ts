import { Raw } from '../types';
import { ExampleApp } from './exampleApps';

/** People deployed it by hand: no program claims its fields. */
const BY_HAND = { 'practice/field-manager': 'kubectl-client-side-apply' };

function labels(app: { name: string; owner: string }): Record<string, string> {
  return {
    app: app.name,
    'backstage.io/kubernetes-id': app.name,
    'app.kubernetes.io/name': app.name,
    team: app.owner,
  };
}

export function deployment(
  app: ExampleApp,
  index: number,
  environment: string,
): Raw {
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
        ...BY_HAND,
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

export function around(app: ExampleApp): Raw[] {
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

export function autoscaler(
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

export function budget(name: string, namespace: string, spec: Raw): Raw {
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

export function database(
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
      metadata: { name, namespace, labels: own, annotations: { ...BY_HAND } },
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
