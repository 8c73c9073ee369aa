import { pod, Session } from './testing/Session';
import { Raw } from './types';

const NS = '/api/v1/namespaces/default';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';

describe('access to a practice cluster', () => {
  let session: Session;
  const as = (token: string) => ({ authorization: `Bearer ${token}` });
  beforeAll(async () => {
    session = await Session.start({
      tokens: [{ token: 'zoe', username: 'zoe', groups: ['dev'] }],
    });
  });
  afterAll(() => session.close());

  it('given no, wrong or weak credentials, when something is asked, then 401 and 403 are worded as on a real server', async () => {
    expect(
      (await session.call('GET', `${NS}/pods`, undefined, as('wrong'))).body,
    ).toMatchObject({
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
    const response = await fetch(`${session.cluster.url}${NS}/pods`);
    expect((await response.json()).message).toBe(
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "default"',
    );
    expect(
      (await session.call('GET', `${NS}/pods/a/log`, undefined, as('zoe'))).body
        .message,
    ).toBe(
      'pods "a" is forbidden: User "zoe" cannot get resource "pods/log" in API group "" in the namespace "default"',
    );
    expect(
      (await session.call('GET', '/metrics', undefined, as('zoe'))).body
        .message,
    ).toBe('forbidden: User "zoe" cannot get path "/metrics"');
  });

  it('given a binding, when it is made and taken back, then rights and reviews follow', async () => {
    const review = async () =>
      (
        await session.call(
          'POST',
          '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          {
            spec: {
              resourceAttributes: {
                verb: 'list',
                resource: 'pods',
                namespace: 'default',
              },
            },
          },
          as('zoe'),
        )
      ).body.status;
    expect(await review()).toEqual({ allowed: false });
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'dev' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'view',
      },
      subjects: [{ kind: 'Group', name: 'dev' }],
    };
    expect(
      (
        await session.call(
          'POST',
          `${RBAC}/namespaces/default/rolebindings`,
          binding,
        )
      ).code,
    ).toBe(201);
    expect(await review()).toEqual({
      allowed: true,
      reason:
        'RBAC: allowed by RoleBinding "dev/default" of ClusterRole "view" to Group "dev"',
    });
    expect(
      (await session.call('GET', `${NS}/pods`, undefined, as('zoe'))).code,
    ).toBe(200);
    expect(
      (await session.call('GET', `${NS}/secrets`, undefined, as('zoe'))).code,
    ).toBe(403);
    await session.call('DELETE', `${RBAC}/namespaces/default/rolebindings/dev`);
    expect(
      (await session.call('GET', `${NS}/pods`, undefined, as('zoe'))).code,
    ).toBe(403);
  });

  it('given someone who may not hand out rights, when a stronger role is made, then it is refused', async () => {
    await session.call('POST', `${RBAC}/clusterroles`, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'role-maker' },
      rules: [
        {
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['clusterroles'],
          verbs: ['create'],
        },
      ],
    });
    await session.call('POST', `${RBAC}/clusterrolebindings`, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'role-maker' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'role-maker',
      },
      subjects: [{ kind: 'User', name: 'zoe' }],
    });
    const refused = await session.call(
      'POST',
      `${RBAC}/clusterroles`,
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'strong' },
        rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
      },
      as('zoe'),
    );
    expect(refused.code).toBe(403);
    expect(refused.body.message).toContain(
      'is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}',
    );
  });

  it('given impersonation, when it is allowed, then the request acts as the other and nothing more', async () => {
    const whoami = await session.call(
      'POST',
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {},
      { 'impersonate-user': 'eve', 'impersonate-group': 'ops' },
    );
    expect(whoami.body.status.userInfo).toEqual({
      username: 'eve',
      groups: ['ops', 'system:authenticated'],
    });
    expect(
      (
        await session.call('GET', `${NS}/pods`, undefined, {
          'impersonate-user': 'eve',
        })
      ).body.message,
    ).toContain('User "eve" cannot list resource "pods"');
    expect(
      (
        await session.call('GET', `${NS}/pods`, undefined, {
          ...as('zoe'),
          'impersonate-user': 'eve',
        })
      ).code,
    ).toBe(403);
  });

  it('given a service account, when a token is made for it, then it acts as that account until the account goes', async () => {
    await session.call('POST', `${NS}/serviceaccounts`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'bot' },
    });
    const { token } = (
      await session.call('POST', `${NS}/serviceaccounts/bot/token`, {
        spec: {},
      })
    ).body.status;
    const message = async () =>
      (await session.call('GET', `${NS}/pods`, undefined, as(token))).body
        .message;
    expect(await message()).toContain(
      'User "system:serviceaccount:default:bot" cannot list',
    );
    await session.call('DELETE', `${NS}/serviceaccounts/bot`);
    expect(await message()).toBe('Unauthorized');
  });

  it('given budgets, when pods are evicted, then one blocks with 429 and two with 500', async () => {
    await session.call('POST', `${NS}/pods`, pod('guarded'));
    await session.until(`${NS}/pods/guarded`, body =>
      body.status?.conditions?.some(
        (c: Raw) => c.type === 'Ready' && c.status === 'True',
      ),
    );
    const budget = (name: string) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'guarded' } } },
    });
    const path = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';
    await session.call('POST', path, budget('one'));
    await session.until(
      `${path}/one`,
      body =>
        body.status?.observedGeneration === 1 &&
        body.status.currentHealthy === 1,
    );
    const evict = () =>
      session.call('POST', `${NS}/pods/guarded/eviction`, {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: 'guarded' },
      });
    expect((await evict()).body).toMatchObject({
      code: 429,
      reason: 'TooManyRequests',
      message:
        "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message:
              'The disruption budget one needs 1 healthy pods and has 1 currently',
          },
        ],
      },
    });
    await session.call('POST', path, budget('two'));
    expect((await evict()).code).toBe(500);
    await session.call('DELETE', `${path}/one`);
    await session.call('DELETE', `${path}/two`);
    expect((await evict()).code).toBe(201);
    await session.until(`${NS}/pods/guarded`, body => body.code === 404);
  });
});
