import { signInAs } from '@understudy/plugin-auth-backend-module-practice-identity/testUtils';
import { loadConfigSchema } from '@backstage/config-loader';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { eventually } from './__testUtils__/eventually';
import { SigningKeys } from './__testUtils__/SigningKeys';
import { freePort, startHost, type Host } from './__testUtils__/startHost';

jest.setTimeout(180_000);

/** Starts the practice clusters as `npm start` does, and waits for their configuration. */
async function startClusters(directory: string) {
  const config = join(directory, 'app-config.practice.yaml');
  const child = spawn(
    process.execPath,
    [
      resolve(__dirname, '../../practice-cluster/bin/practice-cluster'),
      '--scenarios',
      resolve(__dirname, '../../../examples/scenarios'),
      '--write-config',
      config,
      '--with-parent',
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise(done => {
    child.once('close', done);
  });
  await Promise.race([
    new Promise(done => {
      child.stdout.once('data', done);
    }),
    ended.then(() => {
      throw new Error('The practice clusters ended before they were ready.');
    }),
  ]);
  return {
    config,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

interface Pod {
  metadata: { name: string; labels: Record<string, string> };
  status: { containerStatuses: { restartCount: number }[] };
}

interface ClusterObjects {
  cluster: { name: string };
  errors: unknown[];
  podMetrics: unknown[];
  resources: { type: string; resources: Pod[] }[];
}

describe('the example host with its practice clusters', () => {
  let directory: string;
  let clusters: Awaited<ReturnType<typeof startClusters>>;
  let keys: SigningKeys;
  let host: Host;
  let token: string;

  async function call(path: string, body?: object) {
    const response = await fetch(`${host.url}/api/understudy/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'understudy-clusters-'));
    clusters = await startClusters(directory);
    keys = await SigningKeys.create();
    const identityPort = await freePort();
    host = await startHost({
      configs: ['app-config.yaml', clusters.config],
      env: { NODE_ENV: 'development' },
      overlay: ({ url, port }) => ({
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { port },
          database: { connection: ':memory:' },
        },
        auth: {
          keyStore: keys.keyStore(),
          providers: {
            oidc: {
              development: {
                metadataUrl: `http://127.0.0.1:${identityPort}/.well-known/openid-configuration`,
              },
            },
          },
        },
        understudy: { practice: { identity: { port: identityPort } } },
      }),
    });
    // Whoever can sign in shows that the practice identity takes these clusters for what they are.
    ({ token } = await eventually(() =>
      signInAs({ backendUrl: host.url, user: 'user:default/sam' }),
    ));
  });

  afterAll(async () => {
    await host?.stop();
    await keys?.remove();
    await clusters?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function objectsOf(component: string): Promise<ClusterObjects[]> {
    const response = await fetch(
      `${host.url}/api/kubernetes/resources/workloads/query`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          entityRef: `component:default/${component}`,
          auth: {},
        }),
      },
    );
    const body = await response.json();
    if (!response.ok) {
      throw new Error(JSON.stringify(body));
    }
    return body.items;
  }

  function podsOf(objects: ClusterObjects): Pod[] {
    return objects.resources
      .filter(({ type }) => type === 'pods')
      .flatMap(({ resources }) => resources);
  }

  it("given payments, when Backstage's Kubernetes plugin is asked, then it runs everywhere and crash-loops in production only", async () => {
    const items = await eventually(() => objectsOf('payments'));
    expect(items.map(({ errors }) => errors)).toEqual([[], [], []]);
    const restarting = items.map(item => [
      item.cluster.name,
      podsOf(item).length,
      podsOf(item).filter(
        ({ status }) => status.containerStatuses[0].restartCount > 0,
      ).length,
    ]);
    expect(restarting.sort()).toEqual([
      ['development', 1, 0],
      ['production', 5, 2],
      ['staging', 2, 0],
    ]);
    const types = new Set(
      items.flatMap(({ resources }) =>
        resources.filter(r => r.resources.length > 0).map(({ type }) => type),
      ),
    );
    expect([...types]).toEqual(
      expect.arrayContaining([
        'configmaps',
        'deployments',
        'pods',
        'replicasets',
        'services',
      ]),
    );
    expect(items.every(({ podMetrics }) => podMetrics.length > 0)).toBe(true);
  });

  it('given a component that production does not have, when asked, then no pods are shown there', async () => {
    const items = await eventually(() => objectsOf('recommendations'));
    expect(
      items
        .filter(item => podsOf(item).length > 0)
        .map(item => item.cluster.name)
        .sort(),
    ).toEqual(['development', 'staging']);
  });

  it('given the clusters, when Understudy is asked, then it knows them, acts in the name of people, and is well', async () => {
    const { items } = (await call('/clusters')).body;
    expect(items).toMatchObject(
      ['development', 'staging', 'production'].map(name => ({
        name,
        connector: 'kubernetes',
        environment: name === 'staging' ? 'pre-production' : name,
        environmentKnown: true,
        reachable: true,
      })),
    );
    const operations = (await call('/operations')).body.items;
    expect(operations.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([
        'kubernetes:get',
        'kubernetes:list',
        'kubernetes:rollout-restart',
        'kubernetes:scale',
      ]),
    );
    const { checks } = (await call('/health')).body;
    expect(
      checks.filter(({ id }: { id: string }) => id.startsWith('kubernetes-')),
    ).toMatchObject(
      ['development', 'staging', 'production'].map(name => ({
        id: `kubernetes-${name}`,
        status: 'ok',
        sentence: expect.stringMatching(
          /answers \(v1\.36\.\d+\)\. Understudy acts there in the name of the person who asked\./,
        ),
      })),
    );
  });

  it('given a workload of production, when a plan scales it, then the plan has its live target, a preview by the cluster and a hash', async () => {
    const { status, body } = await call('/plans', {
      intent: 'Scale storefront',
      reason: 'A sale begins',
      entityRef: 'component:default/storefront',
      steps: [
        {
          operation: 'kubernetes:scale',
          input: {
            cluster: 'production',
            namespace: 'checkout',
            kind: 'Deployment',
            name: 'storefront',
            replicas: 6,
          },
        },
      ],
    });
    expect([status, body.error]).toEqual([201, undefined]);
    expect(body.plan).toMatchObject({
      environment: 'production',
      planHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(body.resolved).toMatchObject([
      {
        targets: [
          {
            cluster: 'production',
            namespace: 'checkout',
            name: 'storefront',
            observed: {
              replicas: 4,
              selectors: [
                'HorizontalPodAutoscaler/storefront',
                'Service/storefront',
              ],
            },
          },
        ],
        preview: {
          simulated: false,
          summary: 'replicas 4 → 6',
          warnings: [
            'The HorizontalPodAutoscaler storefront manages the replicas (4 to 10) and will set them again',
          ],
        },
      },
    ]);
  });

  it('given a real cluster under understudy.kubernetes beside them, when started, then nobody signs in without a password', async () => {
    const practice = parse(await readFile(clusters.config, 'utf8'));
    const attempt = startHost({
      configs: ['app-config.yaml', clusters.config],
      env: { NODE_ENV: 'development' },
      overlay: ({ url, port }) => ({
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { port },
          database: { connection: ':memory:' },
        },
        understudy: {
          kubernetes: {
            clusters: [
              ...practice.understudy.kubernetes.clusters,
              {
                name: 'real',
                url: 'https://kubernetes.example.test',
                tokenFile: '/run/secrets/token',
              },
            ],
          },
        },
      }),
    });
    await expect(attempt).rejects.toThrow(
      /does not start here: understudy\.kubernetes\.clusters\[3\] gives access to the cluster real at https:\/\/kubernetes\.example\.test, which is no practice cluster/,
    );
  });

  it('given what the clusters wrote, when the schema of the host is asked, then it fits, and every token and key is a secret', async () => {
    const schema = await loadConfigSchema({
      dependencies: ['@understudy/backend'],
      noUndeclaredProperties: true,
    });
    const [base, data] = await Promise.all(
      [resolve(__dirname, '../../../app-config.yaml'), clusters.config].map(
        async file => parse(await readFile(file, 'utf8')),
      ),
    );
    const visible = schema.process(
      [
        { data: base, context: 'app-config.yaml' },
        { data, context: 'app-config.practice.yaml' },
      ],
      { visibility: ['frontend', 'backend'] },
    );
    const text = JSON.stringify(visible);
    const tokens = [
      data.understudy.kubernetes.commitmentKey,
      ...data.understudy.kubernetes.clusters.map(
        (cluster: { token: string }) => cluster.token,
      ),
      ...data.kubernetes.clusterLocatorMethods[0].clusters.map(
        (cluster: { serviceAccountToken: string }) =>
          cluster.serviceAccountToken,
      ),
    ];
    expect(tokens).toHaveLength(7);
    expect(tokens.filter(secret => text.includes(secret))).toEqual([]);
  });
});
