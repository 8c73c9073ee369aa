import { createHash } from 'node:crypto';
import { GroupVersion, Registry } from '../registry/Registry';
import { apiVersionOf, ResourceDef } from '../registry/ResourceDef';
import { Raw } from '../types';
import { hasAsset, readAsset } from '../util/assets';

const cache = new Map<string, string>();

function asset(name: string): string {
  let text = cache.get(name);
  if (text === undefined) {
    text = readAsset(name);
    cache.set(name, text);
  }
  return text;
}

function pathOf(gv: GroupVersion): string {
  return gv.group ? `apis/${gv.group}/${gv.version}` : `api/${gv.version}`;
}

function operation(
  def: ResourceDef,
  action: string,
  name: string,
  parameters: string[],
): Raw {
  return {
    tags: [`${def.group}_${def.version}`],
    operationId: `${name}${def.kind}`,
    parameters: parameters.map(p => ({
      name: p,
      in: 'query',
      schema: { type: 'string', uniqueItems: true },
    })),
    responses: { 200: { description: 'OK' } },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': {
      group: def.group,
      version: def.version,
      kind: def.kind,
    },
  };
}

function customDocument(gv: GroupVersion): Raw {
  const paths: Raw = {};
  const schemas: Raw = {};
  const write = ['dryRun', 'fieldManager', 'fieldValidation', 'force'];
  for (const def of gv.resources) {
    const base = `/${pathOf(gv)}/${
      def.namespaced ? 'namespaces/{namespace}/' : ''
    }${def.resource}`;
    paths[base] = {
      get: operation(def, 'list', 'list', ['labelSelector', 'fieldSelector']),
      post: operation(def, 'post', 'create', write),
    };
    paths[`${base}/{name}`] = {
      get: operation(def, 'get', 'read', []),
      put: operation(def, 'put', 'replace', write),
      patch: operation(def, 'patch', 'patch', write),
      delete: operation(def, 'delete', 'delete', ['dryRun']),
    };
    const reversed = def.group.split('.').reverse().join('.');
    const { properties, ...rest } = def.custom?.openApiSchema ?? {};
    schemas[`${reversed}.${def.version}.${def.kind}`] = {
      ...rest,
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        ...properties,
        metadata: { type: 'object', description: 'Standard object metadata.' },
      },
      'x-kubernetes-group-version-kind': [
        { group: def.group, version: def.version, kind: def.kind },
      ],
    };
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes CRD Swagger', version: 'v0.1.0' },
    paths,
    components: { schemas },
  };
}

/** The OpenAPI v3 document of one API version. */
export function openApiV3(
  registry: Registry,
  path: string,
): string | undefined {
  const name = `openapi-v3/${path.replaceAll('/', '__')}`;
  if (hasAsset(name)) return asset(name);
  const gv = registry
    .groupVersions()
    .find(v => pathOf(v) === path && v.resources.some(r => r.custom));
  return gv ? JSON.stringify(customDocument(gv)) : undefined;
}

/** The list of OpenAPI v3 documents. */
export function openApiV3Index(registry: Registry): Raw {
  const paths: Raw = {};
  for (const gv of registry.groupVersions()) {
    const path = pathOf(gv);
    const hash = createHash('sha512')
      .update(
        `${path}${gv.resources
          .map(
            r =>
              apiVersionOf(r) + JSON.stringify(r.custom?.openApiSchema ?? ''),
          )
          .join()}`,
      )
      .digest('hex')
      .toUpperCase();
    paths[path] = { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` };
  }
  return { paths };
}

/** The OpenAPI v2 document. */
export function openApiV2(): string {
  return asset('openapi-v2');
}
