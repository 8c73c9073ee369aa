import { configMap, deployment, pod, Session } from './testing/Session';
import { Raw } from './types';

const NS = '/api/v1/namespaces/default';
const APPS = '/apis/apps/v1/namespaces/default';
const MERGE = { 'content-type': 'application/merge-patch+json' };

describe('workloads of a practice cluster', () => {
  let session: Session;
  beforeAll(async () => {
    session = await Session.start();
  });
  afterAll(() => session.close());

  const available = (n: number) => (body: Raw) =>
    body.status?.availableReplicas === n &&
    body.status?.updatedReplicas === n &&
    body.status?.replicas === n;

  it('given a Deployment, when its image changes, then a new ReplicaSet takes over and the revision counts', async () => {
    await session.call('POST', `${APPS}/deployments`, deployment('web', 2));
    await session.until(`${APPS}/deployments/web`, available(2));
    const before = (
      await session.call('GET', `${APPS}/replicasets?labelSelector=app=web`)
    ).body.items;
    expect(before).toHaveLength(1);
    await session.call(
      'PATCH',
      `${APPS}/deployments/web`,
      [
        {
          op: 'replace',
          path: '/spec/template/spec/containers/0/image',
          value: 'nginx:2',
        },
      ],
      { 'content-type': 'application/json-patch+json' },
    );
    const rolled = await session.until(
      `${APPS}/deployments/web`,
      body =>
        available(2)(body) &&
        body.metadata.annotations['deployment.kubernetes.io/revision'] === '2',
    );
    expect(rolled.metadata.generation).toBe(2);
    expect(
      rolled.status.conditions.map((c: Raw) => [c.type, c.reason]),
    ).toEqual([
      ['Available', 'MinimumReplicasAvailable'],
      ['Progressing', 'NewReplicaSetAvailable'],
    ]);
    const images = (
      await session.call('GET', `${NS}/pods?labelSelector=app=web`)
    ).body.items
      .filter((p: Raw) => !p.metadata.deletionTimestamp)
      .map((p: Raw) => p.spec.containers[0].image);
    expect(images).toEqual(['nginx:2', 'nginx:2']);
    const scale = await session.call(
      'PATCH',
      `${APPS}/deployments/web/scale`,
      { spec: { replicas: 3 } },
      MERGE,
    );
    expect(scale.body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 3 },
      status: { selector: 'app=web' },
    });
    await session.until(`${APPS}/deployments/web`, available(3));
    await session.call('DELETE', `${APPS}/deployments/web`);
    await session.until(
      `${NS}/pods?labelSelector=app=web`,
      body => body.items.length === 0,
    );
  });

  it('given a Job, a CronJob, a StatefulSet and a DaemonSet, when they are made, then their pods come as they should', async () => {
    const template = (restartPolicy: string, command?: string[]) => ({
      metadata: { labels: { app: 'kinds' } },
      spec: {
        restartPolicy,
        containers: [
          { name: 'c', image: 'busybox', ...(command ? { command } : {}) },
        ],
      },
    });
    const selector = { matchLabels: { app: 'kinds' } };
    await session.call('POST', '/apis/batch/v1/namespaces/default/jobs', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'job' },
      spec: { template: template('Never', ['true']) },
    });
    await session.call('POST', `${APPS}/statefulsets`, {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'sts' },
      spec: {
        replicas: 2,
        serviceName: 'sts',
        selector,
        template: template('Always'),
      },
    });
    await session.call('POST', `${APPS}/daemonsets`, {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'ds' },
      spec: { selector, template: template('Always') },
    });
    const job = await session.until(
      '/apis/batch/v1/namespaces/default/jobs/job',
      body => body.status?.succeeded === 1,
    );
    expect(
      job.spec.selector.matchLabels['batch.kubernetes.io/controller-uid'],
    ).toBe(job.metadata.uid);
    const sts = await session.until(
      `${APPS}/statefulsets/sts`,
      body => body.status?.readyReplicas === 2,
    );
    expect(sts.status.currentRevision).toBe(sts.status.updateRevision);
    expect(
      (await session.call('GET', `${NS}/pods/sts-1`)).body.metadata.labels[
        'apps.kubernetes.io/pod-index'
      ],
    ).toBe('1');
    await session.until(
      `${APPS}/daemonsets/ds`,
      body => body.status?.numberReady === 3,
    );
  });

  it('given a Service, when its pods are ready, then Endpoints and slices name them', async () => {
    await session.call(
      'POST',
      `${APPS}/deployments`,
      deployment('backend', 2, {
        ports: [{ name: 'http', containerPort: 8080 }],
      }),
    );
    const service = await session.call('POST', `${NS}/services`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'backend' },
      spec: {
        selector: { app: 'backend' },
        ports: [{ port: 80, targetPort: 'http' }],
      },
    });
    expect(service.body.spec).toMatchObject({
      type: 'ClusterIP',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      sessionAffinity: 'None',
    });
    const endpoints = await session.until(
      `${NS}/endpoints/backend`,
      body => body.subsets?.[0]?.addresses?.length === 2,
    );
    expect(endpoints.subsets[0].ports).toEqual([
      { port: 8080, protocol: 'TCP' },
    ]);
  });

  it('given a pod that fits nowhere, when a node is cordoned or small, then the reason is said', async () => {
    await session.call(
      'POST',
      `${NS}/pods`,
      pod('huge', { resources: { requests: { cpu: '900' } } }),
    );
    const pending = await session.until(
      `${NS}/pods/huge`,
      body => body.status?.conditions?.length > 0,
    );
    expect(pending.status.conditions[0]).toMatchObject({
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message:
        '0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    });
  });

  it('given metrics, when they are asked for, then running pods and nodes have figures', async () => {
    const nodes = (
      await session.call('GET', '/apis/metrics.k8s.io/v1beta1/nodes')
    ).body.items;
    expect(nodes).toHaveLength(3);
    expect(nodes[0].usage.cpu).toMatch(/^\d+m$/);
  });

  it('given a namespace with content, when it is deleted, then all of it goes', async () => {
    await session.call('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'short' },
    });
    await session.until(
      '/api/v1/namespaces/short/serviceaccounts/default',
      body => body.kind === 'ServiceAccount',
    );
    await session.call(
      'POST',
      '/apis/apps/v1/namespaces/short/deployments',
      deployment('x', 2),
    );
    const held = {
      ...configMap('held'),
      metadata: { name: 'held', finalizers: ['example.test/hold'] },
    };
    await session.call('POST', '/api/v1/namespaces/short/configmaps', held);
    const marked = await session.call('DELETE', '/api/v1/namespaces/short');
    expect(marked.body.status.phase).toBe('Terminating');
    const late = await session.call(
      'POST',
      '/api/v1/namespaces/short/pods',
      pod('late'),
    );
    expect(late.body.details.causes[0].reason).toBe('NamespaceTerminating');
    await session.call(
      'PATCH',
      '/api/v1/namespaces/short/configmaps/held',
      { metadata: { finalizers: null } },
      MERGE,
    );
    await session.until('/api/v1/namespaces/short', body => body.code === 404);
    await session.until(
      '/api/v1/namespaces/short/pods',
      body => body.items.length === 0,
    );
  });
});
