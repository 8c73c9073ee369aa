import { ListNode, MapNode, SchemaNode, StructNode } from '../schema/nodes';
import { Schema } from '../schema/Schema';
import { columnsOf, TableColumn } from '../table/TableColumn';
import { age } from '../table/format';
import { readJsonPath } from '../util/jsonPath';
import { Raw } from '../types';
import { since } from '../table/format';
import { GroupVersion } from './Registry';
import { CustomResource, ResourceDef, SubresourceDef } from './ResourceDef';
import { Strategy } from './Strategy';

const ALL_VERBS = [
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'create',
  'update',
  'watch',
];

/** The schema node of a custom resource's OpenAPI schema. */
function nodeOf(schema: Raw): SchemaNode {
  if (
    !schema ||
    (schema['x-kubernetes-preserve-unknown-fields'] && !schema.properties)
  )
    return { kind: 'any' };
  if (schema['x-kubernetes-int-or-string'])
    return { kind: 'scalar', type: 'intorstring', goType: 'intorstring' };
  switch (schema.type) {
    case 'object': {
      if (schema.additionalProperties) {
        const element =
          typeof schema.additionalProperties === 'object'
            ? nodeOf(schema.additionalProperties)
            : ({ kind: 'any' } as SchemaNode);
        const map: MapNode = {
          kind: 'map',
          atomic: schema['x-kubernetes-map-type'] === 'atomic',
          element,
        };
        return map;
      }
      return structOf(schema);
    }
    case 'array': {
      const list: ListNode = {
        kind: 'list',
        relation: schema['x-kubernetes-list-type'] ?? 'atomic',
        keys: [...(schema['x-kubernetes-list-map-keys'] ?? [])].sort(),
        element: nodeOf(schema.items),
      };
      return list;
    }
    case 'integer':
      return { kind: 'scalar', type: 'int64', goType: 'int64' };
    case 'number':
      return { kind: 'scalar', type: 'float64', goType: 'float64' };
    case 'boolean':
      return { kind: 'scalar', type: 'bool', goType: 'bool' };
    case 'string':
      return { kind: 'scalar', type: 'string', goType: 'string' };
    default:
      return { kind: 'any' };
  }
}

function structOf(schema: Raw): StructNode {
  const node: StructNode = {
    kind: 'struct',
    goName: 'object',
    atomic: schema['x-kubernetes-map-type'] === 'atomic',
    fields: [],
    byName: new Map(),
    preserveUnknown: schema['x-kubernetes-preserve-unknown-fields'] === true,
  };
  for (const [name, value] of Object.entries(
    (schema.properties ?? {}) as Record<string, Raw>,
  )) {
    const field = {
      name,
      node: nodeOf(value),
      pointer: true,
      omitEmpty: true,
      omitZero: false,
      defaultValue: value.default,
    };
    node.fields.push(field);
    node.byName.set(name, field);
  }
  return node;
}

function rootNode(schema: Raw, kind: string): StructNode {
  const root = structOf(schema);
  root.goName = kind;
  const meta = Schema.shared().kind('v1', 'ConfigMap')!;
  for (const name of ['kind', 'apiVersion', 'metadata']) {
    const field = meta.byName.get(name)!;
    if (!root.byName.has(name) || name === 'metadata') {
      root.fields = [field, ...root.fields.filter(f => f.name !== name)];
      root.byName.set(name, field);
    }
  }
  return root;
}

function strategyFor(custom: CustomResource): Strategy {
  const [name] = columnsOf('ConfigMap');
  const columns: TableColumn[] = custom.columns.map(c => ({
    name: c.name,
    type: c.type as TableColumn['type'],
    format: c.format ?? '',
    description:
      c.description ??
      `Custom resource definition column (in JSONPath format): ${c.jsonPath}`,
    priority: c.priority ?? 0,
  }));
  const ageColumn: TableColumn = {
    name: 'Age',
    type: 'date',
    format: '',
    description: columnsOf('Pod')[4].description,
    priority: 0,
  };
  const noColumns = columns.length === 0;
  return {
    nameRule: 'subdomain',
    hasStatus: custom.hasStatus,
    generation: true,
    needsVersionOnUpdate: true,
    columns: [name, ...(noColumns ? [ageColumn] : columns)],
    rows: (object, now) => [
      object.metadata.name,
      ...(noColumns
        ? [age(object, now)]
        : custom.columns.map(c => {
            const value = readJsonPath(object, c.jsonPath);
            return c.type === 'date' ? since(value, now) : value ?? null;
          })),
    ],
  };
}

function definitionsOf(crd: Raw, version: Raw): ResourceDef {
  const { group, names, scope } = crd.spec;
  const subresources = new Map<string, SubresourceDef>();
  const verbs = ['get', 'patch', 'update'];
  if (version.subresources?.status)
    subresources.set('status', { name: 'status', kind: names.kind, verbs });
  if (version.subresources?.scale)
    subresources.set('scale', {
      name: 'scale',
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      verbs,
    });
  const custom: CustomResource = {
    openApiSchema: version.schema?.openAPIV3Schema ?? { type: 'object' },
    columns: version.additionalPrinterColumns ?? [],
    hasStatus: subresources.has('status'),
    scale: version.subresources?.scale,
  };
  return {
    group,
    version: version.name,
    resource: names.plural,
    kind: names.kind,
    singular: names.singular,
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    namespaced: scope === 'Namespaced',
    verbs: ALL_VERBS,
    subresources,
    node: rootNode(custom.openApiSchema, names.kind),
    strategy: strategyFor(custom),
    storage: `${names.plural}.${group}`,
    etcdPrefix: `/registry/${group}/${names.plural}`,
    custom,
  };
}

/** The API versions that CustomResourceDefinitions add. */
export function customResources(crds: Raw[]): GroupVersion[] {
  const versions = new Map<string, GroupVersion>();
  for (const crd of crds) {
    for (const version of crd.spec.versions ?? []) {
      if (!version.served) continue;
      const key = `${crd.spec.group}/${version.name}`;
      const gv: GroupVersion = versions.get(key) ?? {
        group: crd.spec.group,
        version: version.name,
        resources: [],
      };
      gv.resources.push(definitionsOf(crd, version));
      versions.set(key, gv);
    }
  }
  return [...versions.values()];
}
