// @ts-check
import { area } from '../support/area.mjs';
import {
  binding,
  configMap,
  cronJob,
  deployment,
  job,
  pod,
  role,
  service,
  statefulSet,
  template,
} from '../support/objects.mjs';

/** @typedef {import('../support/Trial.mjs').Trial} Trial */

const nowhere = { nodeSelector: { no: 'where' } };

/** A Deployment that no controller touches any more. @param {Trial} t @param {string} [name] */
async function quiet(t, name = 'web') {
  await t.post(
    t.at('deployments'),
    deployment(name, { replicas: 0, paused: true }),
    { quiet: true },
  );
  await t.until(
    t.at('deployments', name),
    b => b.status?.observedGeneration === 1,
  );
  await t.stillness(t.at('deployments', name));
  return t.at('deployments', name);
}

/** @param {any} b */
const ofTester = b =>
  b.kind === 'Status'
    ? b
    : {
        spec: b.spec,
        generation: b.metadata.generation,
        managedFields: b.metadata.managedFields?.filter(
          (/** @type {any} */ f) => f.manager !== 'kube-controller-manager',
        ),
      };

export const wider = area('wider', {
  'status of a Deployment is written apart': async t => {
    await t.namespace();
    const path = await quiet(t);
    const { body } = await t.get(path, { quiet: true });
    await t.put(
      `${path}/status`,
      {
        ...body,
        spec: { ...body.spec, replicas: 7 },
        metadata: { ...body.metadata, labels: { a: 'b' } },
        status: { ...body.status, replicas: 3, collisionCount: 1 },
      },
      {
        pick: b => [
          b.spec.replicas,
          b.metadata.labels,
          b.status.collisionCount,
          b.metadata.generation,
        ],
      },
    );
    await t.put(
      `${path}/status`,
      { ...body, metadata: { ...body.metadata, resourceVersion: '1' } },
      { expect: 409 },
    );
    await t.patch(
      'merge',
      `${path}/status`,
      { status: { replicas: -1 } },
      { expect: 422 },
    );
    await t.patch(
      'strategic',
      `${path}/status`,
      { status: { conditions: [{ type: 'Mine', status: 'True' }] } },
      {
        pick: b =>
          b.status.conditions.filter(
            (/** @type {any} */ c) => c.type === 'Mine',
          ),
      },
    );
    await t.get(`${t.at('deployments', 'none')}/status`, { expect: 404 });
    await t.call('DELETE', `${path}/status`, undefined, { expect: 405 });
  },
  'apply through the scale': async t => {
    await t.namespace();
    const path = await quiet(t);
    await t.apply(
      `${path}/scale`,
      {
        apiVersion: 'autoscaling/v1',
        kind: 'Scale',
        metadata: { name: 'web', namespace: t.ns },
        spec: { replicas: 2 },
      },
      { expect: 0 },
    );
    await t.apply(
      `${path}/scale`,
      {
        apiVersion: 'autoscaling/v1',
        kind: 'Scale',
        metadata: { name: 'web', namespace: t.ns },
        spec: { replicas: 2 },
      },
      { expect: 0, force: true },
    );
    await t.get(path, { pick: ofTester });
  },
  'apply of a Service, its ports and its defaults': async t => {
    await t.namespace();
    const path = t.at('services', 's');
    await t.apply(
      path,
      service('s', {
        ports: [
          { port: 80, name: 'a' },
          { port: 81, name: 'b' },
        ],
      }),
      { pick: ofTester },
    );
    await t.apply(path, service('s', { ports: [{ port: 81, name: 'b' }] }), {
      pick: b => b.spec.ports,
    });
    await t.apply(
      path,
      service('s', { type: 'NodePort', ports: [{ port: 81, name: 'b' }] }),
      {
        pick: b => [
          b.spec.type,
          Boolean(b.spec.ports[0].nodePort),
          b.spec.externalTrafficPolicy,
        ],
      },
    );
    await t.apply(path, service('s', { ports: [{ port: 81, name: 'b' }] }), {
      pick: b => [b.spec.type, b.spec.ports[0].nodePort ?? 'none'],
    });
  },
  'apply in YAML': async t => {
    await t.namespace();
    await t.patch(
      'apply',
      `${t.at('configmaps', 'yaml')}?fieldManager=tester`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml\ndata:\n  a: "1"\n',
      { expect: 201 },
    );
    await t.patch(
      'apply',
      `${t.at('configmaps', 'yaml')}?fieldManager=tester`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml\ndata:\n  a: 1\n',
      { expect: 0 },
    );
    await t.patch(
      'apply',
      `${t.at('configmaps', 'yaml')}?fieldManager=tester`,
      'a: b: c',
      { expect: 0, pick: b => [b.code, b.reason] },
    );
  },
  'apply of owners, finalizers, labels and nulls': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    t.cleanup(() =>
      t.patch(
        'merge',
        path,
        { metadata: { finalizers: null } },
        { quiet: true, expect: 0 },
      ),
    );
    await t.apply(
      path,
      configMap(
        'x',
        { a: '1' },
        {
          labels: { l: '1', m: '2' },
          annotations: { n: '3' },
          finalizers: ['example.com/a'],
        },
      ),
    );
    await t.apply(
      path,
      configMap(
        'x',
        { a: '1' },
        { labels: { l: '1' }, finalizers: ['example.com/b'] },
      ),
      { manager: 'second' },
    );
    await t.apply(
      path,
      {
        ...configMap('x', { a: '1' }),
        metadata: { name: 'x', labels: { m: null } },
      },
      { expect: 0 },
    );
    await t.apply(path, configMap('x', {}, { labels: { l: '1' } }));
  },
  'apply and an empty map or list': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(path, configMap('x', {}));
    await t.apply(path, { ...configMap('x'), data: null }, { expect: 0 });
    await t.apply(t.at('networkpolicies', 'n'), {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'n' },
      spec: { podSelector: {}, ingress: [], policyTypes: ['Ingress'] },
    });
    await t.apply(t.at('networkpolicies', 'n'), {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'n' },
      spec: { podSelector: {}, ingress: [{}], policyTypes: ['Ingress'] },
    });
  },
  'a conflict in a container, named by its key': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    await t.apply(path, deployment('web', { replicas: 0, paused: true }), {
      quiet: true,
    });
    await t.apply(
      path,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: {
          template: {
            spec: { containers: [{ name: 'main', image: 'other:1' }] },
          },
        },
      },
      { manager: 'second', expect: 409 },
    );
    await t.patch(
      'strategic',
      `${path}?fieldManager=editor`,
      {
        spec: {
          template: {
            spec: { containers: [{ name: 'main', image: 'edited:1' }] },
          },
        },
      },
      { quiet: true },
    );
    await t.apply(path, deployment('web', { replicas: 0, paused: true }), {
      expect: 409,
    });
    await t.apply(
      path,
      deployment('web', {
        replicas: 0,
        paused: true,
        template: template('web', { image: 'edited:1' }),
      }),
      { pick: ofTester },
    );
  },
  'apply by somebody who may patch but not create': async t => {
    await t.namespace();
    await t.post(
      t.at('roles'),
      role('r', [
        { apiGroups: [''], resources: ['configmaps'], verbs: ['patch', 'get'] },
      ]),
      { quiet: true },
    );
    await t.post(t.at('rolebindings'), binding('b', 'alice', { role: 'r' }), {
      quiet: true,
    });
    await t.until(
      t.at('configmaps', 'kube-root-ca.crt'),
      b => b.kind === 'ConfigMap',
    );
    for (let tries = 0; tries < 60; tries += 1) {
      const { status } = await t.get(t.at('configmaps', 'kube-root-ca.crt'), {
        as: 'alice',
        quiet: true,
        expect: 0,
      });
      if (status === 200) break;
      await new Promise(done => setTimeout(done, 50));
    }
    await t.apply(t.at('configmaps', 'x'), configMap('x'), {
      as: 'alice',
      expect: 0,
    });
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.apply(t.at('configmaps', 'x'), configMap('x', { b: '2' }), {
      as: 'alice',
      pick: b => b.data,
    });
    await t.put(t.at('configmaps', 'x'), configMap('x'), {
      as: 'alice',
      expect: 403,
    });
  },
  'a Service changes its type': async t => {
    await t.namespace();
    const path = t.at('services', 's');
    await t.post(t.at('services'), service('s', { type: 'LoadBalancer' }), {
      pick: b => [
        Object.keys(b.spec).sort(),
        b.spec.allocateLoadBalancerNodePorts,
        b.status,
      ],
    });
    await t.patch(
      'merge',
      path,
      { spec: { type: 'ClusterIP' } },
      {
        pick: b => [
          b.spec.type,
          b.spec.ports.map((/** @type {any} */ p) => p.nodePort ?? 'none'),
          b.spec.externalTrafficPolicy ?? 'none',
        ],
      },
    );
    await t.patch(
      'merge',
      path,
      {
        spec: {
          type: 'ExternalName',
          externalName: 'example.com',
          clusterIP: null,
          clusterIPs: null,
        },
      },
      {
        expect: 0,
        pick: b => (b.kind === 'Status' ? b : Object.keys(b.spec).sort()),
      },
    );
    await t.post(t.at('services'), service('h', { clusterIP: 'None' }), {
      pick: b => b.spec,
    });
    await t.post(
      t.at('services'),
      service('n', {
        ports: [{ port: 80, targetPort: 'web', protocol: 'UDP' }],
      }),
      { pick: b => b.spec.ports },
    );
  },
  'a claim grows and does not shrink': async t => {
    await t.namespace();
    const claim = (/** @type {string} */ storage) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'c' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'none',
        resources: { requests: { storage } },
      },
    });
    await t.post(t.at('persistentvolumeclaims'), claim('1Gi'), {
      pick: b => [b.spec, b.status],
    });
    await t.patch(
      'merge',
      t.at('persistentvolumeclaims', 'c'),
      { spec: { resources: { requests: { storage: '2Gi' } } } },
      {
        expect: 0,
        pick: b =>
          b.kind === 'Status'
            ? [b.code, b.message.split('\n')[0]]
            : b.spec.resources,
      },
    );
    await t.delete(t.at('persistentvolumeclaims', 'c'), undefined, {
      pick: b => [b.kind, b.metadata.finalizers],
    });
    await t.until(t.at('persistentvolumeclaims', 'c'), b => b.code === 404);
  },
  'autoscaler defaults': async t => {
    await t.namespace();
    await t.post(
      t.at('horizontalpodautoscalers'),
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'h' },
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'none',
          },
          maxReplicas: 3,
        },
      },
      { pick: b => [b.spec, b.metadata.generation ?? 'none'] },
    );
    await t.post(
      t.at('horizontalpodautoscalers'),
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'i' },
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'none',
          },
          maxReplicas: 3,
          behavior: { scaleDown: { stabilizationWindowSeconds: 10 } },
        },
      },
      { pick: b => b.spec },
    );
  },
  'a quantity in many forms': async t => {
    await t.namespace();
    for (const [name, cpu, memory] of [
      ['a', '0.5', '1024Ki'],
      ['b', '1500m', '1e3'],
      ['c', '2000m', '0.5Gi'],
      ['d', 1, 1048576],
    ]) {
      await t.post(
        t.at('pods'),
        pod(String(name), { resources: { limits: { cpu, memory } } }, nowhere),
        { pick: b => b.spec.containers[0].resources },
      );
    }
  },
  'pods by fields of their status, in pages': async t => {
    await t.namespace();
    for (const name of ['a', 'b', 'c'])
      await t.post(t.at('pods'), pod(name, {}, nowhere), { quiet: true });
    const { body } = await t.get(
      `${t.at('pods')}?limit=2&fieldSelector=status.phase=Pending`,
      {
        pick: b => [
          b.items.length,
          Boolean(b.metadata.continue),
          b.metadata.remainingItemCount ?? 'none',
        ],
      },
    );
    await t.get(
      `${t.at('pods')}?limit=2&fieldSelector=status.phase=Pending&continue=${
        body.metadata.continue
      }`,
      { pick: b => [b.items.length, Boolean(b.metadata.continue)] },
    );
    await t.delete(
      `${t.at('pods')}?labelSelector=app%20in%20(a,b)`,
      undefined,
      {
        pick: b => [
          b.kind,
          b.items.map((/** @type {any} */ i) => i.metadata.name),
        ],
      },
    );
    await t.get(t.at('pods'), {
      pick: b => b.items.map((/** @type {any} */ i) => i.metadata.name),
    });
  },
  'containers that come later': async t => {
    await t.namespace();
    await t.post(t.at('pods'), pod('p', {}, nowhere), { quiet: true });
    await t.patch(
      'strategic',
      t.at('pods', 'p'),
      { spec: { containers: [{ name: 'new', image: 'x' }] } },
      { expect: 422 },
    );
    await t.patch(
      'json',
      t.at('pods', 'p'),
      [{ op: 'remove', path: '/spec/containers/0' }],
      { expect: 422 },
    );
    await t.patch(
      'merge',
      t.at('pods', 'p'),
      { spec: { terminationGracePeriodSeconds: 5 } },
      {
        expect: 422,
        pick: b => [
          b.reason,
          b.details.causes[0].reason,
          b.details.causes[0].field,
        ],
      },
    );
    await t.patch(
      'merge',
      t.at('pods', 'p'),
      { spec: { nodeName: 'node-1' } },
      { expect: 422, pick: b => [b.reason, b.details.causes[0].field] },
    );
    await t.patch(
      'merge',
      t.at('pods', 'p'),
      { spec: { activeDeadlineSeconds: 0 } },
      { expect: 422 },
    );
    await t.patch(
      'merge',
      t.at('pods', 'p'),
      {
        metadata: {
          annotations: { a: 'b' },
          ownerReferences: [
            { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: '' },
          ],
        },
      },
      { expect: 422 },
    );
  },
  'init containers, their names and policies': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod(
        'p',
        {},
        { ...nowhere, initContainers: [{ name: 'main', image: 'x' }] },
      ),
      { expect: 422 },
    );
    await t.post(
      t.at('pods'),
      pod(
        'p',
        {},
        {
          ...nowhere,
          initContainers: [
            { name: 'side', image: 'x', restartPolicy: 'Always' },
          ],
        },
      ),
      {
        pick: b =>
          b.spec.initContainers.map((/** @type {any} */ c) => [
            c.name,
            c.restartPolicy,
            c.imagePullPolicy,
          ]),
      },
    );
    await t.post(
      t.at('pods'),
      pod(
        'q',
        {},
        {
          ...nowhere,
          initContainers: [
            { name: 'side', image: 'x', restartPolicy: 'Never' },
          ],
        },
      ),
      { expect: 0, pick: b => (b.kind === 'Status' ? b : 'taken') },
    );
  },
  'Jobs: a template may not change, a CronJob may': async t => {
    await t.namespace();
    await t.post(t.at('jobs'), job('j', { suspend: true }), { quiet: true });
    await t.until(t.at('jobs', 'j'), b => b.status?.conditions?.length > 0);
    await t.patch(
      'strategic',
      t.at('jobs', 'j'),
      { spec: { suspend: false, parallelism: 0 } },
      {
        pick: b => [b.spec.suspend, b.spec.parallelism, b.metadata.generation],
      },
    );
    await t.patch(
      'strategic',
      t.at('jobs', 'j'),
      {
        spec: {
          template: {
            spec: { containers: [{ name: 'main', image: 'other:1' }] },
          },
        },
      },
      {
        expect: 422,
        pick: b => [
          b.reason,
          b.details.causes.map((/** @type {any} */ c) => [c.reason, c.field]),
        ],
      },
    );
    await t.post(t.at('cronjobs'), cronJob('c', { suspend: true }), {
      quiet: true,
    });
    await t.patch(
      'merge',
      t.at('cronjobs', 'c'),
      {
        spec: {
          schedule: '@hourly',
          suspend: false,
          startingDeadlineSeconds: 20,
        },
      },
      { pick: b => [b.spec.schedule, b.spec.suspend, b.metadata.generation] },
    );
    await t.patch(
      'merge',
      t.at('cronjobs', 'c'),
      { spec: { schedule: 'x' } },
      { expect: 422 },
    );
    await t.get(`${t.at('cronjobs', 'c')}/status`, { pick: b => b.status });
  },
  'StatefulSets: what may change': async t => {
    await t.namespace();
    const path = t.at('statefulsets', 's');
    await t.post(t.at('statefulsets'), statefulSet('s', { replicas: 0 }), {
      quiet: true,
    });
    await t.patch(
      'merge',
      path,
      { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } },
      { pick: b => b.spec.updateStrategy },
    );
    await t.patch(
      'merge',
      path,
      { spec: { selector: { matchLabels: { app: 'x' } } } },
      {
        expect: 422,
        pick: b => [
          b.reason,
          b.details.causes.map((/** @type {any} */ c) => [c.reason, c.field]),
        ],
      },
    );
    await t.patch(
      'merge',
      path,
      { spec: { ordinals: { start: 2 } } },
      { pick: b => b.spec.ordinals },
    );
    await t.patch(
      'merge',
      path,
      {
        spec: {
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
        },
      },
      { pick: b => b.spec.persistentVolumeClaimRetentionPolicy },
    );
  },
  'events in both of their APIs': async t => {
    await t.namespace();
    await t.post(
      t.at('events'),
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'e' },
        involvedObject: { kind: 'Pod', name: 'x', namespace: t.ns },
        reason: 'Tried',
        message: 'by hand',
        type: 'Normal',
        source: { component: 'tester' },
        count: 2,
      },
      { quiet: true },
    );
    await t.get(`/apis/events.k8s.io/v1/namespaces/${t.ns}/events/e`);
    await t.post(
      `/apis/events.k8s.io/v1/namespaces/${t.ns}/events`,
      {
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { name: 'f' },
        regarding: { kind: 'Pod', name: 'x', namespace: t.ns },
        reason: 'Tried',
        note: 'by hand',
        type: 'Normal',
        eventTime: '2024-01-01T00:00:00.000000Z',
        reportingController: 'example.com/tester',
        reportingInstance: 'me',
        action: 'Try',
      },
      { expect: 0 },
    );
    await t.get(t.at('events', 'f'), { expect: 0 });
    await t.post(
      `/apis/events.k8s.io/v1/namespaces/${t.ns}/events`,
      {
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { name: 'g' },
        regarding: { kind: 'Pod', name: 'x', namespace: t.ns },
      },
      { expect: 0 },
    );
  },
  'owners of another namespace and uids of another object': async t => {
    await t.namespace();
    const { body } = await t.post(t.at('configmaps'), configMap('owner'), {
      quiet: true,
    });
    const reference = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'other-name',
      uid: body.metadata.uid,
    };
    await t.post(
      t.at('configmaps'),
      configMap('child', {}, { ownerReferences: [reference] }),
      { quiet: true },
    );
    await t.until(t.at('configmaps', 'child'), b => b.code === 404);
    await t.get(t.at('configmaps', 'owner'), { pick: b => b.kind });
  },
  'a finalizer and the foreground together': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.post(
      t.at('configmaps'),
      configMap('x', {}, { finalizers: ['example.com/hold'] }),
      { quiet: true },
    );
    await t.delete(`${path}?propagationPolicy=Foreground`, undefined, {
      pick: b => [b.kind, b.metadata?.finalizers],
    });
    await t.until(
      path,
      b => !b.metadata.finalizers.includes('foregroundDeletion'),
    );
    await t.get(path, {
      pick: b => [b.metadata.finalizers, Boolean(b.metadata.deletionTimestamp)],
    });
    await t.patch(
      'json',
      path,
      [{ op: 'remove', path: '/metadata/finalizers' }],
      { quiet: true },
    );
    await t.get(path, { expect: 404 });
  },
  'what a namespace is like': async t => {
    const name = t.name('space');
    const path = t.at('namespaces', name);
    t.cleanup(() => t.delete(path, undefined, { quiet: true, expect: 0 }));
    await t.post(
      t.at('namespaces'),
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: { a: 'b' } },
        spec: { finalizers: ['example.com/x'] },
      },
      { expect: 0 },
    );
    await t.patch(
      'merge',
      path,
      { metadata: { labels: { 'kubernetes.io/metadata.name': 'other' } } },
      { expect: 0, pick: b => (b.kind === 'Status' ? b : b.metadata.labels) },
    );
    await t.patch(
      'merge',
      path,
      { spec: { finalizers: [] } },
      { pick: b => b.spec },
    );
    await t.get(`${path}/status`, { pick: b => b.status });
  },
  'lists over all namespaces keep their order': async t => {
    await t.namespace();
    await t.post(
      t.at('configmaps'),
      configMap('b', {}, { labels: { of: t.run, c: t.id } }),
      { quiet: true },
    );
    await t.post(
      t.at('configmaps'),
      configMap('a', {}, { labels: { of: t.run, c: t.id } }),
      { quiet: true },
    );
    await t.namespace();
    await t.post(
      t.at('configmaps'),
      configMap('a', {}, { labels: { of: t.run, c: t.id } }),
      { quiet: true },
    );
    const all = `/api/v1/configmaps?labelSelector=c=${t.id},of=${t.run}`;
    const names = (/** @type {any} */ b) =>
      b.items.map(
        (/** @type {any} */ i) => `${i.metadata.namespace}/${i.metadata.name}`,
      );
    await t.get(all, { pick: names });
    await t.get(`${all}&limit=500`, { pick: names });
  },
  'a review of what is not there': async t => {
    await t.namespace();
    for (const resourceAttributes of [
      { namespace: t.ns, verb: '*', resource: '*', group: '*' },
      { verb: 'get', resource: 'nodes', name: 'x' },
      {
        namespace: t.ns,
        verb: 'use',
        group: 'example.com',
        resource: 'things',
      },
      {
        namespace: t.ns,
        verb: 'create',
        resource: 'pods',
        subresource: 'exec',
      },
    ]) {
      await t.post(
        t.at('selfsubjectaccessreviews'),
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes },
        },
        { as: 'bob' },
      );
      await t.post(
        t.at('selfsubjectaccessreviews'),
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes },
        },
        { pick: b => b.status.allowed },
      );
    }
    await t.post(
      t.at('selfsubjectaccessreviews'),
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {
          resourceAttributes: {
            verb: 'list',
            resource: 'pods',
            fieldSelector: { rawSelector: 'metadata.name=x' },
          },
        },
      },
      { expect: 0, pick: b => (b.kind === 'Status' ? b : b.status) },
    );
    await t.get(t.at('selfsubjectaccessreviews'), { expect: 405 });
  },
  'verbs in a Role are what count': async t => {
    await t.namespace();
    await t.post(
      t.at('roles'),
      role('r', [
        {
          apiGroups: [''],
          resources: ['configmaps', 'pods/log'],
          verbs: ['deletecollection', 'get'],
        },
      ]),
      { quiet: true },
    );
    await t.post(t.at('rolebindings'), binding('b', 'bob', { role: 'r' }), {
      quiet: true,
    });
    await t.post(
      t.at('configmaps'),
      configMap('x', {}, { labels: { a: 'b' } }),
      { quiet: true },
    );
    for (let tries = 0; tries < 60; tries += 1) {
      const { status } = await t.get(t.at('configmaps', 'x'), {
        as: 'bob',
        quiet: true,
        expect: 0,
      });
      if (status === 200) break;
      await new Promise(done => setTimeout(done, 50));
    }
    await t.delete(t.at('configmaps', 'x'), undefined, {
      as: 'bob',
      expect: 403,
    });
    await t.delete(`${t.at('configmaps')}?labelSelector=a=b`, undefined, {
      as: 'bob',
      pick: b => b.items.length,
    });
    await t.get(t.at('pods', 'none', 'log'), { as: 'bob', expect: 404 });
    await t.get(t.at('pods', 'none'), { as: 'bob', expect: 403 });
    await t.get(t.at('configmaps'), { as: 'bob', expect: 403 });
  },
  'headers that ask for a certain form': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    for (const accept of [
      '*/*',
      'application/*',
      'application/json;q=0.5,application/yaml;q=0.1',
      'text/html,*/*;q=0.1',
      'application/json; charset=utf-8',
    ]) {
      await t.get(t.at('configmaps', 'x'), {
        headers: { accept },
        expect: 0,
        pick: b => (typeof b === 'string' ? b.slice(0, 20) : b.kind),
      });
    }
    await t.get(`${t.at('configmaps', 'x')}?pretty=true`, {
      pick: b => b.kind,
    });
    await t.post(t.at('configmaps'), configMap('y'), {
      type: 'application/json; charset=utf-8',
      pick: b => b.kind,
    });
    await t.post(t.at('configmaps'), configMap('z'), {
      type: 'application/x-www-form-urlencoded',
      expect: 0,
    });
    await t.call('HEAD', t.at('configmaps', 'x'), undefined, {
      expect: 0,
      pick: () => undefined,
    });
    await t.call('OPTIONS', t.at('configmaps', 'x'), undefined, { expect: 0 });
  },
  'a Deployment without a namespace, and a Node within one': async t => {
    await t.post('/apis/apps/v1/deployments', deployment('x'), { expect: 0 });
    await t.get('/api/v1/namespaces/default/nodes', { expect: 404 });
    await t.get('/api/v1/namespaces/default/namespaces', { expect: 404 });
    await t.put('/apis/apps/v1/deployments/x', deployment('x'), { expect: 0 });
    await t.delete('/api/v1/pods', undefined, { expect: 0 });
    await t.get('/api/v1/namespaces/none-such', { expect: 404 });
    await t.get('/api/v1/namespaces/default/pods/x/status', { expect: 404 });
    await t.get('/api/v1/namespaces/default/configmaps/x/status', {
      expect: 404,
    });
  },
  'very long things': async t => {
    await t.namespace();
    const { body } = await t.post(
      t.at('configmaps'),
      configMap('big', { a: 'x'.repeat(1_048_577) }),
      {
        expect: 422,
        pick: b => [b.code, b.reason, b.message, b.details.causes],
      },
    );
    void body;
    await t.post(
      t.at('configmaps'),
      configMap('huge', { a: 'x'.repeat(3_200_000) }),
      { expect: 413 },
    );
    await t.post(
      t.at('configmaps'),
      configMap('noted', {}, { annotations: { a: 'x'.repeat(262_145) } }),
      { expect: 422 },
    );
    await t.post(
      t.at('configmaps'),
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { generateName: 'g'.repeat(80) },
      },
      { pick: b => b.metadata.name.length },
    );
  },
  'rolling out in small steps': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    await t.post(
      t.at('deployments'),
      deployment('web', {
        replicas: 3,
        minReadySeconds: 1,
        strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      }),
      { quiet: true },
    );
    await t.until(path, b => b.status?.availableReplicas === 3);
    const { body } = await t.get(path, { quiet: true });
    await t.patch(
      'strategic',
      path,
      {
        spec: {
          template: {
            spec: { containers: [{ name: 'main', image: 'nginx:2' }] },
          },
        },
      },
      { quiet: true },
    );
    const { events } = await t.watch(
      `${t.at('deployments')}?resourceVersion=${body.metadata.resourceVersion}`,
      {
        seconds: 60,
        quiet: true,
        until: e =>
          e.object.status.updatedReplicas === 3 &&
          e.object.status.replicas === 3 &&
          e.object.status.availableReplicas === 3 &&
          e.object.status.observedGeneration === 2,
      },
    );
    t.see(
      'never less than all',
      Math.min(...events.map(e => e.object.status.availableReplicas ?? 0)),
    );
    t.see('kinds of events', [...new Set(events.map(e => e.type))]);
  },
});
