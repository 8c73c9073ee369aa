// @ts-check
import assert from 'node:assert/strict';
import { area } from '../support/area.mjs';
import { widgets } from '../support/widgets.mjs';
import { compactHistory } from '../support/compactHistory.mjs';
import { configMap, deployment, pod, service } from '../support/objects.mjs';

/** @typedef {import('../support/Trial.mjs').Trial} Trial */

/** Seven ConfigMaps that this case alone owns. @param {Trial} t */
async function seven(t) {
  await t.namespace();
  for (let i = 1; i <= 7; i += 1) {
    await t.post(
      t.at('configmaps'),
      configMap(
        `item-${i}`,
        { i: String(i) },
        {
          labels: {
            of: t.run,
            half: i < 4 ? 'low' : 'high',
            ...(i === 7 ? { last: '' } : {}),
          },
        },
      ),
      { quiet: true },
    );
  }
  return `${t.at('configmaps')}?labelSelector=of=${t.run}`;
}

/** @param {any} b */
const names = b =>
  b.items
    ? {
        names: b.items.map((/** @type {any} */ i) => i.metadata.name),
        remaining: b.metadata.remainingItemCount,
        more: Boolean(b.metadata.continue),
        kind: b.kind,
      }
    : b;

/** @param {string} selector @param {number} [expect] */
const bySelector = (selector, expect) => async (/** @type {Trial} */ t) => {
  await seven(t);
  await t.get(
    `${t.at('configmaps')}?labelSelector=${encodeURIComponent(selector)}`,
    {
      expect,
      pick: b =>
        b.items
          ? {
              ...names(b),
              names: names(b).names.filter(
                (/** @type {string} */ n) => n !== 'kube-root-ca.crt',
              ),
            }
          : b,
    },
  );
};

export const lists = area('list', {
  'in pages': async t => {
    const path = await seven(t);
    const { body: first } = await t.get(`${path}&limit=3`, { pick: names });
    await t.delete(t.at('configmaps', 'item-5'), undefined, { quiet: true });
    const { body: second } = await t.get(
      `${path}&limit=3&continue=${first.metadata.continue}`,
      { pick: names },
    );
    assert.equal(
      first.metadata.resourceVersion,
      second.metadata.resourceVersion,
    );
    await t.get(`${path}&limit=3&continue=${second.metadata.continue}`, {
      pick: names,
    });
    await t.get(path, { pick: names });
  },
  'in pages without a selector it counts what remains': async t => {
    await seven(t);
    await t.until(
      t.at('configmaps', 'kube-root-ca.crt'),
      b => b.kind === 'ConfigMap',
    );
    await t.get(`${t.at('configmaps')}?limit=2`, { pick: names });
    await t.get(`${t.at('configmaps')}?limit=100`, { pick: names });
    await t.get(`${t.at('configmaps')}?limit=0`, { pick: names });
  },
  'a continuation that is none': async t => {
    await seven(t);
    await t.get(`${t.at('configmaps')}?limit=2&continue=abc`, { expect: 400 });
    await t.get(`${t.at('configmaps')}?limit=2&continue=e30`, { expect: 400 });
    await t.get(`${t.at('configmaps')}?limit=-1`, {
      expect: 0,
      pick: b => (b.items ? 'a list' : b),
    });
    await t.get(`${t.at('configmaps')}?limit=many`, { expect: 0 });
  },
  'a continuation with a resource version': async t => {
    const path = await seven(t);
    const { body } = await t.get(`${path}&limit=2`, { quiet: true });
    await t.get(
      `${path}&limit=2&continue=${body.metadata.continue}&resourceVersion=5`,
      { expect: 400 },
    );
    await t.get(
      `${path}&limit=2&continue=${body.metadata.continue}&resourceVersion=0`,
      { expect: 0, pick: names },
    );
  },
  resourceVersionMatch: async t => {
    const path = await seven(t);
    const { body } = await t.get(path, { quiet: true });
    const rv = body.metadata.resourceVersion;
    await t.patch(
      'merge',
      t.at('configmaps', 'item-1'),
      { metadata: { labels: { half: 'none' } } },
      { quiet: true },
    );
    const { body: exact } = await t.get(
      `${path}&resourceVersion=${rv}&resourceVersionMatch=Exact`,
      {
        pick: b =>
          b.items.map((/** @type {any} */ i) => i.metadata.labels.half),
      },
    );
    assert.equal(exact.metadata.resourceVersion, rv);
    const { body: later } = await t.get(
      `${path}&resourceVersion=${rv}&resourceVersionMatch=NotOlderThan`,
      { pick: names },
    );
    assert.ok(BigInt(later.metadata.resourceVersion) >= BigInt(rv));
    await t.get(`${path}&resourceVersion=0&resourceVersionMatch=NotOlderThan`, {
      pick: names,
    });
    await t.get(`${path}&resourceVersion=0`, { pick: names });
  },
  'resourceVersionMatch that is wrong': async t => {
    await seven(t);
    const path = `${t.at('configmaps')}?`;
    await t.get(`${path}resourceVersionMatch=Exact`, { expect: 422 });
    await t.get(`${path}resourceVersion=0&resourceVersionMatch=Exact`, {
      expect: 422,
    });
    await t.get(`${path}resourceVersion=5&resourceVersionMatch=About`, {
      expect: 422,
    });
    await t.get(`${path}resourceVersion=abc`, { expect: 0 });
    await t.get(`${path}continue=abc&resourceVersionMatch=Exact`, {
      expect: 0,
    });
    await t.get(`${path}sendInitialEvents=true`, { expect: 0 });
    await t.get(`${t.at('configmaps', 'item-1')}?resourceVersion=abc`, {
      expect: 0,
      pick: b => (b.kind === 'Status' ? b : b.kind),
    });
  },
  'a resource version of the future': async t => {
    const path = await seven(t);
    await t.get(`${path}&resourceVersion=99999999`, {
      expect: 504,
      seconds: 20,
    });
    await t.get(`${path}&resourceVersion=99999999&resourceVersionMatch=Exact`, {
      expect: 0,
      seconds: 20,
    });
    await t.get(`${t.at('configmaps', 'item-1')}?resourceVersion=99999999`, {
      expect: 0,
      seconds: 20,
      pick: b => (b.kind === 'Status' ? b : b.kind),
    });
  },
  'labels: equal': bySelector('half=low'),
  'labels: equal, written twice': bySelector('half==low'),
  'labels: not equal': bySelector('half!=low,of'),
  'labels: in a set': bySelector('half in (low, other)'),
  'labels: not in a set': bySelector('half notin (low),of'),
  'labels: present': bySelector('last'),
  'labels: absent': bySelector('!last,of'),
  'labels: an empty value': bySelector('last='),
  'labels: several at once': bySelector('half=high,!last'),
  'labels: greater': bySelector('half>5'),
  'labels: a key that is none': bySelector('-a=b', 400),
  'labels: an operator that is none': bySelector('a ~ b', 400),
  'labels: a set without an end': bySelector('a in (b', 400),
  'labels: a value that is none': bySelector('a=b c', 400),
  'labels: a number that is none': bySelector('a>b', 400),
  'fields: name and namespace': async t => {
    await seven(t);
    await t.get(`${t.at('configmaps')}?fieldSelector=metadata.name=item-2`, {
      pick: names,
    });
    await t.get(
      `${t.at(
        'configmaps',
      )}?fieldSelector=metadata.name=item-2,metadata.namespace=${t.ns}`,
      { pick: names },
    );
    await t.get(
      `${t.at('configmaps')}?fieldSelector=metadata.namespace=other`,
      { pick: names },
    );
    await t.get(
      `/api/v1/configmaps?fieldSelector=metadata.namespace=${t.ns},metadata.name!=kube-root-ca.crt`,
      { pick: names },
    );
  },
  'fields: that cannot be selected': async t => {
    await seven(t);
    await t.get(`${t.at('configmaps')}?fieldSelector=data.i=1`, {
      expect: 400,
    });
    await t.get(`${t.at('deployments')}?fieldSelector=spec.replicas=1`, {
      expect: 400,
    });
    await t.get(`${t.at('pods')}?fieldSelector=spec.hostname=1`, {
      expect: 400,
    });
    await t.get(`${t.at('configmaps')}?fieldSelector=metadata.name`, {
      expect: 400,
    });
    await t.get(`${t.at('services')}?fieldSelector=spec.type=ClusterIP`, {
      expect: 0,
      pick: names,
    });
    await t.get(`${t.at('secrets')}?fieldSelector=type=Opaque`, {
      pick: names,
    });
    await t.get(`${t.at('jobs')}?fieldSelector=status.successful=0`, {
      expect: 0,
      pick: names,
    });
    await t.get(
      `${t.at(
        'events',
      )}?fieldSelector=involvedObject.kind=Pod,type=Normal,reason=X`,
      { pick: names },
    );
    await t.get(`${t.at('replicasets')}?fieldSelector=status.replicas=0`, {
      expect: 0,
      pick: names,
    });
    await t.get(
      `/api/v1/nodes?fieldSelector=spec.unschedulable=true,metadata.name=none`,
      { pick: names },
    );
    await t.get(
      `/api/v1/namespaces?fieldSelector=status.phase=Active,metadata.name=default`,
      { pick: names },
    );
  },
  'fields: of pods': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('a', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    await t.post(
      t.at('pods'),
      pod('b', {}, { restartPolicy: 'Never', nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    for (const selector of [
      'status.phase=Pending',
      'status.phase!=Running',
      'spec.restartPolicy=Never',
      'spec.nodeName=',
      'spec.nodeName!=',
      'spec.schedulerName=default-scheduler',
      'spec.serviceAccountName=default',
      'status.podIP=',
      'spec.hostNetwork=false',
      'status.nominatedNodeName=',
    ]) {
      await t.get(`${t.at('pods')}?fieldSelector=${selector}`, {
        pick: names,
        expect: 0,
      });
    }
  },
  'of all namespaces': async t => {
    await seven(t);
    await t.get(
      `/api/v1/configmaps?labelSelector=of=${t.run},half=low&fieldSelector=metadata.namespace=${t.ns}`,
      { pick: names },
    );
    await t.get(`/api/v1/namespaces/none-such/configmaps`);
  },
  'nothing is an empty list': async t => {
    await t.namespace();
    for (const what of [
      'pods',
      'services',
      'secrets',
      'deployments',
      'jobs',
      'poddisruptionbudgets',
      'leases',
      'ingresses',
      'roles',
    ])
      await t.get(t.at(what));
  },
});

/** What needs the history of changes to be forgotten. */
export const history = area(
  'history',
  {
    'a list, a continuation and a watch of what was forgotten': async t => {
      const path = await seven(t);
      const { body: first } = await t.get(`${path}&limit=3`, { quiet: true });
      await t.delete(t.at('configmaps', 'item-6'), undefined, { quiet: true });
      await t.post(t.at('configmaps'), configMap('later'), { quiet: true });
      await compactHistory(t.ground);
      const next = `${path}&limit=3&continue=${first.metadata.continue}`;
      await t.until(next, b => b.code === 410);
      const { body: expired } = await t.get(next, { expect: 410 });
      assert.equal(expired.reason, 'Expired');
      const { body: rest } = await t.get(
        `${path}&limit=3&continue=${expired.metadata.continue}`,
        { pick: names },
      );
      t.see(
        'whether the rest is of another moment',
        rest.metadata.resourceVersion !== first.metadata.resourceVersion,
      );
      await t.get(
        `${path}&resourceVersion=${first.metadata.resourceVersion}&resourceVersionMatch=Exact`,
        { expect: 410 },
      );
    },
  },
  { alone: true },
);

/** Whether a server's list can begin a watch: since 1.34. @param {Trial} t */
const streamsLists = t => Number(t.ground.version.split('.')[1]) >= 34;

/** @param {any} e */
const short = e => ({
  type: e.type,
  kind: e.object.kind,
  name: e.object.metadata?.name,
  data: e.object.data,
  annotations: e.object.metadata?.annotations,
  message: e.object.message,
  code: e.object.code,
  reason: e.object.reason,
});

export const watches = area('watch', {
  'what is there, then what happens': async t => {
    const path = await seven(t);
    await t.watch(path, {
      events: 11,
      pick: short,
      meanwhile: async () => {
        await t.patch(
          'merge',
          t.at('configmaps', 'item-1'),
          { data: { i: 'one' } },
          { quiet: true },
        );
        await t.post(
          t.at('configmaps'),
          configMap('item-8', {}, { labels: { of: t.run } }),
          { quiet: true },
        );
        await t.delete(t.at('configmaps', 'item-2'), undefined, {
          quiet: true,
        });
        await t.delete(t.at('configmaps', 'item-8'), undefined, {
          quiet: true,
        });
      },
    });
  },
  'events are whole objects': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    const { events } = await t.watch(
      `${t.at('configmaps')}?fieldSelector=metadata.name=x`,
      { events: 1 },
    );
    assert.equal(events[0].object.apiVersion, 'v1');
  },
  'resumes where it ended': async t => {
    const path = await seven(t);
    const { body } = await t.get(path, { quiet: true });
    await t.patch(
      'merge',
      t.at('configmaps', 'item-1'),
      { data: { i: 'one' } },
      { quiet: true },
    );
    await t.delete(t.at('configmaps', 'item-2'), undefined, { quiet: true });
    const { events } = await t.watch(
      `${path}&resourceVersion=${body.metadata.resourceVersion}`,
      { events: 2, pick: short },
    );
    await t.patch(
      'merge',
      t.at('configmaps', 'item-1'),
      { data: { i: 'two' } },
      { quiet: true },
    );
    await t.watch(
      `${path}&resourceVersion=${events[0].object.metadata.resourceVersion}`,
      { events: 2, pick: short },
    );
    assert.ok(
      BigInt(events[1].object.metadata.resourceVersion) >
        BigInt(events[0].object.metadata.resourceVersion),
    );
  },
  'an object that comes into a selector and leaves it': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const { body } = await t.post(t.at('configmaps'), configMap('x'), {
      quiet: true,
    });
    await t.patch(
      'merge',
      path,
      { metadata: { labels: { in: 'yes' } } },
      { quiet: true },
    );
    await t.patch('merge', path, { data: { a: '2' } }, { quiet: true });
    await t.patch(
      'merge',
      path,
      { metadata: { labels: { in: null } } },
      { quiet: true },
    );
    await t.delete(path, undefined, { quiet: true });
    await t.watch(
      `${t.at('configmaps')}?labelSelector=in&resourceVersion=${
        body.metadata.resourceVersion
      }`,
      {
        events: 3,
        pick: e => [e.type, e.object.data, e.object.metadata.labels],
      },
    );
  },
  'a version that is too old': async t => {
    // Nobody has watched a kind of this case's own from before it was there.
    const { all } = await widgets(t);
    const { events } = await t.watch(`${all}?resourceVersion=1`, { events: 1 });
    assert.equal(events[0].object.code, 410);
  },
  'a version of the future': async t => {
    await t.namespace();
    await t.get(`${t.at('configmaps')}?watch=true&resourceVersion=abc`, {
      expect: 0,
    });
    await t.get(
      `${t.at(
        'configmaps',
      )}?watch=true&resourceVersionMatch=NotOlderThan&resourceVersion=1`,
      { expect: 0 },
    );
    await t.get(`${t.at('configmaps')}?watch=true&sendInitialEvents=true`, {
      expect: 0,
    });
    await t.get(
      `${t.at(
        'configmaps',
      )}?watch=true&limit=1&timeoutSeconds=1&resourceVersion=0`,
      { expect: 0, pick: () => undefined },
    );
  },
  'the initial events end with a bookmark': async t => {
    const path = await seven(t);
    if (!streamsLists(t)) {
      await t.get(
        `${path}&watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`,
        { expect: 422 },
      );
      return;
    }
    const { events } = await t.watch(
      `${path}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
      {
        until: e => e.type === 'BOOKMARK',
        pick: short,
      },
    );
    assert.equal(
      events.at(-1).object.metadata.annotations['k8s.io/initial-events-end'],
      'true',
    );
    t.see('the bookmark', events.at(-1));
  },
  'the initial events of nothing': async t => {
    await t.namespace();
    if (!streamsLists(t)) return;
    await t.watch(
      `${t.at(
        'configmaps',
      )}?labelSelector=none=such&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
      {
        until: e => e.type === 'BOOKMARK',
        pick: short,
      },
    );
  },
  'ends after its time': async t => {
    await t.namespace();
    await t.get(`${t.at('secrets')}?watch=true&timeoutSeconds=1`, {
      pick: () => undefined,
    });
  },
  'bookmarks before the end': async t => {
    await t.namespace();
    const { body } = await t.get(t.at('configmaps'), { quiet: true });
    await t
      .watch(
        `${t.at('configmaps')}?resourceVersion=${
          body.metadata.resourceVersion
        }&allowWatchBookmarks=true&timeoutSeconds=4`,
        {
          until: e => e.type === 'BOOKMARK',
          quiet: true,
        },
      )
      .then(({ events }) => {
        const last = events.at(-1);
        assert.equal(last?.type, 'BOOKMARK');
        t.see('a bookmark', last);
      });
  },
  'one object by its name': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.watch(
      `/api/v1/watch/namespaces/${t.ns}/configmaps/x?timeoutSeconds=3`,
      { events: 1, pick: short },
    );
    await t.get(`${t.at('configmaps', 'x')}?watch=true&timeoutSeconds=1`, {
      pick: b =>
        typeof b === 'string'
          ? 'a stream'
          : [b.type, b.kind, b.object?.metadata?.name],
    });
  },
  'as tables': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    const answer = await t.get(
      `${t.at(
        'configmaps',
      )}?watch=true&fieldSelector=metadata.name=x&timeoutSeconds=1`,
      {
        headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
        quiet: true,
      },
    );
    const events = answer.text
      .split('\n')
      .filter(Boolean)
      .map(l => JSON.parse(l));
    t.see(
      'events',
      events.map(e => [
        e.type,
        e.object.kind,
        e.object.columnDefinitions?.length,
        e.object.rows.map((/** @type {any} */ r) => [
          r.cells.slice(0, 2),
          r.object.kind,
        ]),
      ]),
    );
  },
  'the time of a deletion': async t => {
    await t.namespace();
    const { body } = await t.post(
      t.at('configmaps'),
      configMap('x', {}, { finalizers: ['example.com/hold'] }),
      { quiet: true },
    );
    await t.delete(t.at('configmaps', 'x'), undefined, { quiet: true });
    await t.patch(
      'merge',
      t.at('configmaps', 'x'),
      { metadata: { finalizers: null } },
      { quiet: true },
    );
    await t.watch(
      `${t.at('configmaps')}?resourceVersion=${
        body.metadata.resourceVersion
      }&fieldSelector=metadata.name=x`,
      {
        events: 2,
        pick: e => [
          e.type,
          Boolean(e.object.metadata.deletionTimestamp),
          e.object.metadata.finalizers,
          e.object.metadata.generation,
        ],
      },
    );
  },
  'a scale and a status show as changes': async t => {
    await t.namespace();
    const { body } = await t.post(
      t.at('deployments'),
      deployment('web', { replicas: 0, paused: true }),
      { quiet: true },
    );
    await t.until(
      t.at('deployments', 'web'),
      b => b.status?.observedGeneration === 1,
    );
    await t.patch(
      'merge',
      t.at('deployments', 'web', 'scale'),
      { spec: { replicas: 2 } },
      { quiet: true },
    );
    const { events } = await t.watch(
      `${t.at('deployments')}?resourceVersion=${body.metadata.resourceVersion}`,
      { until: e => e.object.spec.replicas === 2, quiet: true },
    );
    t.see('generation', events.at(-1).object.metadata.generation);
  },
  'nobody may watch what they may not': async t => {
    await t.namespace();
    await t.get(`${t.at('configmaps')}?watch=true`, {
      as: 'alice',
      expect: 403,
    });
    await t.get(`${t.at('services')}?watch=1&timeoutSeconds=1`, {
      expect: 200,
      pick: () => undefined,
    });
  },
});

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const PARTIAL =
  'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json';
const PARTIAL_LIST =
  'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';

/** Ages are by nature. @param {any} b */
const table = b =>
  b.kind === 'Table'
    ? {
        ...b,
        rows: b.rows.map((/** @type {any} */ r) => ({
          ...r,
          cells: r.cells.map((/** @type {any} */ c) =>
            typeof c === 'string' && /^(\d+[smhd])+$/.test(c) ? 'AGE' : c,
          ),
          object: r.object?.kind,
        })),
      }
    : b;

/** @param {string} resource @param {(name: string, ns: string) => any} [make] */
const tableOf = (resource, make) => async (/** @type {Trial} */ t) => {
  await t.namespace();
  if (make) {
    const name = t.name('it');
    t.cleanup(() =>
      t.delete(t.at(resource, name), undefined, { quiet: true, expect: 0 }),
    );
    await t.post(t.at(resource), make(name, t.ns), { quiet: true });
    await t.get(t.at(resource, name), {
      headers: { accept: TABLE },
      pick: table,
    });
    await t.get(`${t.at(resource)}?fieldSelector=metadata.name=${name}`, {
      headers: { accept: TABLE },
      pick: table,
    });
  } else {
    await t.get(t.at(resource), { headers: { accept: TABLE }, pick: table });
  }
};

export const representations = area('representation', {
  'a table of no pods': tableOf('pods'),
  'a table of ConfigMaps': tableOf('configmaps', n => configMap(n)),
  'a table of Secrets': tableOf('secrets', n => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: n },
    data: { a: 'YQ==' },
  })),
  'a table of Services': tableOf('services', n => service(n)),
  'a table of headless Services': tableOf('services', n =>
    service(n, { clusterIP: 'None' }),
  ),
  'a table of external Services': tableOf('services', n => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: n },
    spec: { type: 'ExternalName', externalName: 'example.com' },
  })),
  'a table of paused Deployments': tableOf('deployments', n =>
    deployment(n, { replicas: 0, paused: true }),
  ),
  'a table of Roles': tableOf('roles', n => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: n },
    rules: [],
  })),
  'a table of bindings': tableOf('rolebindings', n => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: n },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'view',
    },
    subjects: [
      { kind: 'ServiceAccount', name: 'default', namespace: 'default' },
      { kind: 'User', name: 'alice', apiGroup: 'rbac.authorization.k8s.io' },
    ],
  })),
  'a table of suspended CronJobs': tableOf('cronjobs', n => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: n },
    spec: {
      suspend: true,
      schedule: '@daily',
      timeZone: 'Europe/Vienna',
      jobTemplate: {
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [{ name: 'c', image: 'x' }],
            },
          },
        },
      },
    },
  })),
  'a table of Ingresses': tableOf('ingresses', n => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: n },
    spec: {
      tls: [{ hosts: ['a.example'] }],
      rules: [{ host: 'a.example' }, { host: 'b.example' }],
    },
  })),
  'a table of NetworkPolicies': tableOf('networkpolicies', n => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: n },
    spec: { podSelector: { matchLabels: { a: 'b' } } },
  })),
  'a table of PriorityClasses': tableOf('priorityclasses', n => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: n },
    value: 7,
  })),
  'a table of StorageClasses': tableOf('storageclasses', n => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: n },
    provisioner: 'example.com/d',
  })),
  'a table of ServiceAccounts': tableOf('serviceaccounts', n => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: n },
  })),
  'a table of quotas': tableOf('limitranges', n => ({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: n },
    spec: { limits: [] },
  })),
  'a table of Leases': tableOf('leases', n => ({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: n },
    spec: { holderIdentity: 'me' },
  })),
  'a table of definitions': t =>
    t.get(
      `${t.at('customresourcedefinitions')}?limit=1&labelSelector=none=such`,
      { headers: { accept: TABLE } },
    ),
  'a table with whole objects or none': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    for (const include of ['Object', 'None', 'Metadata']) {
      await t.get(`${t.at('configmaps', 'x')}?includeObject=${include}`, {
        headers: { accept: TABLE },
        pick: b => b.rows.map((/** @type {any} */ r) => r.object ?? 'none'),
      });
    }
    await t.get(`${t.at('configmaps', 'x')}?includeObject=Some`, {
      headers: { accept: TABLE },
      expect: 0,
    });
    await t.get(t.at('configmaps', 'x'), {
      headers: { accept: 'application/json;as=Table;v=v9;g=meta.k8s.io' },
      expect: 0,
    });
  },
  'the metadata alone': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.get(t.at('configmaps', 'x'), { headers: { accept: PARTIAL } });
    await t.get(`${t.at('configmaps')}?fieldSelector=metadata.name=x`, {
      headers: { accept: PARTIAL_LIST },
    });
    await t.get(t.at('configmaps', 'x'), {
      headers: { accept: PARTIAL_LIST },
      expect: 0,
    });
    await t.patch(
      'merge',
      t.at('configmaps', 'x'),
      { data: { b: '2' } },
      { headers: { accept: PARTIAL } },
    );
    await t.post(t.at('configmaps'), configMap('y'), {
      headers: { accept: PARTIAL },
    });
    await t.delete(t.at('configmaps', 'y'), undefined, {
      headers: { accept: PARTIAL },
    });
  },
});
