import type { JsonObject } from '@backstage/types';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * A namespace with a workload whose secret stands wherever workloads keep
 * theirs, by the paths at which the objects are created.
 */
export function trialObjects(
  namespace: string,
  secret: string,
): [path: string, object: JsonObject][] {
  const core = `/api/v1/namespaces/${namespace}`;
  return [
    [
      '/api/v1/namespaces',
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ],
    [
      `/apis/${RBAC}/v1/namespaces/${namespace}/rolebindings`,
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'RoleBinding',
        metadata: { name: 'trial' },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'edit' },
        subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'trial' }],
      },
    ],
    [
      `${core}/secrets`,
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: 'keys',
          // What `kubectl apply` leaves there.
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
              stringData: { word: secret },
            }),
          },
        },
        stringData: { word: secret },
      },
    ],
    [
      `${core}/configmaps`,
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings' },
        data: {
          DB_PASSWORD: secret,
          LEVEL: 'info',
          DATABASE: `postgres://app:${secret}@db.example.test/app`,
        },
      },
    ],
    [
      `/apis/apps/v1/namespaces/${namespace}/deployments`,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
          name: 'web',
          annotations: { 'example.test/api-token': secret },
        },
        spec: {
          replicas: 2,
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: {
              containers: [
                {
                  name: 'web',
                  image: 'registry.example.test/web:1',
                  args: [`--token=${secret}`, '--password', secret],
                  env: [
                    { name: 'DB_PASSWORD', value: secret },
                    {
                      name: 'DATABASE',
                      value: `postgres://app:${secret}@db.example.test/app`,
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    ],
  ];
}
