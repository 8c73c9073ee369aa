import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readScenarios } from '../scenarios/readScenarios';
import { KubeObject } from '../types';
import { buildExampleCluster } from './buildExampleCluster';
import { EXAMPLE_CLUSTERS } from './exampleApps';

const EXAMPLES = resolve(__dirname, '../../../../examples');
const ID = 'backstage.io/kubernetes-id';

interface CatalogEntity {
  kind: string;
  metadata: { name: string; annotations?: Record<string, string> };
  spec: { owner: string };
}

const components = parseAllDocuments(
  readFileSync(resolve(EXAMPLES, 'world.yaml'), 'utf8'),
)
  .map(document => document.toJS() as CatalogEntity)
  .filter(entity => entity.kind === 'Component');

const scenarios = readScenarios(resolve(EXAMPLES, 'scenarios'));

/** How often each component's pods have restarted, by component. */
function restarts(pods: KubeObject[]): Record<string, number> {
  const out: Record<string, number> = {};
  for (const pod of pods) {
    const id = pod.metadata.labels?.[ID];
    const { containerStatuses = [] } = pod.status as {
      containerStatuses?: { restartCount: number }[];
    };
    if (id)
      out[id] =
        (out[id] ?? 0) +
        containerStatuses.reduce((sum, c) => sum + c.restartCount, 0);
  }
  return out;
}

describe('the example world', () => {
  it.each(EXAMPLE_CLUSTERS)(
    'given the catalog, when %s is built, then each component runs where its annotations say, and nowhere else',
    async name => {
      const { cluster } = buildExampleCluster(name, scenarios);
      const running = cluster
        .list('apps/v1', 'Deployment')
        .filter(d => d.metadata.labels?.[ID])
        .map(
          d =>
            `${d.metadata.labels?.[ID]} in ${d.metadata.namespace} of ${d.metadata.labels?.team}`,
        );
      const expected = components
        .filter(({ metadata: { annotations = {} } }) =>
          (annotations['understudy/clusters'] ?? name)
            .split(',')
            .map(c => c.trim())
            .includes(name),
        )
        .map(
          ({ metadata: { annotations = {} }, spec }) =>
            `${annotations[ID]} in ${
              annotations['backstage.io/kubernetes-namespace']
            } of ${spec.owner.split('/')[1]}`,
        );
      expect(running.sort()).toEqual(expected.sort());
      await cluster.close();
    },
  );

  it('given nine days behind it, when production is looked at, then payments crash-loops out of memory and nothing else does', async () => {
    const { cluster } = buildExampleCluster('production', scenarios);
    await cluster.open({});
    const pods = cluster.list('v1', 'Pod', 'checkout');
    const counted = restarts([
      ...pods,
      ...cluster.list('v1', 'Pod', 'discovery'),
    ]);
    expect(Object.keys(counted).filter(id => counted[id] > 0)).toEqual([
      'payments',
    ]);
    const crashing = pods.filter(pod =>
      JSON.stringify(pod.status).includes('OOMKilled'),
    );
    expect(crashing).toHaveLength(2);
    expect(
      cluster.get('apps/v1', 'Deployment', 'checkout', 'payments')?.status,
    ).toMatchObject({ replicas: 5, availableReplicas: 3 });
    await cluster.close();
  });
});
