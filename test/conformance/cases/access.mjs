// @ts-check
import assert from 'node:assert/strict';
import { area } from '../support/area.mjs';
import {
  binding,
  configMap,
  deployment,
  pod,
  role,
} from '../support/objects.mjs';

/** @typedef {import('../support/Trial.mjs').Trial} Trial */
/** @typedef {Record<string, any>} Raw */

const read = {
  apiGroups: [''],
  resources: ['configmaps'],
  verbs: ['get', 'list', 'watch'],
};

/** Gives alice (or another) rules in this case's namespace. @param {Trial} t @param {Raw[]} rules @param {string} [user] */
async function grant(t, rules, user = 'alice') {
  const name = `for-${user}`;
  await t.post(t.at('roles'), role(name, rules), { quiet: true });
  await t.post(t.at('rolebindings'), binding(name, user, { role: name }), {
    quiet: true,
  });
  const [rule] = rules;
  if (!rule) return;
  const attributes = {
    namespace: t.ns,
    verb: rule.verbs[0] === '*' ? 'get' : rule.verbs[0],
    group: rule.apiGroups[0] === '*' ? '' : rule.apiGroups[0],
    resource:
      rule.resources[0].split('/')[0] === '*'
        ? 'pods'
        : rule.resources[0].split('/')[0],
    subresource: rule.resources[0].split('/')[1] ?? '',
    name: rule.resourceNames?.[0] ?? '',
  };
  await allowed(t, user, attributes);
}

/** Waits until the authoriser has heard of it. @param {Trial} t @param {string} user @param {Raw} resourceAttributes */
async function allowed(t, user, resourceAttributes) {
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await t.post(
      t.at('subjectaccessreviews'),
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: {
          user,
          groups: ['developers', 'system:authenticated'],
          resourceAttributes,
        },
      },
      { quiet: true },
    );
    if (body.status.allowed) return;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error(
    `${user} was never allowed ${JSON.stringify(resourceAttributes)}`,
  );
}

/** @param {string} kind @param {Raw} spec */
const review = (kind, spec) => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind,
  spec,
});

export const access = area('access', {
  'without a token': async t => {
    for (const path of [
      '/api/v1/namespaces',
      '/apis',
      '/api/v1/namespaces/default/pods/x',
      '/apis/apps/v1/deployments',
      '/nowhere',
      '/metrics',
    ]) {
      await t.get(path, { as: 'anonymous', expect: 403 });
    }
    await t.get('/version', {
      as: 'anonymous',
      expect: 200,
      pick: () => undefined,
    });
    await t.get('/healthz', { as: 'anonymous', expect: 200 });
  },
  'with a token that is none': async t => {
    for (const path of [
      '/api/v1/namespaces',
      '/version',
      '/healthz',
      '/nowhere',
    ])
      await t.get(path, { as: 'not-a-token', expect: 401 });
    await t.get('/api/v1/pods', {
      as: 'anonymous',
      headers: { authorization: 'Basic YTpi' },
      expect: 0,
    });
    await t.get('/api/v1/pods', {
      as: 'anonymous',
      headers: { authorization: 'Bearer ' },
      expect: 0,
    });
  },
  'nobody may do nothing: each verb is refused in its words': async t => {
    await t.namespace();
    const as = 'alice';
    const path = t.at('configmaps', 'x');
    await t.get(path, { as, expect: 403 });
    await t.get(t.at('configmaps'), { as, expect: 403 });
    await t.get('/api/v1/configmaps', { as, expect: 403 });
    await t.get(`${t.at('configmaps')}?watch=true`, { as, expect: 403 });
    await t.post(t.at('configmaps'), configMap('x'), { as, expect: 403 });
    await t.put(path, configMap('x'), { as, expect: 403 });
    await t.patch('merge', path, {}, { as, expect: 403 });
    await t.delete(path, undefined, { as, expect: 403 });
    await t.delete(t.at('configmaps'), undefined, { as, expect: 403 });
  },
  'subresources and groups are named in a refusal': async t => {
    await t.namespace();
    const as = 'alice';
    await t.get(t.at('pods', 'p', 'log'), { as, expect: 403 });
    await t.post(t.at('pods', 'p', 'exec'), undefined, { as, expect: 403 });
    await t.post(t.at('pods', 'p', 'eviction'), {}, { as, expect: 403 });
    await t.patch(
      'merge',
      t.at('deployments', 'd', 'scale'),
      {},
      { as, expect: 403 },
    );
    await t.patch(
      'merge',
      t.at('deployments', 'd', 'status'),
      {},
      { as, expect: 403 },
    );
    await t.get(t.at('nodes'), { as, expect: 403 });
    await t.get(t.at('nodes', 'n'), { as, expect: 403 });
    await t.get(t.at('clusterroles'), { as, expect: 403 });
    await t.get('/apis/example.com/v1/things', { as, expect: 403 });
    await t.get('/metrics', { as, expect: 403 });
  },
  'a Role gives what it says and no more': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await grant(t, [read]);
    await t.get(t.at('configmaps', 'x'), { as: 'alice' });
    await t.get(`${t.at('configmaps')}?fieldSelector=metadata.name=x`, {
      as: 'alice',
    });
    await t.delete(t.at('configmaps', 'x'), undefined, {
      as: 'alice',
      expect: 403,
    });
    await t.get(t.at('secrets'), { as: 'alice', expect: 403 });
    await t.get('/api/v1/namespaces/default/configmaps/x', {
      as: 'alice',
      expect: 403,
    });
    await t.get(t.at('configmaps', 'x'), { as: 'bob', expect: 403 });
  },
  'a Role for certain names': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await grant(t, [{ ...read, resourceNames: ['x'] }]);
    await t.get(t.at('configmaps', 'x'), { as: 'alice' });
    await t.get(t.at('configmaps', 'y'), { as: 'alice', expect: 403 });
    await t.get(t.at('configmaps'), { as: 'alice', expect: 403 });
    await t.get(`${t.at('configmaps')}?fieldSelector=metadata.name=x`, {
      as: 'alice',
      pick: b => b.items.length,
    });
  },
  'a Role for a subresource': async t => {
    await t.namespace();
    await t.post(
      t.at('deployments'),
      deployment('d', { replicas: 0, paused: true }),
      { quiet: true },
    );
    await grant(t, [
      {
        apiGroups: ['apps'],
        resources: ['deployments/scale'],
        verbs: ['get', 'patch'],
      },
    ]);
    await t.get(t.at('deployments', 'd', 'scale'), {
      as: 'alice',
      pick: b => b.spec,
    });
    await t.patch(
      'merge',
      t.at('deployments', 'd', 'scale'),
      { spec: { replicas: 1 } },
      { as: 'alice', pick: b => b.spec },
    );
    await t.get(t.at('deployments', 'd'), { as: 'alice', expect: 403 });
    await t.put(
      t.at('deployments', 'd', 'scale'),
      {},
      { as: 'alice', expect: 403 },
    );
  },
  'stars in a Role': async t => {
    await t.namespace();
    await grant(t, [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]);
    await t.post(t.at('configmaps'), configMap('x'), { as: 'alice' });
    await t.get(t.at('pods', 'none', 'log'), { as: 'alice', expect: 404 });
    await t.get(t.at('nodes'), { as: 'alice', expect: 403 });
    await t.get(`/api/v1/namespaces/${t.ns}`, {
      as: 'alice',
      pick: b => b.kind,
    });
    await t.get(`/api/v1/namespaces`, { as: 'alice', expect: 403 });
  },
  'a ClusterRole bound in a namespace': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.post(
      t.at('rolebindings'),
      binding('v', 'bob', { clusterRole: 'view' }),
      { quiet: true },
    );
    await allowed(t, 'bob', {
      namespace: t.ns,
      verb: 'get',
      resource: 'configmaps',
    });
    await t.get(t.at('configmaps', 'x'), { as: 'bob', pick: b => b.kind });
    await t.get(t.at('secrets'), { as: 'bob', expect: 403 });
    await t.post(t.at('configmaps'), configMap('y'), {
      as: 'bob',
      expect: 403,
    });
  },
  'edit and admin': async t => {
    await t.namespace();
    await t.post(
      t.at('rolebindings'),
      binding('e', 'alice', { clusterRole: 'edit' }),
      { quiet: true },
    );
    await t.post(
      t.at('rolebindings'),
      binding('a', 'bob', { clusterRole: 'admin' }),
      { quiet: true },
    );
    await allowed(t, 'alice', {
      namespace: t.ns,
      verb: 'create',
      resource: 'configmaps',
    });
    await allowed(t, 'bob', {
      namespace: t.ns,
      verb: 'create',
      resource: 'roles',
      group: 'rbac.authorization.k8s.io',
    });
    await t.post(t.at('configmaps'), configMap('y'), {
      as: 'alice',
      pick: b => b.kind,
    });
    await t.get(t.at('secrets'), { as: 'alice', pick: b => b.kind });
    await t.post(t.at('roles'), role('r', [read]), {
      as: 'alice',
      expect: 403,
    });
    await t.post(t.at('roles'), role('r', [read]), {
      as: 'bob',
      pick: b => b.kind,
    });
    await t.post(
      t.at('resourcequotas'),
      { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' } },
      { as: 'bob', expect: 403 },
    );
  },
  'a ClusterRoleBinding, a group, and a path': async t => {
    await t.namespace();
    const name = t.name('c');
    t.cleanup(() =>
      t.delete(t.at('clusterroles', name), undefined, {
        quiet: true,
        expect: 0,
      }),
    );
    t.cleanup(() =>
      t.delete(t.at('clusterrolebindings', name), undefined, {
        quiet: true,
        expect: 0,
      }),
    );
    const user = `user-${t.run}`;
    await t.post(
      t.at('clusterroles'),
      role(
        name,
        [
          { apiGroups: [''], resources: ['nodes'], verbs: ['list'] },
          { nonResourceURLs: ['/livez/*'], verbs: ['get'] },
        ],
        'ClusterRole',
      ),
      { quiet: true },
    );
    await t.post(
      t.at('clusterrolebindings'),
      {
        ...binding(name, user, {
          clusterRole: name,
          kind: 'ClusterRoleBinding',
        }),
        subjects: [
          {
            kind: 'Group',
            name: `group-${t.run}`,
            apiGroup: 'rbac.authorization.k8s.io',
          },
        ],
      },
      { quiet: true },
    );
    const headers = {
      'impersonate-user': user,
      'impersonate-group': `group-${t.run}`,
    };
    for (let tries = 0; tries < 50; tries += 1) {
      const { status } = await t.get('/api/v1/nodes?limit=1', {
        headers,
        quiet: true,
        expect: 0,
      });
      if (status === 200) break;
      await new Promise(done => setTimeout(done, 50));
    }
    await t.get('/api/v1/nodes?limit=1', { headers, pick: b => b.kind });
    await t.get('/api/v1/nodes/none', { headers, expect: 403 });
    await t.get('/livez/ping', { headers });
    await t.get('/readyz/ping', { headers, expect: 403 });
    await t.get('/api/v1/nodes?limit=1', {
      headers: { 'impersonate-user': user },
      expect: 403,
    });
  },
  'a service account by its token': async t => {
    await t.namespace();
    await t.post(
      t.at('serviceaccounts'),
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot' } },
      { quiet: true },
    );
    const { body } = await t.post(
      t.at('serviceaccounts', 'robot', 'token'),
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 3600 },
      },
      {
        expect: 201,
        // The audience is how a cluster is set up.
        pick: b => ({
          ...b,
          status: { ...b.status, token: typeof b.status.token },
          spec: { ...b.spec, audiences: b.spec.audiences.length },
        }),
      },
    );
    const { token } = body.status;
    await t.get(t.at('configmaps'), { as: token, expect: 403 });
    await t.post(
      t.at('selfsubjectreviews'),
      { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      {
        as: token,
        pick: b => ({
          ...b.status.userInfo,
          extra: Object.keys(b.status.userInfo.extra ?? {}).sort(),
        }),
      },
    );
    await t.post(t.at('roles'), role('r', [read]), { quiet: true });
    await t.post(
      t.at('rolebindings'),
      {
        ...binding('r', 'x', { role: 'r' }),
        subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace: t.ns }],
      },
      { quiet: true },
    );
    await allowed(t, `system:serviceaccount:${t.ns}:robot`, {
      namespace: t.ns,
      verb: 'get',
      resource: 'configmaps',
    });
    await t.get(t.at('configmaps'), { as: token, pick: b => b.kind });
    await t.delete(t.at('serviceaccounts', 'robot'), undefined, {
      quiet: true,
    });
    await t.until(t.at('serviceaccounts', 'robot'), b => b.code === 404);
  },
  'a token request that is wrong': async t => {
    await t.namespace();
    const request = (/** @type {Raw} */ spec) => ({
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec,
    });
    await t.post(
      t.at('serviceaccounts', 'default', 'token'),
      request({ expirationSeconds: 5 }),
      { expect: 422 },
    );
    await t.post(
      t.at('serviceaccounts', 'default', 'token'),
      request({ expirationSeconds: 2 ** 33 }),
      { expect: 422 },
    );
    await t.post(t.at('serviceaccounts', 'none', 'token'), request({}), {
      expect: 404,
    });
    await t.post(
      t.at('serviceaccounts', 'default', 'token'),
      request({
        boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'none' },
      }),
      { expect: 0 },
    );
  },
  'who am I': async t => {
    const self = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
    };
    await t.post(t.at('selfsubjectreviews'), self, {
      as: 'alice',
      pick: b => [b.kind, b.status.userInfo.username, b.status.userInfo.groups],
    });
    await t.post(t.at('selfsubjectreviews'), self, {
      headers: {
        'impersonate-user': 'zoe',
        'impersonate-group': 'ops',
        'impersonate-uid': '42',
        'impersonate-extra-team': 'blue',
      },
      pick: b => b.status,
    });
    await t.post(t.at('selfsubjectreviews'), self, {
      as: 'anonymous',
      expect: 403,
    });
  },
  'a token reviewed': async t => {
    await t.post(
      t.at('tokenreviews'),
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenReview',
        spec: { token: 'nonsense' },
      },
      { expect: 201 },
    );
    await t.post(
      t.at('tokenreviews'),
      { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: {} },
      { expect: 0 },
    );
    await t.post(
      t.at('tokenreviews'),
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenReview',
        spec: { token: t.ground.tokens.alice },
      },
      {
        expect: 201,
        pick: b => [
          b.status.authenticated,
          b.status.user.username,
          b.status.user.groups,
        ],
      },
    );
  },
});

export const impersonation = area('impersonation', {
  'as a user': async t => {
    await t.namespace();
    await t.get(t.at('configmaps'), {
      headers: { 'impersonate-user': 'zoe' },
      expect: 403,
    });
    await t.get(t.at('configmaps'), {
      headers: {
        'impersonate-user': 'zoe',
        'impersonate-group': 'system:masters',
      },
      pick: b => b.kind,
    });
  },
  'as a service account': async t => {
    await t.namespace();
    await t.get(t.at('configmaps'), {
      headers: { 'impersonate-user': `system:serviceaccount:${t.ns}:default` },
      expect: 403,
    });
    await t.post(
      t.at('selfsubjectreviews'),
      { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      {
        headers: {
          'impersonate-user': `system:serviceaccount:${t.ns}:default`,
        },
        pick: b => b.status,
      },
    );
    await t.post(
      t.at('selfsubjectreviews'),
      { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      {
        headers: { 'impersonate-user': 'system:anonymous' },
        expect: 0,
        pick: b => b.status,
      },
    );
  },
  'is not for everybody': async t => {
    await t.namespace();
    await t.get(t.at('configmaps'), {
      as: 'alice',
      headers: t.ground.tokens.alice ? { 'impersonate-user': 'bob' } : {},
      expect: 403,
    });
    await t.get(t.at('configmaps'), {
      as: 'alice',
      headers: { 'impersonate-user': 'zoe', 'impersonate-group': 'ops' },
      expect: 403,
    });
    await t.get(t.at('configmaps'), {
      as: 'alice',
      headers: { 'impersonate-user': `system:serviceaccount:${t.ns}:default` },
      expect: 403,
    });
  },
  'a group without a user': async t => {
    await t.namespace();
    await t.get(t.at('configmaps'), {
      headers: { 'impersonate-group': 'ops' },
      expect: 0,
    });
    await t.get(t.at('configmaps'), {
      headers: { 'impersonate-uid': '42' },
      expect: 0,
    });
    await t.get(t.at('configmaps'), {
      headers: { 'impersonate-extra-a': 'b' },
      expect: 0,
    });
  },
  'of certain users by a Role': async t => {
    const name = t.name('imp');
    await t.namespace();
    t.cleanup(() =>
      t.delete(t.at('clusterroles', name), undefined, {
        quiet: true,
        expect: 0,
      }),
    );
    t.cleanup(() =>
      t.delete(t.at('clusterrolebindings', name), undefined, {
        quiet: true,
        expect: 0,
      }),
    );
    await t.post(
      t.at('clusterroles'),
      role(
        name,
        [
          {
            apiGroups: [''],
            resources: ['users'],
            verbs: ['impersonate'],
            resourceNames: [`zoe-${t.run}`],
          },
        ],
        'ClusterRole',
      ),
      { quiet: true },
    );
    await t.post(
      t.at('clusterrolebindings'),
      binding(name, 'bob', { clusterRole: name, kind: 'ClusterRoleBinding' }),
      { quiet: true },
    );
    await allowed(t, 'bob', {
      verb: 'impersonate',
      resource: 'users',
      name: `zoe-${t.run}`,
    });
    await t.get(t.at('configmaps'), {
      as: 'bob',
      headers: { 'impersonate-user': `zoe-${t.run}` },
      expect: 403,
    });
    await t.get(t.at('configmaps'), {
      as: 'bob',
      headers: { 'impersonate-user': `max-${t.run}` },
      expect: 403,
    });
    await t.get(t.at('configmaps'), {
      as: 'bob',
      headers: {
        'impersonate-user': `zoe-${t.run}`,
        'impersonate-group': 'system:masters',
      },
      expect: 403,
    });
  },
});

export const reviews = area('review', {
  'of myself': async t => {
    await t.namespace();
    const mine = (/** @type {Raw} */ spec) =>
      review('SelfSubjectAccessReview', spec);
    await t.post(
      t.at('selfsubjectaccessreviews'),
      mine({
        resourceAttributes: { namespace: t.ns, verb: 'get', resource: 'pods' },
      }),
      { pick: b => ({ ...b, status: { ...b.status, reason: undefined } }) },
    );
    await t.post(
      t.at('selfsubjectaccessreviews'),
      mine({
        resourceAttributes: { namespace: t.ns, verb: 'get', resource: 'pods' },
      }),
      { as: 'alice' },
    );
    await t.post(
      t.at('selfsubjectaccessreviews'),
      mine({ nonResourceAttributes: { path: '/api', verb: 'get' } }),
      { as: 'alice' },
    );
    await t.post(t.at('selfsubjectaccessreviews'), mine({}), {
      as: 'alice',
      expect: 422,
    });
    await t.post(
      t.at('selfsubjectaccessreviews'),
      mine({
        resourceAttributes: { verb: 'get', resource: 'pods' },
        nonResourceAttributes: { path: '/', verb: 'get' },
      }),
      { as: 'alice', expect: 422 },
    );
    await t.post(
      t.at('selfsubjectaccessreviews'),
      mine({ resourceAttributes: { verb: 'get', resource: 'pods' } }),
      { as: 'anonymous', expect: 403 },
    );
  },
  'of myself with a Role': async t => {
    await t.namespace();
    await grant(t, [read]);
    await t.post(
      t.at('selfsubjectaccessreviews'),
      review('SelfSubjectAccessReview', {
        resourceAttributes: {
          namespace: t.ns,
          verb: 'get',
          resource: 'configmaps',
        },
      }),
      { as: 'alice' },
    );
    await t.post(
      t.at('selfsubjectaccessreviews'),
      review('SelfSubjectAccessReview', {
        resourceAttributes: {
          namespace: t.ns,
          verb: 'delete',
          resource: 'configmaps',
        },
      }),
      { as: 'alice' },
    );
    await t.post(
      t.at('selfsubjectaccessreviews'),
      review('SelfSubjectAccessReview', {
        resourceAttributes: { verb: 'get', resource: 'configmaps' },
      }),
      { as: 'alice' },
    );
    await t.post(
      t.at('selfsubjectaccessreviews'),
      review('SelfSubjectAccessReview', {
        resourceAttributes: {
          namespace: t.ns,
          verb: 'get',
          resource: 'configmaps',
          name: 'x',
          subresource: 'status',
          group: 'apps',
        },
      }),
      { as: 'alice' },
    );
  },
  'of others': async t => {
    await t.namespace();
    await grant(t, [read]);
    const resourceAttributes = {
      namespace: t.ns,
      verb: 'list',
      resource: 'configmaps',
      version: 'v1',
    };
    await t.post(
      t.at('subjectaccessreviews'),
      review('SubjectAccessReview', { user: 'alice', resourceAttributes }),
    );
    await t.post(
      t.at('subjectaccessreviews'),
      review('SubjectAccessReview', {
        user: 'bob',
        groups: ['ops'],
        uid: '7',
        extra: { a: ['b'] },
        resourceAttributes,
      }),
    );
    await t.post(
      t.at('subjectaccessreviews'),
      review('SubjectAccessReview', { resourceAttributes }),
      { expect: 422 },
    );
    await t.post(
      t.at('subjectaccessreviews'),
      review('SubjectAccessReview', { user: 'bob' }),
      { expect: 422 },
    );
    await t.post(
      t.at('subjectaccessreviews'),
      review('SubjectAccessReview', {
        user: 'bob',
        nonResourceAttributes: { path: '/metrics', verb: 'get' },
      }),
    );
    await t.post(
      t.at('subjectaccessreviews'),
      review('SubjectAccessReview', { user: 'bob', resourceAttributes }),
      { as: 'alice', expect: 403 },
    );
    await t.post(
      t.at('subjectaccessreviews'),
      {
        ...review('SubjectAccessReview', { user: 'bob', resourceAttributes }),
        metadata: { name: 'x' },
      },
      { expect: 0 },
    );
  },
  'of others in one namespace': async t => {
    await t.namespace();
    await grant(t, [read]);
    const resourceAttributes = {
      namespace: t.ns,
      verb: 'list',
      resource: 'configmaps',
    };
    await t.post(t.at('localsubjectaccessreviews'), {
      ...review('LocalSubjectAccessReview', {
        user: 'alice',
        resourceAttributes,
      }),
      metadata: { namespace: t.ns },
    });
    await t.post(
      t.at('localsubjectaccessreviews'),
      {
        ...review('LocalSubjectAccessReview', {
          user: 'alice',
          resourceAttributes: { ...resourceAttributes, namespace: 'other' },
        }),
        metadata: { namespace: t.ns },
      },
      { expect: 0 },
    );
    await t.post(
      t.at('localsubjectaccessreviews'),
      {
        ...review('LocalSubjectAccessReview', {
          user: 'alice',
          nonResourceAttributes: { path: '/', verb: 'get' },
        }),
        metadata: { namespace: t.ns },
      },
      { expect: 0 },
    );
  },
  'all my rules': async t => {
    await t.namespace();
    const order = (/** @type {any} */ b) => ({
      ...b,
      status: {
        ...b.status,
        resourceRules: sorted(b.status.resourceRules),
        nonResourceRules: sorted(b.status.nonResourceRules),
      },
    });
    await t.post(
      t.at('selfsubjectrulesreviews'),
      review('SelfSubjectRulesReview', { namespace: t.ns }),
      { headers: { 'impersonate-user': 'nobody' }, pick: order },
    );
    await t.post(
      t.at('selfsubjectrulesreviews'),
      review('SelfSubjectRulesReview', {}),
      { as: 'alice', expect: 0 },
    );
    await grant(
      t,
      [
        read,
        {
          apiGroups: ['apps'],
          resources: ['deployments'],
          verbs: ['patch'],
          resourceNames: ['web'],
        },
      ],
      `rules-${t.run}`,
    );
    await t.post(
      t.at('selfsubjectrulesreviews'),
      review('SelfSubjectRulesReview', { namespace: t.ns }),
      { headers: { 'impersonate-user': `rules-${t.run}` }, pick: order },
    );
  },
});

/** @param {any[]} rules */
const sorted = rules =>
  rules
    .map(r => JSON.stringify(r))
    .sort()
    .map(r => JSON.parse(r));

export const escalation = area('escalation', {
  'a Role with more than one has': async t => {
    await t.namespace();
    await grant(t, [
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['roles', 'rolebindings'],
        verbs: ['create', 'update', 'patch', 'get', 'delete'],
      },
    ]);
    await t.post(
      t.at('roles'),
      role('more', [
        { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
      ]),
      { as: 'alice', expect: 403 },
    );
    await t.post(
      t.at('roles'),
      role('more', [
        {
          apiGroups: ['', 'apps'],
          resources: ['secrets', 'pods'],
          verbs: ['get', 'list'],
        },
        {
          apiGroups: [''],
          resources: ['configmaps'],
          resourceNames: ['a'],
          verbs: ['*'],
        },
      ]),
      { as: 'alice', expect: 403 },
    );
    await t.post(
      t.at('roles'),
      role('same', [
        {
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['roles'],
          verbs: ['get'],
        },
      ]),
      { as: 'alice', pick: b => b.kind },
    );
    await t.patch(
      'merge',
      t.at('roles', 'same'),
      { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
      { as: 'alice', expect: 403 },
    );
    await t.patch(
      'merge',
      t.at('roles', 'same'),
      { metadata: { labels: { a: 'b' } } },
      { as: 'alice', pick: b => b.metadata.labels },
    );
  },
  'a binding to more than one has': async t => {
    await t.namespace();
    await grant(t, [
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['rolebindings'],
        verbs: ['create', 'get'],
      },
    ]);
    await t.post(
      t.at('roles'),
      role('secrets', [
        { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
      ]),
      { quiet: true },
    );
    await t.post(
      t.at('rolebindings'),
      binding('me', 'alice', { role: 'secrets' }),
      { as: 'alice', expect: 403 },
    );
    await t.post(
      t.at('rolebindings'),
      binding('me', 'alice', { clusterRole: 'cluster-admin' }),
      { as: 'alice', expect: 403 },
    );
    await t.post(
      t.at('rolebindings'),
      binding('me', 'alice', { role: 'none-such' }),
      { as: 'alice', expect: 0 },
    );
  },
  'the verbs bind and escalate lift it': async t => {
    await t.namespace();
    await grant(t, [
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['rolebindings', 'roles'],
        verbs: ['create', 'get', 'escalate'],
      },
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['clusterroles'],
        verbs: ['bind'],
        resourceNames: ['view'],
      },
    ]);
    await t.post(
      t.at('rolebindings'),
      binding('v', 'bob', { clusterRole: 'view' }),
      { as: 'alice', pick: b => b.kind },
    );
    await t.post(
      t.at('rolebindings'),
      binding('e', 'bob', { clusterRole: 'edit' }),
      {
        as: 'alice',
        expect: 403,
        pick: b => [b.reason, b.details, b.message.slice(0, 120)],
      },
    );
    await t.post(
      t.at('roles'),
      role('any', [
        { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
      ]),
      { as: 'alice', pick: b => b.kind },
    );
  },
  'a binding keeps its role': async t => {
    await t.namespace();
    await t.post(
      t.at('rolebindings'),
      binding('b', 'bob', { clusterRole: 'view' }),
      { quiet: true },
    );
    await t.patch(
      'merge',
      t.at('rolebindings', 'b'),
      { roleRef: { name: 'edit' } },
      { expect: 422 },
    );
    await t.patch(
      'merge',
      t.at('rolebindings', 'b'),
      { subjects: [{ kind: 'Robot', name: 'x' }] },
      { expect: 422 },
    );
    await t.patch(
      'merge',
      t.at('rolebindings', 'b'),
      { subjects: null },
      { pick: b => [b.roleRef, b.subjects] },
    );
  },
  'the ClusterRoles that everybody has': async t => {
    for (const name of [
      'view',
      'edit',
      'admin',
      'cluster-admin',
      'system:basic-user',
      'system:discovery',
      'system:public-info-viewer',
    ]) {
      await t.get(t.at('clusterroles', name), {
        expect: 200,
        pick: b => ({
          labels: b.metadata.labels,
          annotations: b.metadata.annotations,
          aggregationRule: b.aggregationRule,
          rules: ['view', 'edit', 'admin'].includes(name) ? undefined : b.rules,
        }),
      });
    }
  },
  'a ClusterRole that gathers others': async t => {
    await t.namespace();
    const [whole, part] = [t.name('whole'), t.name('part')];
    for (const name of [whole, part])
      t.cleanup(() =>
        t.delete(t.at('clusterroles', name), undefined, {
          quiet: true,
          expect: 0,
        }),
      );
    await t.post(
      t.at('clusterroles'),
      {
        ...role(whole, [], 'ClusterRole'),
        aggregationRule: {
          clusterRoleSelectors: [{ matchLabels: { gather: t.run } }],
        },
      },
      { quiet: true },
    );
    await t.post(
      t.at('clusterroles'),
      {
        ...role(
          part,
          [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
          'ClusterRole',
        ),
        metadata: { name: part, labels: { gather: t.run } },
      },
      { quiet: true },
    );
    await t.until(t.at('clusterroles', whole), b => b.rules?.length === 1);
    const { body } = await t.get(t.at('clusterroles', whole), {
      pick: b => b.rules,
    });
    assert.equal(body.rules.length, 1);
  },
  'nobody may make a pod through a Deployment alone': async t => {
    await t.namespace();
    await grant(t, [
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['create'] },
    ]);
    await t.post(t.at('pods'), pod('p'), { as: 'alice', expect: 403 });
    await t.post(t.at('deployments'), deployment('d', { replicas: 0 }), {
      as: 'alice',
      pick: b => b.kind,
    });
  },
});
