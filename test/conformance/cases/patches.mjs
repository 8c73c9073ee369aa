// @ts-check
import assert from 'node:assert/strict';
import { area } from '../support/area.mjs';
import { configMap, deployment, pod, service } from '../support/objects.mjs';

/** @typedef {import('../support/Trial.mjs').Trial} Trial */

/** A Deployment that stands still. @param {Trial} t */
async function still(t) {
  await t.namespace();
  await t.post(
    t.at('deployments'),
    deployment('web', {
      replicas: 0,
      template: {
        metadata: { labels: { app: 'web' }, annotations: { note: 'one' } },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'nginx:1',
              env: [
                { name: 'A', value: '1' },
                { name: 'B', value: '2' },
              ],
              ports: [{ containerPort: 80 }],
              args: ['x', 'y'],
            },
            { name: 'side', image: 'busybox:1' },
          ],
          tolerations: [{ key: 'a', operator: 'Exists' }],
        },
      },
    }),
    { quiet: true },
  );
  return t.at('deployments', 'web');
}

/** Refusals may show the whole object, in whatever state the controllers left it. @param {any} b */
const spec = b =>
  b.kind === 'Status'
    ? JSON.parse(
        JSON.stringify(b).replace(
          /\{(\\+)"apiVersion.*?\}(\\+)": /g,
          'THE OBJECT: ',
        ),
      )
    : b.spec;

/**
 * A patch of the Deployment above and the status it is answered with.
 *
 * @param {'json' | 'merge' | 'strategic'} kind
 * @param {unknown} body
 * @param {number} [expect]
 * @returns {(t: Trial) => Promise<unknown>}
 */
const patched = (kind, body, expect) => async t => {
  const path = await still(t);
  await t.patch(kind, path, body, { expect, pick: spec });
  await t.get(path, { pick: spec });
};

/** @param {unknown} patch of the first container, by name */
const main = patch => ({
  spec: { template: { spec: { containers: [patch] } } },
});
const first = '/spec/template/spec/containers/0';

export const patches = area('patch', {
  'json: add, replace, remove': patched('json', [
    { op: 'add', path: `${first}/env/-`, value: { name: 'C', value: '3' } },
    { op: 'add', path: `${first}/env/0`, value: { name: 'Z', value: '0' } },
    { op: 'replace', path: `${first}/image`, value: 'nginx:2' },
    { op: 'remove', path: `${first}/args` },
  ]),
  'json: test, copy, move': patched('json', [
    { op: 'test', path: `${first}/image`, value: 'nginx:1' },
    {
      op: 'copy',
      from: `${first}/image`,
      path: '/spec/template/spec/containers/1/image',
    },
    { op: 'move', from: `${first}/args/0`, path: `${first}/args/1` },
  ]),
  'json: keys with slashes': patched('json', [
    {
      op: 'add',
      path: '/spec/template/metadata/annotations/example.com~1a',
      value: 'x',
    },
    { op: 'add', path: '/spec/template/metadata/annotations/b.c', value: 'y' },
  ]),
  'json: a test that fails': patched(
    'json',
    [{ op: 'test', path: `${first}/image`, value: 'nginx:9' }],
    422,
  ),
  'json: a path that is not there': patched(
    'json',
    [{ op: 'remove', path: '/spec/nothing' }],
    422,
  ),
  'json: an index that is not there': patched(
    'json',
    [{ op: 'replace', path: `${first}/env/9`, value: {} }],
    422,
  ),
  'json: a replacement of nothing': patched(
    'json',
    [
      {
        op: 'replace',
        path: '/spec/template/metadata/annotations/none',
        value: 'x',
      },
    ],
    0,
  ),
  'json: an operation that is not there': patched(
    'json',
    [{ op: 'jump', path: '/spec' }],
    422,
  ),
  'json: no array': patched('json', { op: 'add' }, 400),
  'json: no JSON': patched('json', 'text', 400),
  'json: an invalid result': patched(
    'json',
    [{ op: 'replace', path: '/spec/replicas', value: -1 }],
    422,
  ),
  'json: a value of the wrong type': patched(
    'json',
    [{ op: 'replace', path: '/spec/replicas', value: 'many' }],
    422,
  ),
  'merge: fields and nulls': patched('merge', {
    spec: {
      minReadySeconds: 4,
      template: { metadata: { annotations: { note: null, two: '2' } } },
    },
  }),
  'merge: a list is replaced': patched(
    'merge',
    main({ name: 'main', image: 'nginx:2' }),
  ),
  'merge: an invalid result': patched(
    'merge',
    { spec: { selector: { matchLabels: { app: 'other' } } } },
    422,
  ),
  'merge: a value of the wrong type': patched(
    'merge',
    { spec: { replicas: '3' } },
    422,
  ),
  'merge: no object': patched('merge', '[1]', 400),
  'merge: no JSON': patched('merge', '{', 400),
  'merge: an unknown field': async t => {
    const path = await still(t);
    const body = { spec: { replikas: 3 } };
    await t.patch('merge', path, body, { pick: spec });
    await t.patch('merge', `${path}?fieldValidation=Warn`, body, {
      pick: spec,
    });
    await t.patch('merge', `${path}?fieldValidation=Ignore`, body, {
      pick: spec,
    });
    await t.patch('merge', `${path}?fieldValidation=Strict`, body, {
      expect: 422,
      pick: spec,
    });
    await t.patch('merge', `${path}?fieldValidation=Maybe`, body, {
      expect: 422,
    });
  },
  'strategic: a container by its name': patched(
    'strategic',
    main({ name: 'side', image: 'busybox:2' }),
  ),
  'strategic: a new container comes first': patched(
    'strategic',
    main({ name: 'new', image: 'alpine:1' }),
  ),
  'strategic: a variable by its name': patched(
    'strategic',
    main({
      name: 'main',
      env: [
        { name: 'B', value: '3' },
        { name: 'C', value: '4' },
      ],
    }),
  ),
  'strategic: a port by its number': patched(
    'strategic',
    main({
      name: 'main',
      ports: [{ containerPort: 80, name: 'web' }, { containerPort: 443 }],
    }),
  ),
  'strategic: an atomic list is replaced': patched(
    'strategic',
    main({ name: 'main', args: ['z'] }),
  ),
  'strategic: tolerations are replaced': patched('strategic', {
    spec: {
      template: { spec: { tolerations: [{ key: 'b', operator: 'Exists' }] } },
    },
  }),
  'strategic: delete an element': patched(
    'strategic',
    main({ name: 'side', $patch: 'delete' }),
  ),
  'strategic: replace a list': patched('strategic', {
    spec: {
      template: {
        spec: {
          containers: [{ $patch: 'replace' }, { name: 'only', image: 'a:1' }],
        },
      },
    },
  }),
  'strategic: replace a map': patched('strategic', {
    spec: {
      template: { metadata: { annotations: { $patch: 'replace', only: '1' } } },
    },
  }),
  'strategic: delete a map': patched('strategic', {
    spec: { template: { metadata: { annotations: { $patch: 'delete' } } } },
  }),
  'strategic: the order of elements': patched('strategic', {
    spec: {
      template: {
        spec: {
          '$setElementOrder/containers': [{ name: 'side' }, { name: 'main' }],
          containers: [{ name: 'side', image: 'busybox:3' }],
        },
      },
    },
  }),
  'strategic: retain keys': patched('strategic', {
    spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
  }),
  'strategic: the strategy without retaining keys': patched(
    'strategic',
    { spec: { strategy: { type: 'Recreate' } } },
    422,
  ),
  'strategic: null deletes': patched('strategic', {
    spec: { template: { metadata: { annotations: { note: null } } } },
  }),
  'strategic: an element without its key': patched(
    'strategic',
    main({ image: 'x' }),
    0,
  ),
  'strategic: an order that is unknown': patched(
    'strategic',
    main({ name: 'side', $patch: 'forget' }),
    0,
  ),
  'strategic: no JSON': patched('strategic', 'text', 400),
  'strategic: a value of the wrong type': patched(
    'strategic',
    { spec: { replicas: 'many' } },
    0,
  ),
  'strategic: primitives deleted from a list': async t => {
    await t.namespace();
    await t.post(
      t.at('configmaps'),
      configMap('x', {}, { finalizers: ['a.example/one', 'b.example/two'] }),
      { quiet: true },
    );
    t.cleanup(() =>
      t.patch(
        'merge',
        t.at('configmaps', 'x'),
        { metadata: { finalizers: null } },
        { quiet: true, expect: 0 },
      ),
    );
    await t.patch('strategic', t.at('configmaps', 'x'), {
      metadata: { '$deleteFromPrimitiveList/finalizers': ['a.example/one'] },
    });
    await t.patch('strategic', t.at('configmaps', 'x'), {
      metadata: { finalizers: ['c.example/three'] },
    });
  },
  'strategic: the ports of a service': async t => {
    await t.namespace();
    await t.post(
      t.at('services'),
      service('s', {
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 81 },
        ],
      }),
      { quiet: true },
    );
    await t.patch(
      'strategic',
      t.at('services', 's'),
      {
        spec: {
          ports: [
            { port: 81, targetPort: 8081 },
            { name: 'c', port: 82 },
          ],
        },
      },
      { pick: b => b.spec.ports },
    );
    await t.patch(
      'strategic',
      t.at('services', 's'),
      { spec: { ports: [{ port: 80, $patch: 'delete' }] } },
      { pick: b => b.spec.ports },
    );
  },
  'a type that nobody knows': async t => {
    const path = await still(t);
    await t.call('PATCH', path, {}, { type: 'application/json', expect: 415 });
    await t.call(
      'PATCH',
      path,
      {},
      { type: 'application/strange+json', expect: 415 },
    );
  },
  'a patch with a resource version': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    const { body } = await t.post(t.at('configmaps'), configMap('x'), {
      quiet: true,
    });
    for (const kind of /** @type {const} */ (['merge', 'strategic'])) {
      await t.patch(
        kind,
        path,
        { metadata: { resourceVersion: '1' }, data: { b: '2' } },
        { expect: 409 },
      );
    }
    await t.patch('merge', path, {
      metadata: { resourceVersion: body.metadata.resourceVersion },
      data: { b: '2' },
    });
    await t.patch(
      'merge',
      path,
      {
        metadata: { resourceVersion: body.metadata.resourceVersion },
        data: { b: '3' },
      },
      { expect: 409 },
    );
    await t.patch(
      'merge',
      path,
      { metadata: { uid: '11111111-2222-3333-4444-555555555555' } },
      { expect: 422 },
    );
    await t.patch(
      'json',
      path,
      [{ op: 'replace', path: '/metadata/resourceVersion', value: '1' }],
      { expect: 409 },
    );
  },
  'a patch may not move or rename': async t => {
    await t.namespace();
    const path = t.at('configmaps', 'x');
    await t.post(t.at('configmaps'), configMap('x'), { quiet: true });
    await t.patch('merge', path, { metadata: { name: 'y' } }, { expect: 400 });
    await t.patch(
      'merge',
      path,
      { metadata: { namespace: 'default' } },
      { expect: 400 },
    );
    await t.patch('merge', path, { kind: 'Secret' }, { expect: 0 });
    await t.patch('merge', path, { apiVersion: 'v9' }, { expect: 0 });
  },
  'what of a running pod may change': async t => {
    await t.namespace();
    const path = t.at('pods', 'p');
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    await t.patch(
      'strategic',
      path,
      { spec: { containers: [{ name: 'main', image: 'nginx:2' }] } },
      { pick: b => b.spec.containers[0].image },
    );
    await t.patch(
      'strategic',
      path,
      { spec: { activeDeadlineSeconds: 100 } },
      { pick: b => b.spec.activeDeadlineSeconds },
    );
    await t.patch(
      'strategic',
      path,
      { spec: { tolerations: [{ key: 'x', operator: 'Exists' }] } },
      {
        expect: 0,
        pick: b =>
          b.kind === 'Status' ? b.message.slice(0, 200) : b.spec.tolerations,
      },
    );
    const { body } = await t.patch(
      'strategic',
      path,
      { spec: { containers: [{ name: 'main', command: ['x'] }] } },
      {
        expect: 422,
        pick: b => [
          b.reason,
          b.details.causes.map((/** @type {any} */ c) => [c.reason, c.field]),
          b.message.slice(0, 180),
        ],
      },
    );
    assert.equal(body.reason, 'Invalid');
    await t.patch(
      'merge',
      path,
      { spec: { hostNetwork: true } },
      {
        expect: 422,
        pick: b => [
          b.reason,
          b.details.causes.map((/** @type {any} */ c) => c.field),
        ],
      },
    );
  },
  'field validation when creating': async t => {
    await t.namespace();
    const odd = {
      ...configMap('odd'),
      dada: {},
      metadata: { name: 'odd', labls: {} },
    };
    await t.post(`${t.at('configmaps')}?fieldValidation=Strict`, odd, {
      expect: 400,
    });
    await t.post(`${t.at('configmaps')}?fieldValidation=Warn`, odd);
    await t.post(t.at('configmaps'), {
      ...odd,
      metadata: { name: 'odd-2', x: 1 },
    });
    await t.post(`${t.at('configmaps')}?fieldValidation=Ignore`, {
      ...odd,
      metadata: { name: 'odd-3' },
    });
    await t.post(
      `${t.at('configmaps')}?fieldValidation=Strict`,
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"twice"},"data":{"a":"1","a":"2"}}',
      { expect: 0 },
    );
    await t.post(
      `${t.at('configmaps')}?fieldValidation=Strict`,
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"again","name":"again"}}',
      { expect: 400 },
    );
    await t.post(
      t.at('configmaps'),
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"twice"},"data":{"a":"1","a":"2"}}',
      { expect: 0 },
    );
    await t.post(
      `${t.at('deployments')}?fieldValidation=Strict`,
      deployment('d', {
        template: {
          metadata: { labels: { app: 'd' } },
          spec: {
            containers: [{ name: 'c', image: 'x', imagePullPolice: 'Always' }],
          },
        },
      }),
      { expect: 400 },
    );
  },
});
