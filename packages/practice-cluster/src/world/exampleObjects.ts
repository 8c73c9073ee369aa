import { Raw } from '../types';
import { access } from './exampleAccess';
import { EXAMPLE_APPS, EXAMPLE_CLUSTERS } from './exampleApps';
import {
  around,
  autoscaler,
  budget,
  database,
  deployment,
} from './exampleWorkloads';

const ENVIRONMENTS: Record<string, string> = {
  development: 'development',
  staging: 'pre-production',
  production: 'production',
};

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
  for (const app of EXAMPLE_APPS.filter(a => a.replicas[index] > 0))
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
