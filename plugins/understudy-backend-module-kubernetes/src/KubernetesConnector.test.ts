import { mockServices } from '@backstage/backend-test-utils';
import {
  tracingServiceMock,
  metricsServiceMock,
} from '@backstage/backend-test-utils/alpha';
import {
  ConnectorRegistry,
  type OperationContext,
} from '@understudy/plugin-understudy-node';
import {
  startPracticeCluster,
  type PracticeCluster,
} from '@understudy/practice-cluster';
import { ClusterMetrics } from './client/ClusterMetrics';
import { readKubernetesConfig } from './config/readKubernetesConfig';
import { KubernetesConnector } from './KubernetesConnector';

const canary = ['canary', 'value', '7f3a'].join('-');
const where = { cluster: 'practice', namespace: 'default', name: 'web' };

function connect(cluster: PracticeCluster) {
  const registry = new ConnectorRegistry();
  registry.add(
    new KubernetesConnector(
      readKubernetesConfig(
        mockServices.rootConfig({
          data: {
            understudy: {
              kubernetes: {
                commitmentKey: 'a key for tests',
                clusters: [
                  {
                    name: 'practice',
                    url: cluster.url,
                    token: cluster.adminToken,
                    impersonate: {},
                  },
                ],
              },
            },
          },
        }),
      ),
      {
        metrics: new ClusterMetrics(metricsServiceMock.mock()),
        tracing: tracingServiceMock.mock(),
      },
    ),
  );
  return (id: string, given: object) => {
    const { operation } = registry.get(id);
    const input = registry.parseInput(id, given);
    return { operation, input };
  };
}

describe('KubernetesConnector on a practice cluster', () => {
  let cluster: PracticeCluster;
  let call: ReturnType<typeof connect>;
  const context: OperationContext = {
    signal: new AbortController().signal,
    actor: {
      userEntityRef: 'user:default/sam',
      groups: ['group:default/sre'],
    },
    logger: mockServices.logger.mock(),
  };

  beforeAll(async () => {
    cluster = await startPracticeCluster({ speed: 50 });
    cluster.apply({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'sre' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'edit',
      },
      subjects: [
        {
          kind: 'Group',
          apiGroup: 'rbac.authorization.k8s.io',
          name: 'sre',
        },
      ],
    });
    cluster.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'keys', namespace: 'default' },
      stringData: { word: canary },
    });
    cluster.apply({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              {
                name: 'web',
                image: 'nginx:1',
                env: [{ name: 'DB_PASSWORD', value: canary }],
              },
            ],
          },
        },
      },
    });
    call = connect(cluster);
  });
  afterAll(() => cluster.close());

  it.each([
    [
      'kubernetes:scale',
      { ...where, kind: 'Deployment', replicas: 5 },
      'kubectl --context=practice --namespace=default scale deployment/web --replicas=5',
    ],
    [
      'kubernetes:rollout-restart',
      { ...where, kind: 'Deployment' },
      'kubectl --context=practice --namespace=default rollout restart deployment/web',
    ],
  ])(
    '%s: previews twice alike, changes nothing and leaks nothing',
    async (id, given, command) => {
      const { operation, input } = call(id, given);
      const [target] = await operation.resolve(input, context);
      const before = cluster.get('apps/v1', 'Deployment', 'default', 'web')!;
      const spec = JSON.stringify(before.spec);
      const one = await operation.preview!(input, [target], context);
      const two = await operation.preview!(input, [target], context);
      const after = cluster.get('apps/v1', 'Deployment', 'default', 'web')!;
      expect(JSON.stringify(after.spec)).toBe(spec);
      expect(after.metadata.uid).toBe(target.uid);
      expect(one.command).toBe(command);
      expect(one.simulated).toBe(false);
      expect(one.changes).toHaveLength(1);
      expect(two.digest).toBe(one.digest);
      expect(JSON.stringify([target, one])).not.toContain(canary);
    },
  );

  it('asks the cluster about who will act, verb and part', async () => {
    const { operation, input } = call('kubernetes:scale', {
      ...where,
      kind: 'Deployment',
      replicas: 3,
    });
    const targets = await operation.resolve(input, context);
    const mine = await operation.checkAccess(targets, context);
    expect(
      mine.map(r => [r.verb, r.subresource, r.identity, r.allowed]),
    ).toEqual([
      ['get', undefined, 'sam', true],
      ['patch', 'scale', 'sam', true],
    ]);
    const others = await operation.checkAccess(targets, {
      ...context,
      actor: { userEntityRef: 'user:default/eve' },
    });
    expect(others.map(r => r.allowed)).toEqual([false, false]);
    await expect(
      operation.preview!(input, targets, {
        ...context,
        actor: { userEntityRef: 'user:default/eve' },
      }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('masks a Secret and calls reading it sensitive', async () => {
    const { operation, input } = call('kubernetes:get', {
      cluster: 'practice',
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: 'default',
      name: 'keys',
    });
    expect(operation.sensitivity!(input)).toBe('sensitive');
    const targets = await operation.resolve(input, context);
    const answer = await operation.apply!(input, targets, context);
    expect(answer).toMatchObject({ masked: ['/data/word'] });
    const text = JSON.stringify([targets, answer]);
    expect(text).not.toContain(canary);
    expect(text).not.toContain(Buffer.from(canary).toString('base64'));
  });

  it('refuses names that are none, other clusters, and what is not there', async () => {
    const given = { ...where, kind: 'Deployment', replicas: 3 };
    const scaled = (name: string) => () =>
      call('kubernetes:scale', { ...given, name });
    for (const name of ['../pods', 'a/b', 'web%2f', '']) {
      expect(scaled(name)).toThrow(/name/);
    }
    const resolve = (changes: object) => {
      const { operation, input } = call('kubernetes:scale', {
        ...given,
        ...changes,
      });
      return operation.resolve(input, context);
    };
    await expect(resolve({ cluster: 'other' })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(resolve({ name: 'gone' })).rejects.toMatchObject({
      kind: 'not-found',
    });
    const heal = cluster.addFault({
      kind: 'tooManyRequests',
      retryAfterSeconds: 2,
    });
    await expect(resolve({})).rejects.toMatchObject({
      kind: 'unavailable',
      retryAfterSeconds: 2,
    });
    heal();
  });
});
