// @ts-check
import assert from 'node:assert/strict';
import { area } from '../support/area.mjs';
import {
  configMap,
  deployment,
  job,
  pod,
  service,
} from '../support/objects.mjs';

const other = '11111111-2222-3333-4444-555555555555';

export const dryRun = area('dry run', {
  'creates nothing': async t => {
    await t.namespace();
    const { body } = await t.post(
      `${t.at('configmaps')}?dryRun=All`,
      configMap('x'),
      { expect: 201 },
    );
    assert.ok(body.metadata.uid);
    assert.equal(body.metadata.resourceVersion, undefined);
    await t.get(t.at('configmaps', 'x'), { expect: 404 });
  },
  'creates nothing that is big': async t => {
    await t.namespace();
    await t.post(`${t.at('deployments')}?dryRun=All`, deployment('web'), {
      expect: 201,
    });
    await t.post(`${t.at('pods')}?dryRun=All`, pod('p'), {
      expect: 201,
      pick: b => [b.status, b.spec.nodeName],
    });
    await t.post(`${t.at('jobs')}?dryRun=All`, job('j'), {
      expect: 201,
      pick: b => b.spec.completionMode,
    });
    await t.post(`${t.at('services')}?dryRun=All`, service('s'), {
      expect: 201,
      pick: b => [b.spec.type, Boolean(b.spec.clusterIP)],
    });
    await t.post(
      `/api/v1/namespaces?dryRun=All`,
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: t.name('dry') },
      },
      { expect: 201 },
    );
    await t.get(`/api/v1/namespaces/${t.name('dry')}`, { expect: 404 });
    for (const what of ['deployments', 'pods', 'jobs', 'services']) {
      await t.get(t.at(what), { pick: b => b.items.length });
    }
  },
  'updates nothing': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const { body: before } = await t.post(t.at('configmaps'), configMap('x'), {
      quiet: true,
    });
    const { body: tried } = await t.put(
      `${path}?dryRun=All`,
      configMap('x', { a: '2' }),
    );
    assert.equal(
      tried.metadata.resourceVersion,
      before.metadata.resourceVersion,
    );
    assert.deepEqual((await t.get(path)).body, before);
  },
  'patches nothing': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    await t.post(t.at('deployments'), deployment('web', { replicas: 0 }), {
      quiet: true,
    });
    await t.until(path, b => b.status?.observedGeneration === 1);
    await t.stillness(path);
    const { body: before } = await t.get(path, { quiet: true });
    for (const [kind, patch] of /** @type {const} */ ([
      ['merge', { spec: { replicas: 3 } }],
      [
        'strategic',
        {
          spec: {
            template: {
              spec: { containers: [{ name: 'main', image: 'nginx:2' }] },
            },
          },
        },
      ],
      ['json', [{ op: 'replace', path: '/spec/replicas', value: 5 }]],
    ])) {
      await t.patch(kind, `${path}?dryRun=All`, patch, {
        pick: b => [
          b.spec.replicas,
          b.spec.template.spec.containers[0].image,
          b.metadata.generation,
        ],
      });
    }
    await t.patch(
      'merge',
      `${path}/scale?dryRun=All`,
      { spec: { replicas: 4 } },
      { pick: b => b.spec },
    );
    await t.put(
      `${path}/status?dryRun=All`,
      { ...before, status: { replicas: 9 } },
      { pick: b => b.status.replicas },
    );
    assert.deepEqual((await t.get(path, { quiet: true })).body, before);
  },
  'deletes nothing': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const { body: before } = await t.post(t.at('configmaps'), configMap('x'), {
      quiet: true,
    });
    await t.delete(`${path}?dryRun=All`);
    await t.delete(path, {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      dryRun: ['All'],
    });
    await t.delete(
      `${t.at('configmaps')}?dryRun=All&fieldSelector=metadata.name=x`,
    );
    assert.deepEqual((await t.get(path)).body, before);
  },
  'deletes no pod and no namespace': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    await t.delete(`${t.at('pods', 'p')}?dryRun=All`, undefined, {
      pick: b => [
        b.kind,
        b.metadata?.name,
        b.metadata?.deletionGracePeriodSeconds,
      ],
    });
    await t.get(t.at('pods', 'p'), {
      pick: b => b.metadata.deletionTimestamp ?? 'stays',
    });
    await t.delete(`/api/v1/namespaces/${t.ns}?dryRun=All`, undefined, {
      pick: b => [b.kind, b.status],
    });
    await t.get(`/api/v1/namespaces/${t.ns}`, {
      pick: b => [b.status, b.metadata.deletionTimestamp ?? 'stays'],
    });
  },
  'evicts nobody': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    await t.post(t.at('pods', 'p', 'eviction'), {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'p' },
      deleteOptions: { dryRun: ['All'] },
    });
    await t.post(`${t.at('pods', 'p', 'eviction')}?dryRun=All`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'p' },
    });
    await t.get(t.at('pods', 'p'), {
      pick: b => b.metadata.deletionTimestamp ?? 'stays',
    });
  },
  'refuses what the real thing would refuse': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.post(`${t.at('configmaps')}?dryRun=All`, configMap('x'), {
      expect: 409,
    });
    await t.post(`${t.at('configmaps')}?dryRun=All`, configMap('Bad Name'), {
      expect: 422,
    });
    await t.put(
      `${t.at('configmaps', 'x')}?dryRun=All`,
      configMap('x', {}, { resourceVersion: '1' }),
      { expect: 409 },
    );
    await t.delete(`${t.at('configmaps', 'none')}?dryRun=All`, undefined, {
      expect: 404,
    });
    await t.delete(
      `${t.at('configmaps', 'x')}?dryRun=All`,
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid: other },
      },
      { expect: 409 },
    );
    await t.post(`${t.at('configmaps')}?dryRun=All`, configMap('y'), {
      as: 'alice',
      expect: 403,
    });
  },
  'knows All alone': async t => {
    await t.namespace();
    await t.post(`${t.at('configmaps')}?dryRun=true`, configMap('x'), {
      expect: 0,
    });
    await t.post(`${t.at('configmaps')}?dryRun=`, configMap('x'), {
      expect: 0,
      pick: b => [b.kind, b.code, b.message],
    });
    await t.post(
      `${t.at('configmaps')}?dryRun=All&dryRun=All`,
      configMap('z'),
      { expect: 0, pick: b => [b.kind, b.code, b.message] },
    );
    await t.patch(
      'merge',
      `${t.at('configmaps', 'x')}?dryRun=server`,
      {},
      { expect: 0 },
    );
  },
  'a made-up name': async t => {
    await t.namespace();
    await t.post(
      `${t.at('configmaps')}?dryRun=All`,
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { generateName: 'gen-' },
      },
      { expect: 201, pick: b => b.metadata.generateName },
    );
  },
  'is told to watches of nobody': async t => {
    await t.namespace();
    const { body } = await t.get(t.at('configmaps'), { quiet: true });
    await t.post(`${t.at('configmaps')}?dryRun=All`, configMap('dry'), {
      quiet: true,
    });
    await t.post(t.at('configmaps'), configMap('wet'), { quiet: true });
    const { events } = await t.watch(
      `${t.at('configmaps')}?resourceVersion=${body.metadata.resourceVersion}`,
      { until: e => e.object.metadata.name === 'wet', quiet: true },
    );
    t.see(
      'names',
      events
        .map(e => e.object.metadata.name)
        .filter(n => n !== 'kube-root-ca.crt'),
    );
  },
});

export const preconditions = area('preconditions', {
  'a uid that does not match': async t => {
    await t.namespace();
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.delete(
      t.at('configmaps', 'x'),
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid: other },
      },
      { expect: 409 },
    );
    await t.get(t.at('configmaps', 'x'));
  },
  'a resource version that does not match': async t => {
    await t.namespace();
    const { body } = await t.post(t.at('configmaps'), configMap('x'), {
      quiet: true,
    });
    await t.patch(
      'merge',
      t.at('configmaps', 'x'),
      { data: { b: '2' } },
      { quiet: true },
    );
    const { body: refused } = await t.delete(
      t.at('configmaps', 'x'),
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { resourceVersion: body.metadata.resourceVersion },
      },
      {
        expect: 409,
        pick: b => ({ ...b, message: b.message.replaceAll(/\b\d+\b/g, 'N') }),
      },
    );
    assert.equal(refused.reason, 'Conflict');
  },
  'both match': async t => {
    await t.namespace();
    const { body } = await t.post(t.at('configmaps'), configMap('x'), {
      quiet: true,
    });
    const { uid, resourceVersion } = body.metadata;
    await t.delete(t.at('configmaps', 'x'), {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid, resourceVersion },
    });
    await t.get(t.at('configmaps', 'x'), { expect: 404 });
  },
  'of a pod': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    await t.delete(
      t.at('pods', 'p'),
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid: other },
      },
      { expect: 409 },
    );
    await t.post(
      t.at('pods', 'p', 'eviction'),
      {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: 'p' },
        deleteOptions: { preconditions: { uid: other } },
      },
      { expect: 409 },
    );
  },
  'of a Deployment with grace': async t => {
    await t.namespace();
    await t.post(t.at('deployments'), deployment('d', { replicas: 0 }), {
      quiet: true,
    });
    await t.delete(
      t.at('deployments', 'd'),
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid: other },
        propagationPolicy: 'Foreground',
      },
      { expect: 409 },
    );
    await t.get(t.at('deployments', 'd'), {
      pick: b => b.metadata.deletionTimestamp ?? 'stays',
    });
  },
  'of a namespace': async t => {
    await t.namespace();
    await t.delete(
      `/api/v1/namespaces/${t.ns}`,
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid: other },
      },
      { expect: 409 },
    );
    await t.get(`/api/v1/namespaces/${t.ns}`, { pick: b => b.status });
  },
  'of an update by uid': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const { body } = await t.post(t.at('configmaps'), configMap('x'), {
      quiet: true,
    });
    await t.put(
      path,
      { ...body, metadata: { ...body.metadata, uid: other } },
      { expect: 409 },
    );
    await t.put(path, { ...body, data: { a: '2' } });
    await t.put(path, { ...body, data: { a: '3' } }, { expect: 409 });
    await t.put(
      t.at('deployments', 'none'),
      { ...deployment('none'), metadata: { name: 'none', uid: other } },
      { expect: 0 },
    );
    await t.put(
      t.at('leases', 'none'),
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'none', uid: other },
      },
      { expect: 0 },
    );
  },
  'of a scale': async t => {
    await t.namespace();
    const path = t.at('deployments', 'd', 'scale');
    await t.post(
      t.at('deployments'),
      deployment('d', { replicas: 0, paused: true }),
      { quiet: true },
    );
    const scale = {
      apiVersion: 'autoscaling/v1',
      kind: 'Scale',
      metadata: { name: 'd', namespace: t.ns },
      spec: { replicas: 1 },
    };
    await t.put(
      path,
      { ...scale, metadata: { ...scale.metadata, resourceVersion: '1' } },
      { expect: 409 },
    );
    await t.put(
      path,
      { ...scale, metadata: { ...scale.metadata, uid: other } },
      { expect: 409 },
    );
    await t.patch(
      'merge',
      path,
      { metadata: { resourceVersion: '1' }, spec: { replicas: 2 } },
      { expect: 409 },
    );
    await t.get(path, { pick: b => b.spec });
  },
});
