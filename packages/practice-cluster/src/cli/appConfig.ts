import { randomBytes } from 'node:crypto';
import { stringify } from 'yaml';
import { ExampleCluster } from '../world/buildExampleCluster';

/** Backstage configuration that knows the practice clusters. */
export function appConfigYaml(clusters: ExampleCluster[]): string {
  const caData = (c: ExampleCluster) =>
    c.cluster.ca
      ? { caData: Buffer.from(c.cluster.ca).toString('base64') }
      : {};
  const text = stringify(
    {
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: clusters.map(c => ({
              name: c.cluster.name,
              url: c.cluster.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: c.readerToken,
              skipMetricsLookup: false,
              ...caData(c),
            })),
          },
        ],
      },
      understudy: {
        kubernetes: {
          commitmentKey: randomBytes(32).toString('hex'),
          clusters: clusters.map(c => ({
            name: c.cluster.name,
            url: c.cluster.url,
            token: c.operatorToken,
            // The people of the example world have rights of their own there.
            impersonate: {},
            ...caData(c),
          })),
        },
        practice: {
          clusters: clusters.map(c => ({
            name: c.cluster.name,
            url: c.cluster.url,
          })),
        },
      },
    },
    { lineWidth: 0 },
  );
  return `# Written at every start of the practice clusters; changes here do not last.\n${text}`;
}
