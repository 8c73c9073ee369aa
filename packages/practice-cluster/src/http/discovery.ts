import { GroupVersion, Registry } from '../registry/Registry';
import { apiVersionOf, SubresourceDef } from '../registry/ResourceDef';

const METRICS: GroupVersion = {
  group: 'metrics.k8s.io',
  version: 'v1beta1',
  resources: [],
};

const METRICS_RESOURCES = [
  {
    name: 'nodes',
    singularName: '',
    namespaced: false,
    kind: 'NodeMetrics',
    verbs: ['get', 'list'],
  },
  {
    name: 'pods',
    singularName: '',
    namespaced: true,
    kind: 'PodMetrics',
    verbs: ['get', 'list'],
  },
];

function groups(registry: Registry): Map<string, GroupVersion[]> {
  const out = new Map<string, GroupVersion[]>();
  for (const gv of [...registry.groupVersions(), METRICS]) {
    const versions = out.get(gv.group) ?? [];
    versions.push(gv);
    out.set(gv.group, versions);
  }
  return out;
}

/** `/api` in its classic form. */
export function apiVersions(host: string) {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: host },
    ],
  };
}

function apiGroup(group: string, versions: GroupVersion[]) {
  const list = versions.map(v => ({
    groupVersion: apiVersionOf(v),
    version: v.version,
  }));
  return { name: group, versions: list, preferredVersion: list[0] };
}

/** `/apis` in its classic form. */
export function apiGroupList(registry: Registry) {
  const list = [...groups(registry)]
    .filter(([group]) => group !== '')
    .map(([group, versions]) => apiGroup(group, versions));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: list };
}

/** `/apis/<group>`, undefined where nothing of the group is served. */
export function apiGroupOf(registry: Registry, group: string) {
  const versions = groups(registry).get(group);
  return versions
    ? { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(group, versions) }
    : undefined;
}

/** `/api/v1` and `/apis/<group>/<version>`. */
export function apiResourceList(
  registry: Registry,
  group: string,
  version: string,
) {
  const gv = registry.groupVersion(group, version);
  const groupVersion = group ? `${group}/${version}` : version;
  if (group === METRICS.group && version === METRICS.version)
    return {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion,
      resources: METRICS_RESOURCES,
    };
  if (!gv) return undefined;
  const resources = gv.resources.flatMap(def => [
    {
      name: def.resource,
      singularName: def.singular,
      namespaced: def.namespaced,
      kind: def.kind,
      verbs: def.verbs,
      ...(def.shortNames.length > 0 ? { shortNames: def.shortNames } : {}),
      ...(def.categories.length > 0 ? { categories: def.categories } : {}),
      ...(def.storageVersionHash
        ? { storageVersionHash: def.storageVersionHash }
        : {}),
    },
    ...[...def.subresources.values()].map(sub => ({
      name: `${def.resource}/${sub.name}`,
      singularName: '',
      namespaced: def.namespaced,
      ...(sub.group !== undefined
        ? { group: sub.group, version: sub.version }
        : {}),
      kind: sub.kind,
      verbs: sub.verbs,
    })),
  ]);
  return {
    kind: 'APIResourceList',
    ...(group ? { apiVersion: 'v1' } : {}),
    groupVersion,
    resources,
  };
}

/** Aggregated discovery leaves open what the group's own heading says. */
const OF_THE_GROUP = { group: '', version: '' };

function aggregatedSub(sub: SubresourceDef) {
  const responseKind =
    sub.group !== undefined
      ? { group: sub.group, version: sub.version, kind: sub.kind }
      : { ...OF_THE_GROUP, kind: sub.kind };
  return { subresource: sub.name, responseKind, verbs: sub.verbs };
}

function aggregatedResources(gv: GroupVersion) {
  if (gv === METRICS) {
    return METRICS_RESOURCES.map(r => ({
      resource: r.name,
      responseKind: { group: gv.group, version: gv.version, kind: r.kind },
      scope: r.namespaced ? 'Namespaced' : 'Cluster',
      singularResource: '',
      verbs: r.verbs,
    }));
  }
  return gv.resources.map(def => ({
    resource: def.resource,
    responseKind: { ...OF_THE_GROUP, kind: def.kind },
    scope: def.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: def.singular,
    verbs: def.verbs,
    ...(def.shortNames.length > 0 ? { shortNames: def.shortNames } : {}),
    ...(def.categories.length > 0 ? { categories: def.categories } : {}),
    ...(def.subresources.size > 0
      ? {
          subresources: [...def.subresources.values()].map(aggregatedSub),
        }
      : {}),
  }));
}

/** `/api` and `/apis` in the form that lists everything at once. */
export function aggregatedDiscovery(
  registry: Registry,
  core: boolean,
  version: string,
) {
  const items = [...groups(registry)]
    .filter(([group]) => (group === '') === core)
    .map(([group, versions]) => ({
      metadata: group ? { name: group } : {},
      versions: versions.map(v => ({
        version: v.version,
        resources: aggregatedResources(v),
        freshness: 'Current',
      })),
    }));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items,
  };
}
