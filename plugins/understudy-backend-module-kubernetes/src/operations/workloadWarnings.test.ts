import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  startPracticeCluster,
  type PracticeCluster,
} from '@understudy/practice-cluster';
import { connectTo } from '../__testUtils__/connectTo';

jest.setTimeout(60_000);

const HANDS = { 'practice/field-manager': 'kubectl' };

function workload(name: string, more: JsonObject = {}, metadata = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: 'default',
      annotations: HANDS,
      ...metadata,
    },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'app',
              image: 'registry.example.test/app:1',
              resources: { requests: { cpu: '100m' } },
            },
          ],
        },
      },
      ...more,
    },
  };
}

const labelled = (labels: JsonObject) => ({ labels });
const annotated = (annotations: object) => ({
  annotations: { ...HANDS, ...annotations },
});

describe('the warnings of a preview', () => {
  let cluster: PracticeCluster;
  const connector = () =>
    connectTo({
      clusters: [
        { name: 'practice', url: cluster.url, token: cluster.adminToken },
      ],
    });
  const context = {
    signal: new AbortController().signal,
    actor: {},
    logger: mockServices.logger.mock(),
  };

  async function preview(id: string, input: JsonObject) {
    const operation = connector().operations.find(one => one.id === id)!;
    const given = { cluster: 'practice', namespace: 'default', ...input };
    const targets = await operation.resolve(given, context);
    return {
      target: targets[0],
      ...(await operation.preview!(given, targets, context)),
    };
  }
  const scale = (name: string, replicas: number, more: JsonObject = {}) =>
    preview('kubernetes:scale', {
      kind: 'Deployment',
      name,
      replicas,
      ...more,
    });
  const restart = (name: string, more: JsonObject = {}) =>
    preview('kubernetes:rollout-restart', {
      kind: 'Deployment',
      name,
      ...more,
    });

  function guard(name: string) {
    cluster.apply({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace: 'default' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: name } } },
    });
  }

  beforeAll(async () => {
    cluster = await startPracticeCluster({ speed: 50 });
    for (const object of [
      workload('plain'),
      workload('bare'),
      workload('scaled'),
      workload('paused', { paused: true }),
      workload(
        'argo',
        {},
        annotated({ 'argocd.argoproj.io/tracking-id': 'x' }),
      ),
      workload(
        'flux',
        {},
        labelled({ 'kustomize.toolkit.fluxcd.io/name': 'apps' }),
      ),
      workload('helm', {}, annotated({ 'meta.helm.sh/release-name': 'web' })),
      workload(
        'other',
        {},
        labelled({ 'app.kubernetes.io/managed-by': 'Kustomizer' }),
      ),
      workload('driven', {}, annotated({ 'practice/field-manager': 'robot' })),
    ]) {
      cluster.apply(object);
      if (object.metadata.name !== 'bare') {
        guard(object.metadata.name);
      }
    }
    cluster.apply({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'scaler', namespace: 'default' },
      spec: {
        minReplicas: 2,
        maxReplicas: 6,
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'scaled',
        },
        metrics: [],
      },
    });
    cluster.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'small' },
    });
    cluster.apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'cpu', namespace: 'small' },
      spec: { hard: { 'requests.cpu': '350m' } },
    });
    cluster.apply(workload('tight', {}, { namespace: 'small' }));
    for (const started = Date.now(); ; ) {
      const quota = cluster.get('v1', 'ResourceQuota', 'small', 'cpu') as
        | { status?: { used?: Record<string, string> } }
        | undefined;
      if (quota?.status?.used?.['requests.cpu'] === '200m') {
        break;
      }
      if (Date.now() - started > 30_000) {
        throw new Error(`The quota counts ${JSON.stringify(quota)}`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
  });
  afterAll(() => cluster.close());

  it('given nothing out of the ordinary, then there are none', async () => {
    expect((await scale('plain', 5)).warnings).toEqual([]);
    expect((await scale('plain', 1)).warnings).toEqual([]);
    expect((await restart('plain')).warnings).toEqual([]);
  });

  it('given an autoscaler, then scaling says that it will set the replicas again, and a restart does not', async () => {
    expect((await scale('scaled', 5)).warnings).toEqual([
      'The HorizontalPodAutoscaler scaler manages the replicas (2 to 6) and will set them again',
    ]);
    expect((await restart('scaled')).warnings).toEqual([]);
  });

  it('given no disruption budget, then whatever ends pods says so', async () => {
    const none = [
      'No PodDisruptionBudget covers its pods, so that nothing keeps a minimum of them up',
    ];
    expect((await scale('bare', 1)).warnings).toEqual(none);
    expect((await restart('bare')).warnings).toEqual(none);
    expect((await scale('bare', 4)).warnings).toEqual([]);
  });

  it.each([
    ['argo', 'Argo CD', 'argocd'],
    ['flux', 'Flux', 'flux'],
    ['helm', 'Helm', 'helm'],
    ['other', 'kustomizer', 'kustomizer'],
  ])('given %s, then it is named', async (name, title, observed) => {
    const { target, warnings } = await scale(name, 3);
    expect(target.observed.managedBy).toBe(observed);
    expect(warnings).toContain(
      `${title} manages it and may set the change back; change it there for good`,
    );
  });

  it('given that somebody else’s program wrote the field, then it is named', async () => {
    expect((await scale('driven', 3)).warnings).toEqual([
      'The field manager robot wrote the same field last',
    ]);
    // It never wrote the time of a restart.
    expect((await restart('driven')).warnings).toEqual([]);
  });

  it('given a paused rollout, then a restart replaces nothing and says so', async () => {
    const { outcome, warnings } = await restart('paused');
    expect(outcome).toBe('No pod is replaced until the rollout is resumed.');
    expect(warnings).toEqual([
      'Its rollout is paused: a new template starts no pods until it is resumed',
    ]);
  });

  it('given a quota, then scaling beyond it says how many pods still fit', async () => {
    const small = { namespace: 'small' };
    const { target, warnings } = await scale('tight', 5, small);
    expect(target.observed.quota).toEqual({ podsLeft: 1 });
    expect(warnings).toContain(
      'The quotas of the namespace leave room for 1 more pod of it, and 3 more are wanted',
    );
    expect((await scale('tight', 3, small)).warnings).toEqual(
      warnings.filter(warning => !warning.includes('quota')),
    );
  });

  it('given a ReplicaSet that a Deployment owns, then its owner is named', async () => {
    const owned = cluster
      .list('apps/v1', 'ReplicaSet', 'default')
      .find(({ metadata }) => metadata.name.startsWith('plain-'))!;
    const { warnings } = await scale(owned.metadata.name, 3, {
      kind: 'ReplicaSet',
    });
    expect(warnings).toContain(
      'Deployment plain owns it and may set the change back',
    );
  });

  it('says in words what becomes of the pods', async () => {
    const outcomes = [0, 1, 2, 3, 6].map(
      async replicas => (await scale('plain', replicas)).outcome,
    );
    expect(await Promise.all(outcomes)).toEqual([
      'All 2 pods end, and nothing answers any more.',
      '1 pod ends, and 1 stays.',
      'Nothing changes: there are 2 replicas already.',
      '1 more pod starts, 3 in all.',
      '4 more pods start, 6 in all.',
    ]);
  });

  it('given a target that changed, or another one of the same name, then nothing is previewed', async () => {
    cluster.apply(workload('moving'));
    const operation = connector().operations.find(
      ({ id }) => id === 'kubernetes:scale',
    )!;
    const input = {
      cluster: 'practice',
      namespace: 'default',
      kind: 'Deployment',
      name: 'moving',
      replicas: 3,
    };
    const [seen] = await operation.resolve(input, context);
    cluster.apply(workload('moving', { minReadySeconds: 5 }));
    await expect(
      operation.preview!(input, [seen], context),
    ).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('changed since it was looked at'),
    });
    const [now] = await operation.resolve(input, context);
    await expect(
      operation.preview!(input, [{ ...now, uid: 'another' }], context),
    ).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('another object of the same name'),
    });
    await expect(
      operation.preview!(input, [now], context),
    ).resolves.toMatchObject({ summary: 'replicas 2 → 3' });
  });
});
