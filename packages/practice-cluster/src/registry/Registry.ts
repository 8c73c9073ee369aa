import { readAsset } from '../util/assets';
import { Schema } from '../schema/Schema';
import { Raw } from '../types';
import { customResources } from './customResources';
import { eventConversion } from './eventConversion';
import { apiVersionOf, ResourceDef, SubresourceDef } from './ResourceDef';
import { strategyOf } from './strategies';

/** An API version with its resources in the order of discovery. */
export interface GroupVersion {
  group: string;
  version: string;
  resources: ResourceDef[];
}

interface DiscoveryAsset {
  version: string;
  lists: Record<string, { groupVersion: string; resources: Raw[] }>;
  order: string[];
}

const ETCD_PLACES: Record<string, string> = {
  services: 'services/specs',
  endpoints: 'services/endpoints',
  nodes: 'minions',
  replicationcontrollers: 'controllers',
  ingresses: 'ingress',
  leases: 'leases',
};

let asset: DiscoveryAsset | undefined;
let builtIn: GroupVersion[] | undefined;

function discoveryAsset(): DiscoveryAsset {
  asset ??= JSON.parse(readAsset('discovery')) as DiscoveryAsset;
  return asset;
}

/** The Kubernetes version that the served documents come from. */
export function servedVersion(): string {
  return discoveryAsset().version;
}

function subresources(
  resources: Raw[],
  name: string,
): Map<string, SubresourceDef> {
  const out = new Map<string, SubresourceDef>();
  for (const r of resources) {
    if (!r.name.startsWith(`${name}/`)) continue;
    const sub = r.name.slice(name.length + 1);
    out.set(sub, {
      name: sub,
      group: r.group,
      version: r.version,
      kind: r.kind,
      verbs: r.verbs,
    });
  }
  return out;
}

function definition(
  group: string,
  version: string,
  raw: Raw,
  resources: Raw[],
): ResourceDef {
  const subs = subresources(resources, raw.name);
  const apiVersion = group ? `${group}/${version}` : version;
  const own = raw.group ? `${raw.group}/${raw.version}` : apiVersion;
  const isEvent = raw.name === 'events';
  return {
    group,
    version,
    resource: raw.name,
    kind: raw.kind,
    singular: raw.singularName,
    shortNames: raw.shortNames ?? [],
    categories: raw.categories ?? [],
    namespaced: raw.namespaced,
    verbs: raw.verbs,
    subresources: subs,
    storageVersionHash: raw.storageVersionHash,
    node: Schema.shared().kind(own, raw.kind) ?? {
      kind: 'struct',
      goName: raw.kind,
      atomic: false,
      fields: [],
      byName: new Map(),
      preserveUnknown: true,
    },
    strategy: strategyOf(raw.kind, subs.has('status')),
    storage: group && !isEvent ? `${raw.name}.${group}` : raw.name,
    etcdPrefix: `/registry/${ETCD_PLACES[raw.name] ?? raw.name}`,
    convert: isEvent && group ? eventConversion : undefined,
  };
}

function builtInVersions(): GroupVersion[] {
  if (!builtIn) {
    const { lists, order } = discoveryAsset();
    const rank = (gv: string) =>
      order.indexOf(gv.includes('/') ? gv.split('/')[0] : '');
    builtIn = Object.keys(lists)
      .sort((a, b) => rank(a) - rank(b))
      .map(gv => {
        const [group, version] = gv.includes('/') ? gv.split('/') : ['', gv];
        const { resources } = lists[gv];
        return {
          group,
          version,
          resources: resources
            .filter(r => !r.name.includes('/'))
            .map(r => definition(group, version, r, resources)),
        };
      });
  }
  return builtIn;
}

/** The kinds that one cluster serves: the built-in ones and those that its CustomResourceDefinitions add. */
export class Registry {
  #custom: GroupVersion[] = [];
  readonly #byStorage = new Map<string, ResourceDef>();
  readonly #byKind = new Map<string, ResourceDef>();

  constructor() {
    this.#index();
  }

  /** All API versions, built-in ones first. */
  groupVersions(): GroupVersion[] {
    return [...builtInVersions(), ...this.#custom];
  }

  groupVersion(group: string, version: string): GroupVersion | undefined {
    return this.groupVersions().find(
      gv => gv.group === group && gv.version === version,
    );
  }

  find(
    group: string,
    version: string,
    resource: string,
  ): ResourceDef | undefined {
    return this.groupVersion(group, version)?.resources.find(
      r => r.resource === resource,
    );
  }

  byStorage(storage: string): ResourceDef {
    const def = this.#byStorage.get(storage);
    if (!def) throw new Error(`No resource ${storage} is served.`);
    return def;
  }

  byKind(apiVersion: string, kind: string): ResourceDef | undefined {
    return this.#byKind.get(`${apiVersion}/${kind}`);
  }

  /** Serves what the given CustomResourceDefinitions define. */
  setDefinitions(definitions: Raw[]): void {
    this.#custom = customResources(definitions);
    this.#index();
  }

  #index(): void {
    this.#byStorage.clear();
    this.#byKind.clear();
    for (const gv of this.groupVersions()) {
      for (const def of gv.resources) {
        if (!this.#byStorage.has(def.storage) || !def.convert)
          this.#byStorage.set(def.storage, def);
        this.#byKind.set(`${apiVersionOf(def)}/${def.kind}`, def);
      }
    }
  }
}
