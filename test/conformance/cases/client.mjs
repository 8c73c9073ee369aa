// @ts-check
import assert from 'node:assert/strict';
import {
  ApiException,
  AppsV1Api,
  AuthorizationV1Api,
  BatchV1Api,
  CoreV1Api,
  CustomObjectsApi,
  ApiextensionsV1Api,
  KubeConfig,
  KubernetesObjectApi,
  Log,
  Metrics,
  PatchStrategy,
  PolicyV1Api,
  RbacAuthorizationV1Api,
  VersionApi,
  Watch,
  makeInformer,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { PassThrough } from 'node:stream';
import { area } from '../support/area.mjs';
import { widgets } from '../support/widgets.mjs';
import { configMap, deployment, job, pod } from '../support/objects.mjs';

/** @typedef {import('../support/Trial.mjs').Trial} Trial */

/** The client that Understudy itself uses. @param {Trial} t @param {'admin' | 'alice'} [as] */
function clientOf(t, as = 'admin') {
  const config = new KubeConfig();
  const { server, ca, tokens } = t.ground;
  config.loadFromOptions({
    clusters: [
      { name: 'c', server, caData: Buffer.from(ca).toString('base64') },
    ],
    users: [
      tokens[as]
        ? { name: 'u', token: tokens[as] }
        : { name: 'u', token: tokens.admin, impersonateUser: as },
    ],
    contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
    currentContext: 'x',
  });
  return config;
}

/** What a client makes of a refusal. @param {Promise<unknown>} call */
async function refusal(call) {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof ApiException, String(error));
    const status =
      typeof error.body === 'string' ? JSON.parse(error.body) : error.body;
    return [error.code, status.reason, status.message];
  }
  throw new Error('It was not refused.');
}

export const client = area('client-node', {
  'objects of the core': async t => {
    await t.namespace();
    const api = clientOf(t).makeApiClient(CoreV1Api);
    const namespace = t.ns;
    const made = await api.createNamespacedConfigMap({
      namespace,
      body: configMap('x'),
    });
    t.see('made', [
      made.data,
      made.metadata?.creationTimestamp instanceof Date,
    ]);
    const listed = await api.listNamespacedConfigMap({
      namespace,
      fieldSelector: 'metadata.name=x',
    });
    t.see(
      'listed',
      listed.items.map(i => i.data),
    );
    const replaced = await api.replaceNamespacedConfigMap({
      name: 'x',
      namespace,
      body: { ...made, data: { b: '2' } },
    });
    t.see('replaced', replaced.data);
    t.see(
      'a conflict',
      await refusal(
        api.replaceNamespacedConfigMap({ name: 'x', namespace, body: made }),
      ),
    );
    t.see(
      'deleted',
      (
        await api.deleteNamespacedConfigMap({
          name: 'x',
          namespace,
          body: { preconditions: { uid: made.metadata?.uid } },
        })
      ).status,
    );
    t.see(
      'gone',
      await refusal(api.readNamespacedConfigMap({ name: 'x', namespace })),
    );
    t.see(
      'made up',
      await refusal(
        api.createNamespacedConfigMap({ namespace, body: configMap('X') }),
      ),
    );
  },
  'dry run, patch and scale of a Deployment': async t => {
    await t.namespace();
    const api = clientOf(t).makeApiClient(AppsV1Api);
    const namespace = t.ns;
    const body = deployment('web', { replicas: 0, paused: true });
    t.see(
      'tried',
      (await api.createNamespacedDeployment({ namespace, body, dryRun: 'All' }))
        .spec?.replicas,
    );
    t.see(
      'not kept',
      await refusal(api.readNamespacedDeployment({ name: 'web', namespace })),
    );
    await api.createNamespacedDeployment({ namespace, body });
    for (const strategy of [
      PatchStrategy.StrategicMergePatch,
      PatchStrategy.MergePatch,
    ]) {
      const patched = await api.patchNamespacedDeployment(
        {
          name: 'web',
          namespace,
          body: { spec: { minReadySeconds: 7 } },
          fieldManager: 'understudy',
        },
        setHeaderOptions('Content-Type', strategy),
      );
      t.see(strategy, [
        patched.spec?.minReadySeconds,
        patched.metadata?.generation,
      ]);
    }
    const scale = await api.readNamespacedDeploymentScale({
      name: 'web',
      namespace,
    });
    const scaled = await api.replaceNamespacedDeploymentScale({
      name: 'web',
      namespace,
      body: { ...scale, spec: { replicas: 4 } },
    });
    t.see('scaled', [scaled.spec, scaled.kind, scaled.apiVersion]);
    t.see(
      'a scale that is too old',
      await refusal(
        api.replaceNamespacedDeploymentScale({
          name: 'web',
          namespace,
          body: { ...scale, spec: { replicas: 5 } },
        }),
      ),
    );
  },
  'server-side apply of any object': async t => {
    await t.namespace();
    const api = KubernetesObjectApi.makeApiClient(clientOf(t));
    /** @type {any} */
    const object = configMap('x', { a: '1' }, { namespace: t.ns });
    t.see(
      'applied',
      (
        await api.patch(
          object,
          undefined,
          undefined,
          'one',
          undefined,
          PatchStrategy.ServerSideApply,
        )
      ).metadata?.managedFields?.map((/** @type {any} */ f) => [
        f.manager,
        f.operation,
      ]),
    );
    t.see(
      'a conflict',
      await refusal(
        api.patch(
          { ...object, data: { a: '2' } },
          undefined,
          undefined,
          'two',
          undefined,
          PatchStrategy.ServerSideApply,
        ),
      ),
    );
    t.see(
      'forced',
      (
        await api.patch(
          { ...object, data: { a: '2' } },
          undefined,
          undefined,
          'two',
          true,
          PatchStrategy.ServerSideApply,
        )
      ).metadata?.managedFields
        ?.map((/** @type {any} */ f) => [f.manager, f.operation])
        .sort(),
    );
    t.see(
      'read',
      /** @type {any} */ (
        await api.read({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'x', namespace: t.ns },
        })
      ).data,
    );
    t.see(
      'listed',
      (
        await api.list(
          'v1',
          'ConfigMap',
          t.ns,
          undefined,
          undefined,
          undefined,
          'metadata.name=x',
        )
      ).items.length,
    );
    t.see('deleted', (await api.delete(object)).status);
  },
  'a watch': async t => {
    await t.namespace();
    const config = clientOf(t);
    /** @type {any[]} */
    const events = [];
    let done = () => {};
    const enough = new Promise(resolve => (done = () => resolve(undefined)));
    const controller = await new Watch(config).watch(
      t.at('configmaps'),
      { fieldSelector: 'metadata.name=x' },
      (type, object) => {
        events.push([type, object.data]);
        if (events.length === 3) done();
      },
      () => done(),
    );
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.patch(
      'merge',
      t.at('configmaps', 'x'),
      { data: { a: '2' } },
      { quiet: true },
    );
    await t.delete(t.at('configmaps', 'x'), undefined, { quiet: true });
    await enough;
    controller.abort();
    t.see('events', events);
  },
  'an informer': async t => {
    await t.namespace();
    const config = clientOf(t);
    const api = config.makeApiClient(CoreV1Api);
    await t.post(
      t.at('configmaps'),
      configMap('x', {}, { labels: { of: t.run } }),
      { quiet: true },
    );
    const informer = makeInformer(
      config,
      t.at('configmaps'),
      () =>
        api.listNamespacedConfigMap({
          namespace: t.ns,
          labelSelector: `of=${t.run}`,
        }),
      `of=${t.run}`,
    );
    /** @type {string[]} */
    const seen = [];
    let done = () => {};
    const enough = new Promise(resolve => (done = () => resolve(undefined)));
    for (const verb of /** @type {const} */ (['add', 'update', 'delete'])) {
      informer.on(verb, (/** @type {any} */ object) => {
        seen.push(`${verb} ${object.metadata.name}`);
        if (verb === 'delete') done();
      });
    }
    informer.on('error', () => {});
    await informer.start();
    await t.patch(
      'merge',
      t.at('configmaps', 'x'),
      { data: { a: '2' } },
      { quiet: true },
    );
    await t.delete(t.at('configmaps', 'x'), undefined, { quiet: true });
    await enough;
    await informer.stop();
    t.see('seen', seen);
  },
  'logs of a pod': async t => {
    await t.namespace();
    await t.post(t.at('pods'), pod('p'), { quiet: true });
    await t.until(t.at('pods', 'p'), b => b.status?.phase === 'Running');
    const out = new PassThrough();
    let text = '';
    out.on('data', part => (text += part));
    await new Log(clientOf(t)).log(t.ns, 'p', 'main', out, { tailLines: 1 });
    await new Promise(resolve => out.once('end', resolve));
    t.see('at most one line', text.split('\n').filter(Boolean).length <= 1);
  },
  'eviction and access review': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    const config = clientOf(t);
    const evicted = await config
      .makeApiClient(CoreV1Api)
      .createNamespacedPodEviction({
        name: 'p',
        namespace: t.ns,
        body: { metadata: { name: 'p' } },
      });
    t.see('evicted', /** @type {any} */ (evicted).status);
    const { status } = await clientOf(t, 'alice')
      .makeApiClient(AuthorizationV1Api)
      .createSelfSubjectAccessReview({
        body: {
          spec: {
            resourceAttributes: {
              namespace: t.ns,
              verb: 'delete',
              resource: 'pods',
            },
          },
        },
      });
    t.see('may alice', status);
    t.see(
      'she may not',
      await refusal(
        clientOf(t, 'alice')
          .makeApiClient(CoreV1Api)
          .listNamespacedPod({ namespace: t.ns }),
      ),
    );
  },
  'versions, jobs, budgets and roles': async t => {
    await t.namespace();
    const config = clientOf(t);
    const namespace = t.ns;
    assert.match(
      (await config.makeApiClient(VersionApi).getCode()).gitVersion,
      /^v1\./,
    );
    t.see(
      'a Job',
      (
        await config
          .makeApiClient(BatchV1Api)
          .createNamespacedJob({ namespace, body: job('j', { suspend: true }) })
      ).spec?.backoffLimit,
    );
    t.see(
      'a budget',
      (
        await config
          .makeApiClient(PolicyV1Api)
          .createNamespacedPodDisruptionBudget({
            namespace,
            body: { metadata: { name: 'b' }, spec: { minAvailable: '50%' } },
          })
      ).spec,
    );
    t.see(
      'a Role',
      (
        await config
          .makeApiClient(RbacAuthorizationV1Api)
          .createNamespacedRole({
            namespace,
            body: {
              metadata: { name: 'r' },
              rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
            },
          })
      ).rules,
    );
  },
  'metrics, where there are some': async t => {
    const answer = await new Metrics(clientOf(t))
      .getNodeMetrics()
      .catch(error => error);
    assert.ok(answer.kind === 'NodeMetricsList' || answer instanceof Error);
  },
});

export const definitions = area('definition', {
  'is made and established': async t => {
    const { path } = await widgets(t);
    await t.get(path, {
      pick: b => [
        b.spec,
        b.status.acceptedNames,
        b.status.storedVersions,
        b.status.conditions
          .map((/** @type {any} */ c) => [
            c.type,
            c.status,
            c.reason,
            c.message,
          ])
          .sort(),
      ],
    });
  },
  'its objects from beginning to end': async t => {
    const { all, widget } = await widgets(t);
    await t.post(all, widget('w', { size: 3 }));
    await t.post(all, widget('w', { size: 3 }), { expect: 409 });
    await t.get(`${all}/w`);
    await t.patch('merge', `${all}/w`, { spec: { size: 4 } });
    await t.patch(
      'merge',
      `${all}/w`,
      { metadata: { labels: { a: 'b' } } },
      { pick: b => b.metadata.generation },
    );
    await t.put(`${all}/w`, widget('w', { size: 5 }), { expect: 0 });
    await t.patch(
      'strategic',
      `${all}/w`,
      { spec: { size: 4 } },
      { expect: 415 },
    );
    await t.delete(`${all}/w`);
    await t.get(`${all}/w`, { expect: 404 });
    await t.get(all);
  },
  'its schema refuses': async t => {
    const { all, widget } = await widgets(t);
    for (const spec of [
      {},
      { size: 0 },
      { size: 10 },
      { size: 'x' },
      { size: 1, colour: 'green' },
      { size: 1, parts: [{}] },
      { size: 1, parts: [{ name: 'A' }] },
      { size: 1, parts: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
      { size: 1, parts: [{ name: 'a' }, { name: 'a' }] },
      { size: 1.5 },
    ]) {
      await t.post(all, widget('w', spec), { expect: 422 });
    }
    await t.post(all, { ...widget('w', {}), spec: undefined }, { expect: 422 });
    await t.post(all, { ...widget('w', {}), spec: 'x' }, { expect: 422 });
  },
  'prunes what it does not know': async t => {
    const { all, widget } = await widgets(t);
    await t.post(all, widget('w', { size: 1, more: true }));
    await t.post(
      `${all}?fieldValidation=Strict`,
      widget('v', { size: 1, more: true }),
      { expect: 400 },
    );
    await t.post(
      `${all}?fieldValidation=Ignore`,
      widget('u', { size: 1, more: true }),
      { pick: b => b.spec },
    );
  },
  'status and scale stand apart': async t => {
    const { all, widget } = await widgets(t);
    await t.post(
      all,
      { ...widget('w', { size: 1 }), status: { size: 9 } },
      { pick: b => b.status ?? 'none' },
    );
    await t.patch(
      'merge',
      `${all}/w/status`,
      { status: { size: 2 }, spec: { size: 7 } },
      { pick: b => [b.spec, b.status, b.metadata.generation] },
    );
    await t.patch(
      'merge',
      `${all}/w`,
      { status: { size: 3 } },
      { pick: b => b.status },
    );
    await t.get(`${all}/w/scale`);
    await t.patch('merge', `${all}/w/scale`, { spec: { replicas: 6 } });
    await t.patch(
      'merge',
      `${all}/w/scale`,
      { spec: { replicas: 60 } },
      { expect: 422 },
    );
    await t.get(`${all}/w`, {
      pick: b => [b.spec.size, b.metadata.generation],
    });
  },
  'server-side apply knows its lists': async t => {
    const { all, widget } = await widgets(t);
    await t.apply(
      `${all}/w`,
      widget('w', { size: 1, parts: [{ name: 'a', count: 1 }] }),
      { manager: 'one' },
    );
    await t.apply(
      `${all}/w`,
      widget('w', { size: 1, parts: [{ name: 'b', count: 2 }] }),
      { manager: 'two' },
    );
    await t.apply(`${all}/w`, widget('w', { size: 2 }), {
      manager: 'two',
      expect: 409,
    });
    await t.apply(`${all}/w`, widget('w', { size: 1 }), { manager: 'one' });
  },
  'a table with its columns': async t => {
    const { all, widget } = await widgets(t);
    await t.post(all, widget('w', { size: 3 }), { quiet: true });
    await t.get(all, {
      headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
      pick: b => [
        b.columnDefinitions,
        b.rows.map((/** @type {any} */ r) => r.cells),
      ],
    });
  },
  'goes with its objects': async t => {
    const { all, widget, path } = await widgets(t);
    await t.post(all, widget('w', { size: 3 }), { quiet: true });
    await t.delete(path, undefined, {
      pick: b => [b.kind, b.status?.conditions?.length ?? b.status],
    });
    await t.until(path, b => b.code === 404);
    await t.until(all, b => b === '404 page not found\n' || b.code === 404);
  },
  'by the client for custom objects': async t => {
    const { group, widget } = await widgets(t);
    const api = clientOf(t).makeApiClient(CustomObjectsApi);
    const at = { group, version: 'v1', namespace: t.ns, plural: 'widgets' };
    t.see(
      'made',
      (
        await api.createNamespacedCustomObject({
          ...at,
          body: widget('w', { size: 2 }),
        })
      ).spec,
    );
    t.see('listed', (await api.listNamespacedCustomObject(at)).items.length);
    t.see(
      'refused',
      await refusal(
        api.createNamespacedCustomObject({
          ...at,
          body: widget('v', { size: 20 }),
        }),
      ),
    );
    const definitions = await clientOf(t)
      .makeApiClient(ApiextensionsV1Api)
      .listCustomResourceDefinition({
        fieldSelector: `metadata.name=widgets.${group}`,
      });
    t.see(
      'defined',
      definitions.items.map(i => i.spec.names),
    );
  },
});
