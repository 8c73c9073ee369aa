/** One service of the example world. */
export interface ExampleApp {
  name: string;
  namespace: string;
  /** Replicas in development, staging and production; none where it does not run. */
  replicas: [number, number, number];
  /** Versions in development, staging and production. */
  versions: [string, string, string];
  port?: number;
  memory: string;
  cpu: string;
  owner: string;
  logs: string[];
}

/** The services of the example catalog. */
export const EXAMPLE_APPS: ExampleApp[] = [
  {
    name: 'storefront',
    namespace: 'checkout',
    replicas: [1, 2, 4],
    versions: ['v5.12.0', 'v5.11.3', 'v5.11.3'],
    port: 8080,
    memory: '256Mi',
    cpu: '100m',
    owner: 'team-checkout',
    logs: ['GET / 200 14ms', 'GET /product/4711 200 21ms', 'GET /cart 200 9ms'],
  },
  {
    name: 'checkout',
    namespace: 'checkout',
    replicas: [1, 2, 3],
    versions: ['v3.8.1', 'v3.8.0', 'v3.8.0'],
    port: 8080,
    memory: '384Mi',
    cpu: '150m',
    owner: 'team-checkout',
    logs: [
      'level=info msg="order accepted" duration=41ms',
      'level=info msg="payment requested" duration=112ms',
    ],
  },
  {
    name: 'payments',
    namespace: 'checkout',
    replicas: [1, 2, 5],
    versions: ['v2.31.0', 'v2.31.0', 'v2.30.4'],
    port: 8080,
    memory: '512Mi',
    cpu: '200m',
    owner: 'team-checkout',
    logs: [
      'level=info msg="payment authorised" provider=card duration=87ms',
      'level=info msg="settlement batch written" count=42',
    ],
  },
  {
    name: 'invoices',
    namespace: 'checkout',
    replicas: [1, 1, 2],
    versions: ['v1.19.0', 'v1.18.2', 'v1.18.2'],
    port: 8080,
    memory: '256Mi',
    cpu: '50m',
    owner: 'team-checkout',
    logs: ['level=info msg="invoice rendered" pages=2'],
  },
  {
    name: 'invoices-worker',
    namespace: 'checkout',
    replicas: [1, 3, 3],
    versions: ['v1.19.0', 'v1.18.2', 'v1.18.2'],
    memory: '256Mi',
    cpu: '100m',
    owner: 'team-checkout',
    logs: [
      'level=info msg="job taken" queue=orders-queue',
      'level=info msg="job done" duration=310ms',
    ],
  },
  {
    name: 'search',
    namespace: 'discovery',
    replicas: [1, 4, 4],
    versions: ['v4.2.0', 'v4.2.0', 'v4.1.7'],
    port: 8080,
    memory: '512Mi',
    cpu: '250m',
    owner: 'team-discovery',
    logs: [
      'query="shoes" hits=182 took=17ms',
      'query="red shoes" hits=31 took=11ms',
    ],
  },
  {
    name: 'search-indexer',
    namespace: 'discovery',
    replicas: [1, 1, 1],
    versions: ['v4.2.0', 'v4.2.0', 'v4.1.7'],
    memory: '768Mi',
    cpu: '200m',
    owner: 'team-discovery',
    logs: ['indexed 500 documents in 812ms'],
  },
  {
    name: 'recommendations',
    namespace: 'discovery',
    replicas: [1, 2, 0],
    versions: ['v0.9.4', 'v0.9.3', 'v0.9.3'],
    port: 8080,
    memory: '512Mi',
    cpu: '150m',
    owner: 'team-discovery',
    logs: ['recommended 12 items in 23ms'],
  },
  {
    name: 'inventory',
    namespace: 'discovery',
    replicas: [1, 2, 3],
    versions: ['v2.5.0', 'v2.5.0', 'v2.4.9'],
    port: 8080,
    memory: '256Mi',
    cpu: '100m',
    owner: 'platform',
    logs: ['level=info msg="stock read" sku=4711 count=18'],
  },
];

/** The clusters of the example world, in the order of the figures above. */
export const EXAMPLE_CLUSTERS = ['development', 'staging', 'production'];
