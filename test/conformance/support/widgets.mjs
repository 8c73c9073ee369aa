// @ts-check

/** @param {string} group @param {object} [version] */
const definition = (group, version = {}) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `widgets.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: {
      plural: 'widgets',
      singular: 'widget',
      kind: 'Widget',
      listKind: 'WidgetList',
      shortNames: ['wd'],
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.size',
            statusReplicasPath: '.status.size',
          },
        },
        additionalPrinterColumns: [
          {
            name: 'Size',
            type: 'integer',
            jsonPath: '.spec.size',
            description: 'How large',
          },
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: { type: 'integer', minimum: 1, maximum: 9 },
                  colour: {
                    type: 'string',
                    enum: ['red', 'blue'],
                    default: 'red',
                  },
                  parts: {
                    type: 'array',
                    maxItems: 2,
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: {
                        name: { type: 'string', pattern: '^[a-z]+$' },
                        count: { type: 'integer' },
                      },
                    },
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                  },
                },
              },
              status: {
                type: 'object',
                properties: { size: { type: 'integer' } },
              },
            },
          },
        },
        ...version,
      },
    ],
  },
});

/** A kind of this case's own. @param {import('./Trial.mjs').Trial} t */
export async function widgets(t) {
  await t.namespace();
  const group = `${t.name('g')}.example.com`;
  const path = t.at('customresourcedefinitions', `widgets.${group}`);
  t.cleanup(() => t.delete(path, undefined, { quiet: true, expect: 0 }));
  await t.post(t.at('customresourcedefinitions'), definition(group), {
    quiet: true,
  });
  await t.until(path, b =>
    b.status?.conditions?.some(
      (/** @type {any} */ c) => c.type === 'Established' && c.status === 'True',
    ),
  );
  const all = `/apis/${group}/v1/namespaces/${t.ns}/widgets`;
  await t.until(all, b => b.kind === 'WidgetList');
  const widget = (/** @type {string} */ name, /** @type {any} */ spec) => ({
    apiVersion: `${group}/v1`,
    kind: 'Widget',
    metadata: { name },
    spec,
  });
  return { group, path, all, widget };
}
