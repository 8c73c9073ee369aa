// @ts-check
import assert from 'node:assert/strict';
import { area } from '../support/area.mjs';
import {
  binding,
  budget,
  configMap,
  cronJob,
  daemonSet,
  deployment,
  job,
  pod,
  replicaSet,
  role,
  service,
  statefulSet,
  template,
} from '../support/objects.mjs';

/** @typedef {import('../support/Trial.mjs').Trial} Trial */
/** @typedef {Record<string, any>} Raw */

const idle = { replicas: 0 };

/**
 * One small object of each kind, still enough that no controller changes it
 * while it is looked at.
 *
 * @type {Array<[resource: string, make: (name: string, namespace: string) => Raw, change: Raw]>}
 */
const kinds = [
  ['configmaps', name => configMap(name), { data: { b: '2' } }],
  [
    'secrets',
    name => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name },
      stringData: { word: 'plain' },
    }),
    { data: { more: 'bW9yZQ==' } },
  ],
  [
    'services',
    name => service(name),
    { spec: { sessionAffinity: 'ClientIP' } },
  ],
  [
    'serviceaccounts',
    name => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }),
    { automountServiceAccountToken: false },
  ],
  [
    'endpoints',
    name => ({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name },
      subsets: [
        { addresses: [{ ip: '10.1.2.3' }], ports: [{ port: 80, name: 'web' }] },
      ],
    }),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'limitranges',
    name => ({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name },
      spec: {
        limits: [
          { type: 'Container', default: { cpu: '500m' }, max: { cpu: '2' } },
        ],
      },
    }),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'persistentvolumeclaims',
    name => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'none-such',
        resources: { requests: { storage: '1Gi' } },
      },
    }),
    { metadata: { annotations: { a: 'b' } } },
  ],
  [
    'pods',
    name => pod(name, {}, { nodeSelector: { nowhere: 'yes' } }),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'podtemplates',
    name => ({
      apiVersion: 'v1',
      kind: 'PodTemplate',
      metadata: { name },
      template: template(name),
    }),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'deployments',
    name => deployment(name, { ...idle, paused: true }),
    { spec: { minReadySeconds: 5 } },
  ],
  [
    'replicasets',
    name => replicaSet(name, idle),
    { spec: { minReadySeconds: 5 } },
  ],
  [
    'statefulsets',
    name => statefulSet(name, idle),
    { spec: { minReadySeconds: 5 } },
  ],
  [
    'daemonsets',
    name =>
      daemonSet(name, {
        template: {
          ...template(name),
          spec: { ...template(name).spec, nodeSelector: { nowhere: 'yes' } },
        },
      }),
    { spec: { minReadySeconds: 5 } },
  ],
  ['jobs', name => job(name, { suspend: true }), { spec: { parallelism: 2 } }],
  [
    'cronjobs',
    name => cronJob(name, { suspend: true }),
    { spec: { schedule: '5 4 * * *' } },
  ],
  [
    'horizontalpodautoscalers',
    name => ({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        maxReplicas: 3,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 60 },
            },
          },
        ],
      },
    }),
    { spec: { maxReplicas: 5 } },
  ],
  [
    'poddisruptionbudgets',
    name =>
      budget(name, {
        minAvailable: '50%',
        selector: { matchLabels: { app: 'nobody' } },
      }),
    { spec: { minAvailable: 1 } },
  ],
  [
    'ingresses',
    name => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name },
      spec: {
        rules: [
          {
            host: 'shop.example',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    }),
    { spec: { ingressClassName: 'nginx' } },
  ],
  [
    'networkpolicies',
    name => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name },
      spec: {
        podSelector: {},
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }],
      },
    }),
    { spec: { policyTypes: ['Ingress', 'Egress'] } },
  ],
  [
    'roles',
    name =>
      role(name, [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'rolebindings',
    name => binding(name, 'alice', { clusterRole: 'view' }),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'leases',
    name => ({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name },
      spec: { holderIdentity: 'me', leaseDurationSeconds: 15 },
    }),
    { spec: { holderIdentity: 'you' } },
  ],
  [
    'endpointslices',
    name => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.1.2.3'] }],
      ports: [{ name: 'web', port: 80 }],
    }),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'events',
    (name, namespace) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name },
      involvedObject: { kind: 'Pod', name: 'x', namespace },
      reason: 'Tried',
      message: 'by hand',
      type: 'Normal',
    }),
    { message: 'twice' },
  ],
  // What belongs to no namespace.
  [
    'clusterroles',
    name =>
      role(
        name,
        [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
        'ClusterRole',
      ),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'clusterrolebindings',
    name =>
      binding(name, 'nobody-at-all', {
        clusterRole: 'none-such',
        kind: 'ClusterRoleBinding',
      }),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'storageclasses',
    name => ({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name },
      provisioner: 'example.com/disks',
    }),
    { allowVolumeExpansion: true },
  ],
  [
    'priorityclasses',
    name => ({
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name },
      value: 1000,
    }),
    { description: 'for tests' },
  ],
  [
    'ingressclasses',
    name => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name },
      spec: { controller: 'example.com/ingress' },
    }),
    { metadata: { labels: { a: 'b' } } },
  ],
  [
    'persistentvolumes',
    name => ({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'by-hand',
        hostPath: { path: '/srv/none' },
      },
    }),
    { metadata: { labels: { a: 'b' } } },
  ],
];

/** What controllers write is not part of what a person wrote. @param {any} body */
const written = body => {
  if (!body || body.kind === 'Status') return body;
  const { status, ...rest } = body;
  return {
    ...rest,
    metadata: {
      ...rest.metadata,
      managedFields: rest.metadata.managedFields?.filter(
        (/** @type {any} */ f) => f.manager === 'tester',
      ),
    },
  };
};

const life = Object.fromEntries(
  kinds.map(([resource, make, change]) => [
    `${resource} from beginning to end`,
    async (/** @type {Trial} */ t) => {
      await t.namespace();
      const name = t.name('it');
      const object = make(name, t.ns);
      const path = t.at(resource, name);
      t.cleanup(() => t.delete(path, undefined, { quiet: true, expect: 0 }));
      const by = '?fieldManager=tester';
      await t.post(`${t.at(resource)}${by}`, object, {
        expect: 201,
        pick: body => ({ ...written(body), status: body.status }),
      });
      await t.post(t.at(resource), object, { expect: 409 });
      const { body: first } = await t.get(path, { pick: written });
      await t.get(`${t.at(resource)}?fieldSelector=metadata.name=${name}`, {
        pick: list => ({
          ...list,
          items: list.items.map(written),
        }),
      });
      const { body: second } = await t.patch('merge', `${path}${by}`, change, {
        pick: written,
      });
      assert.ok(
        BigInt(second.metadata.resourceVersion) >
          BigInt(first.metadata.resourceVersion),
      );
      const { body: same } = await t.patch('merge', `${path}${by}`, change, {
        pick: written,
      });
      assert.equal(same.metadata.generation, second.metadata.generation);
      await t.put(
        path,
        {
          ...same,
          metadata: { ...same.metadata, resourceVersion: '1' },
        },
        { expect: 409 },
      );
      const gone = await t.delete(
        `${path}?gracePeriodSeconds=0&propagationPolicy=Background`,
        undefined,
        { pick: written },
      );
      assert.equal(gone.status, 200);
      await t.until(path, body => body.code === 404);
      await t.get(path, { expect: 404 });
      await t.delete(path, undefined, { expect: 404 });
      await t.patch('merge', path, change, { expect: 404 });
    },
  ]),
);

export const objects = area('objects', {
  ...life,
  'a namespace from beginning to end': async t => {
    const name = t.name('space');
    const path = t.at('namespaces', name);
    await t.post(
      t.at('namespaces'),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      { expect: 201 },
    );
    await t.get(path, { pick: body => body.spec });
    const { body } = await t.delete(path, undefined, {
      pick: b => [
        b.kind,
        b.status?.phase,
        Boolean(b.metadata.deletionTimestamp),
      ],
    });
    assert.equal(body.kind, 'Namespace');
    await t.until(path, b => b.code === 404);
    await t.get(path, { expect: 404 });
  },
  'a namespace that ends takes its objects along and lets nothing in':
    async t => {
      await t.namespace();
      await t.post(
        t.at('configmaps'),
        configMap('stays', {}, { finalizers: ['example.com/hold'] }),
        { quiet: true },
      );
      await t.post(t.at('configmaps'), configMap('goes'), { quiet: true });
      await t.delete(t.at('namespaces', t.ns), undefined, { quiet: true });
      await t.post(t.at('configmaps'), configMap('late'), { expect: 403 });
      await t.until(t.at('configmaps', 'goes'), b => b.code === 404);
      await t.get(t.at('namespaces', t.ns), { pick: b => b.status.phase });
      await t.until(t.at('namespaces', t.ns), b =>
        b.status?.conditions?.some(
          (/** @type {any} */ c) =>
            c.type === 'NamespaceFinalizersRemaining' && c.status === 'True',
        ),
      );
      await t.get(t.at('namespaces', t.ns), {
        pick: b =>
          b.status.conditions
            .map((/** @type {any} */ c) => [
              c.type,
              c.status,
              c.reason,
              c.message,
            ])
            .sort(),
      });
      await t.patch(
        'merge',
        t.at('configmaps', 'stays'),
        { metadata: { finalizers: null } },
        { quiet: true },
      );
    },
  'a namespace that is protected': t =>
    t.delete(t.at('namespaces', 'kube-system'), undefined, { expect: 403 }),
  'a node from beginning to end': async t => {
    const name = t.name('node');
    const path = t.at('nodes', name);
    t.cleanup(() => t.delete(path, undefined, { quiet: true, expect: 0 }));
    await t.post(
      t.at('nodes'),
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name },
        spec: {
          unschedulable: true,
          taints: [{ key: 'a', effect: 'NoSchedule' }],
        },
      },
      {
        expect: 201,
        pick: b => [
          b.spec.unschedulable,
          b.spec.taints.map((/** @type {any} */ x) => x.key).sort(),
        ],
      },
    );
    await t.patch(
      'merge',
      path,
      { metadata: { labels: { tried: 'yes' } } },
      { pick: b => b.metadata.labels.tried },
    );
    await t.delete(path);
    await t.get(path, { expect: 404 });
  },
  'an object with the wrong kind or version': async t => {
    await t.namespace();
    await t.post(
      t.at('configmaps'),
      { ...configMap('x'), kind: 'Secret' },
      { expect: 400 },
    );
    await t.post(
      t.at('configmaps'),
      { ...configMap('x'), apiVersion: 'v9' },
      { expect: 400 },
    );
    await t.post(
      t.at('configmaps'),
      { ...configMap('x'), apiVersion: 'apps/v1' },
      { expect: 400 },
    );
    await t.post(
      t.at('configmaps'),
      { metadata: { name: 'bare' } },
      { expect: 0 },
    );
    await t.post(
      t.at('configmaps'),
      { kind: 'ConfigMap', metadata: { name: 'bare-2' } },
      { expect: 0 },
    );
  },
  'a body that is no object': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), '', { expect: 400 });
    await t.post(t.at('configmaps'), '[]', { expect: 400 });
    await t.post(t.at('configmaps'), '{', { expect: 400 });
    await t.post(t.at('configmaps'), 'text', { expect: 0, type: 'text/plain' });
    await t.post(t.at('configmaps'), '{}', { expect: 0 });
    await t.post(t.at('configmaps'), 'null', { expect: 0 });
  },
  'a body in YAML': async t => {
    await t.namespace();
    await t.post(
      t.at('configmaps'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml\ndata:\n  a: "1"\n',
      { type: 'application/yaml', expect: 201 },
    );
  },
  'an answer in YAML': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('y'), { quiet: true });
    const { text } = await t.get(t.at('configmaps', 'y'), {
      headers: { accept: 'application/yaml' },
      pick: () => undefined,
    });
    t.see(
      'lines',
      text
        .split('\n')
        .map(line => line.replace(/(resourceVersion|uid): .*/, '$1')),
    );
  },
  'an answer in a form that nobody makes': async t => {
    await t.namespace();
    await t.get(t.at('configmaps'), {
      headers: { accept: 'text/html' },
      expect: 0,
    });
    await t.get(t.at('configmaps'), {
      headers: { accept: 'application/xml' },
      expect: 0,
    });
  },
  'a name in the wrong namespace': async t => {
    await t.namespace();
    await t.post(
      t.at('configmaps'),
      configMap('x', {}, { namespace: 'elsewhere' }),
      { expect: 400 },
    );
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.put(t.at('configmaps', 'x'), configMap('y'), { expect: 400 });
    await t.put(
      t.at('configmaps', 'x'),
      configMap('x', {}, { namespace: 'elsewhere' }),
      { expect: 400 },
    );
    await t.post('/api/v1/namespaces/none-such/configmaps', configMap('x'), {
      expect: 404,
    });
  },
  'a name that is made up': async t => {
    await t.namespace();
    const { body } = await t.post(t.at('configmaps'), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { generateName: 'made-' },
    });
    assert.match(body.metadata.name, /^made-[a-z0-9]{5}$/);
    await t.post(
      t.at('configmaps'),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} },
      { expect: 422 },
    );
  },
  'what nobody may set': async t => {
    await t.namespace();
    const { body } = await t.post(
      t.at('configmaps'),
      configMap(
        'x',
        {},
        {
          uid: '11111111-2222-3333-4444-555555555555',
          creationTimestamp: '2001-01-01T00:00:00Z',
          generation: 7,
          selfLink: '/nowhere',
          deletionTimestamp: '2001-01-01T00:00:00Z',
        },
      ),
    );
    assert.notEqual(body.metadata.uid, '11111111-2222-3333-4444-555555555555');
    await t.post(
      t.at('configmaps'),
      configMap('y', {}, { resourceVersion: '5' }),
      { expect: 0 },
    );
    await t.put(
      t.at('configmaps', 'x'),
      configMap('x', {}, { uid: '11111111-2222-3333-4444-555555555555' }),
      { expect: 409 },
    );
  },
  'an update without a version, and of what is not there': async t => {
    await t.namespace();
    await t.put(t.at('configmaps', 'x'), configMap('x'), { expect: 404 });
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.put(t.at('configmaps', 'x'), configMap('x', { b: '2' }));
    await t.put(t.at('services', 'x'), service('x'), { expect: 0 });
    await t.put(
      t.at('secrets', 'x'),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } },
      { expect: 0 },
    );
    await t.put(t.at('deployments', 'x'), deployment('x', { replicas: 0 }), {
      expect: 0,
    });
    await t.put(
      t.at('roles', 'x'),
      role('x', [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
      { expect: 0 },
    );
    await t.put(
      t.at('leases', 'x'),
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'x' },
      },
      { expect: 0 },
    );
    await t.put(
      t.at('leases', 'y'),
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'y', resourceVersion: '7' },
      },
      { expect: 0 },
    );
    await t.put(
      t.at('configmaps', 'x'),
      configMap('x', {}, { resourceVersion: 'abc' }),
      { expect: 0 },
    );
  },
  'an update without a version where one is needed': async t => {
    await t.namespace();
    await t.post(
      t.at('poddisruptionbudgets'),
      budget('b', { minAvailable: 1, selector: { matchLabels: { a: 'b' } } }),
      { quiet: true },
    );
    await t.put(
      t.at('poddisruptionbudgets', 'b'),
      budget('b', { minAvailable: 2, selector: { matchLabels: { a: 'b' } } }),
      { expect: 0, pick: written },
    );
    await t.post(t.at('services'), service('s'), { quiet: true });
    await t.put(t.at('services', 's'), service('s'), {
      expect: 0,
      pick: written,
    });
    await t.post(
      t.at('leases'),
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'l' },
      },
      { quiet: true },
    );
    await t.put(
      t.at('leases', 'l'),
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'l' },
      },
      { expect: 0, pick: written },
    );
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
    await t.post(t.at('roles'), role('r', rules), { quiet: true });
    await t.put(t.at('roles', 'r'), role('r', rules), {
      expect: 0,
      pick: written,
    });
  },
  'the generation counts changes of the spec alone': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    const generation = (/** @type {any} */ b) => b.metadata.generation;
    await t.post(t.at('deployments'), deployment('web', { replicas: 0 }), {
      pick: generation,
    });
    await t.patch(
      'merge',
      path,
      { metadata: { labels: { a: 'b' } } },
      { pick: generation },
    );
    await t.patch(
      'merge',
      path,
      { spec: { replicas: 0 } },
      { pick: generation },
    );
    await t.patch(
      'merge',
      path,
      { spec: { revisionHistoryLimit: 3 } },
      { pick: generation },
    );
    await t.patch(
      'merge',
      `${path}/scale`,
      { spec: { replicas: 1 } },
      { pick: b => b.spec },
    );
    await t.get(path, { pick: generation });
  },
  'a resource version stands still when nothing changes': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const { body: first } = await t.post(t.at('configmaps'), configMap('x'));
    const { body: second } = await t.patch('merge', path, { data: { a: '1' } });
    assert.equal(
      first.metadata.resourceVersion,
      second.metadata.resourceVersion,
    );
    const { body: third } = await t.put(path, second);
    assert.equal(
      first.metadata.resourceVersion,
      third.metadata.resourceVersion,
    );
  },
  'a finalizer holds an object': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'held');
    await t.post(
      t.at('configmaps'),
      configMap(
        'held',
        {},
        { finalizers: ['example.com/hold', 'example.com/other'] },
      ),
    );
    await t.delete(path);
    const { body } = await t.get(path);
    assert.ok(body.metadata.deletionTimestamp);
    assert.equal(body.metadata.deletionGracePeriodSeconds, 0);
    await t.delete(path);
    await t.patch(
      'merge',
      path,
      { metadata: { finalizers: ['example.com/hold', 'example.com/new'] } },
      { expect: 422 },
    );
    await t.patch(
      'merge',
      path,
      { metadata: { deletionTimestamp: null } },
      { expect: 0 },
    );
    await t.patch('merge', path, { data: { still: 'writable' } });
    await t.patch('json', path, [
      { op: 'remove', path: '/metadata/finalizers/0' },
    ]);
    await t.patch('json', path, [
      { op: 'remove', path: '/metadata/finalizers' },
    ]);
    await t.get(path, { expect: 404 });
  },
  'immutable config and secrets': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), {
      ...configMap('fixed'),
      immutable: true,
    });
    await t.patch(
      'merge',
      t.at('configmaps', 'fixed'),
      { data: { a: '2' } },
      { expect: 422 },
    );
    await t.patch(
      'merge',
      t.at('configmaps', 'fixed'),
      { immutable: false },
      { expect: 422 },
    );
    await t.patch('merge', t.at('configmaps', 'fixed'), {
      metadata: { labels: { a: 'b' } },
    });
    await t.post(t.at('secrets'), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'fixed' },
      immutable: true,
      data: { a: 'YQ==' },
    });
    await t.patch(
      'merge',
      t.at('secrets', 'fixed'),
      { data: { a: 'Yg==' } },
      { expect: 422 },
    );
    await t.patch(
      'merge',
      t.at('secrets', 'fixed'),
      { type: 'example.com/other' },
      { expect: 422 },
    );
  },
  'a collection is deleted by its selector': async t => {
    await t.namespace();
    for (const [name, set] of [
      ['a', 'x'],
      ['b', 'x'],
      ['c', 'y'],
    ]) {
      await t.post(
        t.at('configmaps'),
        configMap(name, {}, { labels: { set } }),
        { quiet: true },
      );
    }
    await t.delete(
      `${t.at('configmaps')}?labelSelector=set=x&dryRun=All`,
      undefined,
      { pick: b => [b.kind, b.items?.length] },
    );
    await t.delete(`${t.at('configmaps')}?labelSelector=set=x`);
    await t.get(`${t.at('configmaps')}?labelSelector=set`, {
      pick: b => b.items.map((/** @type {any} */ i) => i.metadata.name),
    });
    await t.delete(
      `${t.at('configmaps')}?fieldSelector=metadata.name=c`,
      undefined,
      { pick: b => [b.kind, b.items?.length] },
    );
    await t.get(`${t.at('configmaps')}?labelSelector=set`, {
      pick: b => b.items.length,
    });
    await t.delete(t.at('services'), undefined, {
      pick: b => [b.kind, b.items?.length],
    });
  },
  'deleting says what was deleted': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.delete(t.at('configmaps', 'x'));
    await t.post(t.at('services'), service('x'), { quiet: true });
    await t.delete(t.at('services', 'x'), undefined, {
      pick: b => [b.kind, b.status],
    });
    await t.post(
      t.at('pods'),
      pod('x', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    await t.delete(t.at('pods', 'x'), undefined, {
      pick: b => [
        b.kind,
        b.metadata.name,
        b.metadata.deletionGracePeriodSeconds,
      ],
    });
    await t.post(
      t.at('serviceaccounts'),
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'x' } },
      { quiet: true },
    );
    await t.delete(t.at('serviceaccounts', 'x'), undefined, {
      pick: b => [b.kind, b.metadata.name],
    });
    await t.post(t.at('deployments'), deployment('x', { replicas: 0 }), {
      quiet: true,
    });
    await t.delete(t.at('deployments', 'x'), undefined, {
      pick: b => [b.kind, b.status, b.details?.kind],
    });
  },
  'options of a deletion that are wrong': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.delete(path, { propagationPolicy: 'Sometimes' }, { expect: 422 });
    for (const options of [
      {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        propagationPolicy: 'Sometimes',
      },
      {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        propagationPolicy: 'Orphan',
        orphanDependents: true,
      },
      { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['Some'] },
      { kind: 'Pod', apiVersion: 'v1' },
      { kind: 'DeleteOptions', apiVersion: 'v9' },
    ]) {
      await t.delete(path, options, { expect: 0 });
    }
    await t.delete(`${path}?dryRun=Some`, undefined, { expect: 422 });
    await t.delete(`${path}?propagationPolicy=Sometimes`, undefined, {
      expect: 422,
    });
    await t.delete(`${path}?gracePeriodSeconds=soon`, undefined, { expect: 0 });
    await t.get(path, { expect: 0, pick: b => b.kind });
  },
});
