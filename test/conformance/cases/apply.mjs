// @ts-check
import assert from 'node:assert/strict';
import { area } from '../support/area.mjs';
import {
  configMap,
  deployment,
  service,
  template,
} from '../support/objects.mjs';

/** @typedef {import('../support/Trial.mjs').Trial} Trial */

/** @param {string} name @param {Record<string, any>} spec */
const partial = (name, spec) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec,
});

/** What belongs to whom. @param {any} b */
const owners = b =>
  b.kind === 'Status'
    ? b
    : {
        spec: b.spec,
        data: b.data,
        labels: b.metadata.labels,
        managedFields: b.metadata.managedFields.filter(
          (/** @type {any} */ f) => f.manager !== 'kube-controller-manager',
        ),
      };

/** Takes the Deployment controller out of the picture. */
const idle = { replicas: 0, paused: true };

export const apply = area('apply', {
  'creates, changes, and does nothing when nothing changes': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const { body: first } = await t.apply(
      path,
      configMap('x', { a: '1', b: '2' }),
      { expect: 201 },
    );
    const { body: same } = await t.apply(
      path,
      configMap('x', { a: '1', b: '2' }),
      { expect: 200 },
    );
    assert.equal(first.metadata.resourceVersion, same.metadata.resourceVersion);
    const { body: next } = await t.apply(
      path,
      configMap('x', { a: '1', b: '3' }),
    );
    assert.notEqual(
      first.metadata.resourceVersion,
      next.metadata.resourceVersion,
    );
  },
  'removes what is applied no more': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(
      path,
      configMap('x', { a: '1', b: '2' }, { labels: { l: '1' } }),
      { quiet: true },
    );
    const { body } = await t.apply(path, configMap('x', { a: '1' }));
    assert.equal(body.data.b, undefined);
    await t.apply(path, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x' },
    });
  },
  'keeps what others own': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(path, configMap('x', { a: '1' }), { quiet: true });
    await t.apply(path, configMap('x', { b: '2' }), { manager: 'second' });
    await t.patch('merge', `${path}?fieldManager=editor`, { data: { c: '3' } });
    await t.apply(path, configMap('x', {}), {});
  },
  'conflicts with an applier': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(path, configMap('x', { a: '1' }), { quiet: true });
    const { body } = await t.apply(path, configMap('x', { a: '2' }), {
      manager: 'second',
      expect: 409,
    });
    assert.equal(body.details.causes[0].reason, 'FieldManagerConflict');
    await t.get(path, { pick: owners });
  },
  'conflicts with an editor': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.post(
      `${t.at('configmaps')}?fieldManager=editor`,
      configMap('x', { a: '1', b: '2' }),
      { quiet: true },
    );
    await t.apply(path, configMap('x', { a: '9', b: '8' }), { expect: 409 });
  },
  'conflicts with two managers at once': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(path, configMap('x', { a: '1' }), {
      manager: 'one',
      quiet: true,
    });
    await t.apply(path, configMap('x', { b: '1' }), {
      manager: 'two',
      quiet: true,
    });
    // Managers stand in no certain order.
    await t.apply(path, configMap('x', { a: '2', b: '2' }), {
      manager: 'three',
      expect: 409,
      pick: b => ({
        ...b,
        message: b.message.split('\n').sort(),
        details: {
          causes: b.details.causes.sort(
            (/** @type {any} */ x, /** @type {any} */ y) =>
              x.field.localeCompare(y.field),
          ),
        },
      }),
    });
  },
  'shares a field of the same value': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(path, configMap('x', { a: '1' }), {
      manager: 'one',
      quiet: true,
    });
    await t.apply(path, configMap('x', { a: '1' }), { manager: 'two' });
    await t.apply(path, configMap('x', {}), { manager: 'one' });
    await t.apply(path, configMap('x', {}), { manager: 'two' });
  },
  'force takes ownership': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(path, configMap('x', { a: '1', b: '1' }), {
      manager: 'one',
      quiet: true,
    });
    await t.apply(path, configMap('x', { a: '2' }), {
      manager: 'two',
      force: true,
    });
    await t.apply(path, configMap('x', { a: '1', b: '1' }), {
      manager: 'one',
      expect: 409,
    });
  },
  'gives a field away by applying without it': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    await t.apply(path, deployment('web', idle), { quiet: true });
    await t.patch(
      'merge',
      `${path}?fieldManager=autoscaler`,
      { spec: { replicas: 0 } },
      { pick: owners },
    );
    await t.patch(
      'merge',
      `${path}/scale?fieldManager=autoscaler`,
      { spec: { replicas: 3 } },
      { quiet: true },
    );
    await t.get(path, { pick: owners });
    await t.apply(path, deployment('web', idle), { expect: 409 });
    const { body } = await t.apply(
      path,
      deployment('web', { ...idle, replicas: undefined }),
      { pick: owners },
    );
    assert.equal(body.spec.replicas, 3);
  },
  'elements of a list by their key': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    await t.apply(path, deployment('web', idle), { pick: owners });
    await t.apply(
      path,
      partial('web', {
        template: {
          spec: { containers: [{ name: 'side', image: 'busybox:1' }] },
        },
      }),
      { manager: 'second', pick: owners },
    );
    await t.apply(
      path,
      partial('web', {
        template: {
          spec: {
            containers: [{ name: 'main', env: [{ name: 'A', value: '1' }] }],
          },
        },
      }),
      { manager: 'third', pick: owners },
    );
    await t.apply(path, partial('web', {}), {
      manager: 'second',
      pick: owners,
    });
  },
  'an atomic list has one owner': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    const withArgs = (/** @type {string[]} */ args) =>
      partial('web', {
        template: { spec: { containers: [{ name: 'main', args }] } },
      });
    await t.apply(
      path,
      deployment('web', {
        ...idle,
        template: template('web', { args: ['a'] }),
      }),
      { quiet: true },
    );
    await t.apply(path, withArgs(['a', 'b']), {
      manager: 'second',
      expect: 409,
    });
    await t.apply(path, withArgs(['a', 'b']), {
      manager: 'second',
      force: true,
      pick: owners,
    });
  },
  'ports of a service': async t => {
    await t.namespace();
    const path = t.at('services', 's');
    await t.apply(
      path,
      service('s', {
        ports: [
          { name: 'a', port: 80, protocol: 'TCP' },
          { name: 'b', port: 81, protocol: 'TCP' },
        ],
      }),
      { quiet: true },
    );
    await t.apply(
      path,
      service('s', { ports: [{ name: 'a', port: 80, protocol: 'TCP' }] }),
      { pick: b => [b.spec.ports, b.metadata.managedFields] },
    );
    await t.apply(path, service('s', { ports: [{ name: 'a', port: 80 }] }), {
      pick: b => b.spec.ports,
    });
  },
  'a key twice in a list': async t => {
    await t.namespace();
    await t.apply(
      t.at('deployments', 'web'),
      deployment('web', {
        ...idle,
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              { name: 'a', image: 'x' },
              { name: 'a', image: 'y' },
            ],
          },
        },
      }),
      { expect: 0 },
    );
    await t.apply(
      t.at('deployments', 'web'),
      deployment('web', {
        ...idle,
        template: template('web', {
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
        }),
      }),
      { expect: 0, pick: owners },
    );
  },
  'an unknown field and a wrong type': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    await t.apply(path, deployment('web', { ...idle, replikas: 3 }), {
      expect: 0,
      pick: owners,
    });
    await t.apply(path, deployment('web', { ...idle, replicas: 'many' }), {
      expect: 0,
      pick: owners,
    });
    await t.apply(path, deployment('web', { ...idle, template: [] }), {
      expect: 0,
      pick: owners,
    });
    await t.apply(path, deployment('web', { ...idle, replikas: 3 }), {
      query: 'fieldValidation=Strict',
      expect: 0,
      pick: owners,
    });
    await t.apply(path, deployment('web', { ...idle, replikas: 3 }), {
      query: 'fieldValidation=Ignore',
      expect: 0,
      pick: owners,
    });
  },
  'an invalid object': async t => {
    await t.namespace();
    await t.apply(
      t.at('deployments', 'web'),
      deployment('web', { replicas: -1 }),
      { expect: 422 },
    );
    await t.apply(
      t.at('configmaps', 'x'),
      configMap('x', { 'not a key': '1' }),
      { expect: 422 },
    );
    await t.apply(t.at('configmaps', 'x'), configMap('y'), { expect: 400 });
    await t.apply(
      t.at('configmaps', 'x'),
      { ...configMap('x'), kind: 'Secret' },
      { expect: 0 },
    );
    await t.apply(
      t.at('configmaps', 'x'),
      { ...configMap('x'), apiVersion: 'v2' },
      { expect: 0 },
    );
    await t.apply(
      t.at('configmaps', 'x'),
      { kind: 'ConfigMap', metadata: { name: 'x' } },
      { expect: 0 },
    );
    await t.apply(
      t.at('configmaps', 'x'),
      { metadata: { name: 'x' } },
      { expect: 0 },
    );
    await t.patch('apply', `${t.at('configmaps', 'x')}?fieldManager=a`, '{', {
      expect: 0,
      pick: b => [b.code, b.reason],
    });
  },
  'managedFields may not be applied': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const { body } = await t.apply(path, configMap('x'), { quiet: true });
    await t.apply(
      path,
      configMap('x', {}, { managedFields: body.metadata.managedFields }),
      { expect: 400 },
    );
  },
  'a manager is needed, and its name has rules': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.patch('apply', path, configMap('x'), { expect: 0 });
    await t.apply(path, configMap('x'), {
      manager: 'm'.repeat(129),
      expect: 0,
      pick: b => ({
        ...b,
        message: b.message.replaceAll('m'.repeat(128), 'M'),
      }),
    });
    await t.apply(path, configMap('x'), { manager: 'a\tb', expect: 0 });
    await t.patch('merge', `${path}?force=true`, {}, { expect: 0 });
    await t.patch(
      'merge',
      `${path}?fieldManager=${'m'.repeat(129)}`,
      {},
      {
        expect: 0,
        pick: b => ({
          ...b,
          message: b.message.replaceAll('m'.repeat(128), 'M'),
        }),
      },
    );
  },
  'a resource version that does not match': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(path, configMap('x'), { quiet: true });
    await t.apply(path, configMap('x', { a: '2' }, { resourceVersion: '1' }), {
      expect: 409,
    });
    await t.apply(
      path,
      configMap(
        'x',
        { a: '2' },
        { uid: '11111111-2222-3333-4444-555555555555' },
      ),
      { expect: 422 },
    );
    await t.apply(
      t.at('configmaps', 'y'),
      configMap('y', {}, { resourceVersion: '1' }),
      { expect: 0 },
    );
    await t.apply(
      t.at('configmaps', 'y'),
      configMap('y', {}, { uid: '11111111-2222-3333-4444-555555555555' }),
      { expect: 0 },
    );
  },
  'dry run keeps nothing': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.apply(path, configMap('x'), { query: 'dryRun=All', expect: 201 });
    await t.get(path, { expect: 404 });
    await t.apply(path, configMap('x'), { quiet: true });
    await t.apply(path, configMap('x', { a: '2' }), { query: 'dryRun=All' });
    await t.apply(path, configMap('x', { a: '2' }), {
      query: 'dryRun=All',
      manager: 'second',
      expect: 409,
    });
    await t.get(path);
  },
  'status has managers of its own': async t => {
    await t.namespace();
    const path = t.at('deployments', 'web');
    await t.apply(path, deployment('web', idle), { quiet: true });
    await t.until(path, b => b.status?.observedGeneration === 1);
    await t.apply(
      `${path}/status`,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        status: { conditions: [{ type: 'Tried', status: 'True' }] },
      },
      {
        pick: b =>
          b.metadata.managedFields.filter(
            (/** @type {any} */ f) => f.manager === 'tester',
          ),
      },
    );
  },
  'managers through an update': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.post(
      `${t.at('configmaps')}?fieldManager=one`,
      configMap('x', { a: '1', b: '2' }),
    );
    await t.put(`${path}?fieldManager=two`, configMap('x', { a: '1', c: '3' }));
    await t.patch('merge', `${path}?fieldManager=three`, { data: { a: '9' } });
    await t.patch('merge', `${path}?fieldManager=three`, { data: { c: null } });
    await t.put(path, configMap('x', {}, { managedFields: [] }));
    await t.put(path, configMap('x', { z: '1' }, { managedFields: [{}] }));
    await t.patch('merge', path, { metadata: { managedFields: [{}] } });
    await t.patch('merge', path, { data: { y: '1' } });
  },
  'the manager is the program, where none is named': async t => {
    await t.namespace();
    const agent = { 'user-agent': 'my-tool/1.2 (linux/amd64) something' };
    await t.post(t.at('configmaps'), configMap('x'), { headers: agent });
    await t.patch(
      'merge',
      t.at('configmaps', 'x'),
      { data: { b: '1' } },
      { headers: { 'user-agent': 'other' } },
    );
  },
  'from client-side to server-side': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const object = configMap('x', { a: '1', b: '2' });
    await t.post(
      `${t.at('configmaps')}?fieldManager=kubectl-client-side-apply`,
      {
        ...object,
        metadata: {
          name: 'x',
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(
              object,
            )}\n`,
          },
        },
      },
      { quiet: true },
    );
    await t.apply(path, configMap('x', { a: '2', b: '2' }), {
      manager: 'kubectl',
    });
    await t.apply(path, configMap('x', { a: '2' }), { manager: 'kubectl' });
  },
  'defaults belong to nobody who applies': async t => {
    await t.namespace();
    await t.apply(t.at('services', 's'), service('s'), {
      pick: b => b.metadata.managedFields,
    });
    await t.apply(t.at('deployments', 'd'), deployment('d', idle), {
      pick: b => b.metadata.managedFields,
    });
  },
});
