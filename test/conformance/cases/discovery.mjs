// @ts-check
import assert from 'node:assert/strict';
import { area } from '../support/area.mjs';

const V2 =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Groups that every ground serves; a real server serves more. */
const served = [
  'apps/v1',
  'batch/v1',
  'autoscaling/v2',
  'networking.k8s.io/v1',
  'policy/v1',
  'rbac.authorization.k8s.io/v1',
  'storage.k8s.io/v1',
  'discovery.k8s.io/v1',
  'events.k8s.io/v1',
  'coordination.k8s.io/v1',
  'scheduling.k8s.io/v1',
  'apiextensions.k8s.io/v1',
  'authentication.k8s.io/v1',
  'authorization.k8s.io/v1',
];

/** Resources that one version serves and another does not are left out. @param {any} resource */
const stable = resource => ({ ...resource, storageVersionHash: undefined });

/** @param {(name: string) => boolean} wanted */
const resources =
  (wanted = () => true) =>
  (/** @type {any} */ list) => ({
    ...list,
    resources: list.resources
      .filter((/** @type {any} */ r) => wanted(r.name))
      .map(stable),
  });

export const discovery = area('discovery', {
  'the versions of the core': t =>
    t.get('/api', {
      pick: body => ({ kind: body.kind, versions: body.versions }),
    }),
  'the resources of the core, with verbs, short names and categories': t =>
    t.get('/api/v1', {
      pick: resources(
        // A proxy to what runs in pods has nothing to reach on a practice ground.
        name =>
          !['pods/ephemeralcontainers', 'pods/resize'].includes(name) &&
          !name.endsWith('/proxy'),
      ),
    }),
  ...Object.fromEntries(
    served.map(group => [
      `the resources of ${group}`,
      (/** @type {import('../support/Trial.mjs').Trial} */ t) =>
        t.get(`/apis/${group}`, {
          pick: resources(
            name =>
              !['servicecidrs', 'ipaddresses', 'volumeattributesclasses'].some(
                only => name.startsWith(only),
              ),
          ),
        }),
    ]),
  ),
  'the groups': t =>
    t.get('/apis', {
      pick: body => ({
        ...body,
        groups: body.groups
          .filter((/** @type {any} */ g) =>
            served.some(s => s.startsWith(`${g.name}/`)),
          )
          .map((/** @type {any} */ g) => ({
            name: g.name,
            preferred: g.preferredVersion,
          })),
      }),
    }),
  'one group': t => t.get('/apis/apps'),
  'a group that is not there': t =>
    t.get('/apis/nowhere.example', { expect: 404 }),
  'a version that is not there': t => t.get('/apis/apps/v9', { expect: 404 }),
  'aggregated discovery of the core': t =>
    t.get('/api', {
      headers: { accept: `${V2},application/json` },
      pick: body => ({
        kind: body.kind,
        apiVersion: body.apiVersion,
        item: body.items[0].metadata.name,
        pods: body.items[0].versions[0].resources
          .filter((/** @type {any} */ r) => r.resource === 'configmaps')
          .map(stable),
        freshness: body.items[0].versions[0].freshness,
      }),
    }),
  'aggregated discovery of the groups': t =>
    t.get('/apis', {
      headers: { accept: `${V2},application/json` },
      pick: body => ({
        kind: body.kind,
        apps: body.items.find(
          (/** @type {any} */ i) => i.metadata.name === 'apps',
        ),
      }),
    }),
  'the version': async t => {
    const { body } = await t.get('/version', {
      pick: version =>
        Object.keys(version)
          .filter(k => !/^(emulation|minCompat)/.test(k))
          .sort(),
    });
    assert.equal(body.major, '1');
    assert.match(body.gitVersion, /^v1\.\d+\.\d+/);
  },
  'health, live and ready': async t => {
    for (const path of ['/healthz', '/livez', '/readyz', '/healthz/ping']) {
      await t.get(path);
    }
  },
  'paths that lead nowhere': async t => {
    await t.get('/nowhere', { expect: 404 });
    await t.get('/api/v2', { expect: 404 });
    await t.get('/api/v1/nothings', { expect: 404 });
    await t.get('/api/v1/namespaces/default/nothings', { expect: 404 });
    await t.get('/apis/apps/v1/namespaces/default/deployments/x/nothing', {
      expect: 404,
    });
  },
  'methods that are not allowed': async t => {
    await t.call(
      'POST',
      '/api/v1/namespaces/default/configmaps/x',
      { kind: 'ConfigMap', apiVersion: 'v1' },
      {
        expect: 405,
      },
    );
    await t.call(
      'PUT',
      '/api/v1/namespaces/default/configmaps',
      {},
      { expect: 405 },
    );
    await t.call(
      'PATCH',
      '/api/v1/namespaces/default/configmaps',
      {},
      { expect: 405, type: 'application/merge-patch+json' },
    );
    await t.call('DELETE', '/api/v1/namespaces', undefined, { expect: 405 });
    await t
      .call('DELETE', '/version', undefined, { expect: 405 })
      .catch(() => {});
  },
  'OpenAPI v3 lists its documents': t =>
    t.get('/openapi/v3', {
      pick: body =>
        served
          .map(s => [s, typeof body.paths[`apis/${s}`]?.serverRelativeURL])
          .concat([['v1', typeof body.paths['api/v1']?.serverRelativeURL]]),
    }),
  'OpenAPI v3 describes a Deployment': async t => {
    const { body: index } = await t.get('/openapi/v3', { quiet: true });
    const { body } = await t.get(
      index.paths['apis/apps/v1'].serverRelativeURL,
      {
        quiet: true,
      },
    );
    const schemas = body.components.schemas;
    t.see('a Deployment', shape(schemas['io.k8s.api.apps.v1.Deployment']));
    t.see(
      'its strategy',
      shape(schemas['io.k8s.api.apps.v1.RollingUpdateDeployment']),
    );
    t.see(
      'its path',
      Object.keys(
        body.paths[
          '/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale'
        ],
      ).sort(),
    );
  },
  'OpenAPI v3 tells merge keys and list types': async t => {
    const { body: index } = await t.get('/openapi/v3', { quiet: true });
    const { body } = await t.get(index.paths['api/v1'].serverRelativeURL, {
      quiet: true,
    });
    const schemas = body.components.schemas;
    for (const name of ['Container', 'ServiceSpec', 'Taint', 'PodStatus']) {
      const properties = schemas[`io.k8s.api.core.v1.${name}`].properties;
      t.see(
        name,
        Object.fromEntries(
          Object.entries(properties)
            .map(([key, value]) => [
              key,
              Object.fromEntries(
                Object.entries(value).filter(([k]) => k.startsWith('x-')),
              ),
            ])
            .filter(
              ([key]) =>
                ![
                  'resizePolicy',
                  'restartPolicyRules',
                  'resourceClaimStatuses',
                  'extendedResourceClaimStatus',
                  'nativeContainerResourceAllocation',
                ].includes(String(key)),
            ),
        ),
      );
    }
  },
  'OpenAPI v2 describes a Pod': async t => {
    const { body } = await t.get('/openapi/v2', {
      pick: document => ({
        swagger: document.swagger,
        title: document.info.title,
      }),
    });
    assert.equal(
      body.definitions['io.k8s.api.core.v1.Pod'][
        'x-kubernetes-group-version-kind'
      ][0].kind,
      'Pod',
    );
    t.see(
      'its path',
      Object.keys(
        body.paths['/api/v1/namespaces/{namespace}/pods/{name}'],
      ).sort(),
    );
  },
});

/** What a schema says without its prose. @param {any} schema */
function shape(schema) {
  return {
    type: schema.type,
    required: schema.required,
    kinds: schema['x-kubernetes-group-version-kind'],
    properties: Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [
        key,
        {
          type: value.type,
          default: value.default,
          ref: value.allOf?.[0]?.$ref ?? value.$ref,
        },
      ]),
    ),
  };
}
