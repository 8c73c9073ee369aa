import type { JsonObject } from '@backstage/types';
import { OperationError } from '@understudy/plugin-understudy-node';
import { SharedAnswer } from './SharedAnswer';

const FRESH_MS = 300_000;
const UNKNOWN_MS = 10_000;

/** How the API of a cluster serves a kind. */
export interface ApiResource {
  group: string;
  version: string;
  kind: string;
  /** The plural in paths. */
  resource: string;
  namespaced: boolean;
}

/** `deployments.apps`, as `kubectl` and access reviews call it. */
export function resourceName(resource: ApiResource, subresource?: string) {
  const name = resource.group
    ? `${resource.resource}.${resource.group}`
    : resource.resource;
  return subresource ? `${name}/${subresource}` : name;
}

/** The path of an object, or of a list of them. */
export function pathOf(
  { group, version, resource }: ApiResource,
  options: { namespace?: string; name?: string; subresource?: string },
): string {
  const parts = [
    ...(group ? ['apis', group, version] : ['api', version]),
    ...(options.namespace ? ['namespaces', options.namespace] : []),
    resource,
    ...(options.name ? [options.name] : []),
    ...(options.subresource ? [options.subresource] : []),
  ];
  return parts.map(part => `/${encodeURIComponent(part)}`).join('');
}

function split(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : {
        group: apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
      };
}

/** Knows what a cluster serves, as the cluster says it. */
export class ApiDirectory {
  readonly #cluster: string;
  readonly #get: (path: string) => Promise<JsonObject>;
  readonly #versions = new Map<string, SharedAnswer<ApiResource[]>>();

  constructor(options: {
    cluster: string;
    get: (path: string) => Promise<JsonObject>;
  }) {
    this.#cluster = options.cluster;
    this.#get = options.get;
  }

  async find(
    apiVersion: string,
    kind: string,
    signal: AbortSignal,
  ): Promise<ApiResource> {
    let version = this.#versions.get(apiVersion);
    if (!version) {
      version = new SharedAnswer(() => this.#read(apiVersion));
      this.#versions.set(apiVersion, version);
    }
    for (const maxAgeMs of [FRESH_MS, UNKNOWN_MS]) {
      // What is not there may have been installed since.
      const resources = await version.get({ maxAgeMs, signal });
      const found = resources.find(resource => resource.kind === kind);
      if (found) {
        return found;
      }
    }
    throw new OperationError(
      'invalid',
      `The cluster ${this.#cluster} serves no kind ${kind} in ${apiVersion}`,
    );
  }

  async #read(apiVersion: string): Promise<ApiResource[]> {
    const { group, version } = split(apiVersion);
    const path = group
      ? `/apis/${encodeURIComponent(group)}/${encodeURIComponent(version)}`
      : `/api/${encodeURIComponent(version)}`;
    const { resources } = await this.#get(path).catch(error => {
      throw error instanceof OperationError && error.kind === 'not-found'
        ? new OperationError(
            'invalid',
            `The cluster ${this.#cluster} does not serve ${apiVersion}`,
          )
        : error;
    });
    return (Array.isArray(resources) ? (resources as JsonObject[]) : [])
      .filter(({ name }) => typeof name === 'string' && !name.includes('/'))
      .map(({ name, kind, namespaced }) => ({
        group,
        version,
        kind: String(kind),
        resource: String(name),
        namespaced: namespaced === true,
      }));
  }
}
