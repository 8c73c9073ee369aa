// @ts-check

/** @type {Record<string, { api: string, cluster?: boolean }>} */
const places = {};

/** @param {string} api @param {string[]} names @param {boolean} [cluster] */
const place = (api, names, cluster = false) => {
  for (const name of names) places[name] = { api, cluster };
};

place('/api/v1', [
  'pods',
  'configmaps',
  'secrets',
  'services',
  'serviceaccounts',
  'endpoints',
  'events',
  'limitranges',
  'resourcequotas',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'podtemplates',
]);
place('/api/v1', ['namespaces', 'nodes', 'persistentvolumes'], true);
place('/apis/apps/v1', [
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'controllerrevisions',
]);
place('/apis/batch/v1', ['jobs', 'cronjobs']);
place('/apis/autoscaling/v2', ['horizontalpodautoscalers']);
place('/apis/policy/v1', ['poddisruptionbudgets']);
place('/apis/networking.k8s.io/v1', ['ingresses', 'networkpolicies']);
place('/apis/networking.k8s.io/v1', ['ingressclasses'], true);
place('/apis/rbac.authorization.k8s.io/v1', ['roles', 'rolebindings']);
place(
  '/apis/rbac.authorization.k8s.io/v1',
  ['clusterroles', 'clusterrolebindings'],
  true,
);
place('/apis/coordination.k8s.io/v1', ['leases']);
place('/apis/discovery.k8s.io/v1', ['endpointslices']);
place(
  '/apis/storage.k8s.io/v1',
  ['storageclasses', 'csidrivers', 'volumeattachments', 'csinodes'],
  true,
);
place('/apis/scheduling.k8s.io/v1', ['priorityclasses'], true);
place('/apis/apiextensions.k8s.io/v1', ['customresourcedefinitions'], true);
place('/apis/authorization.k8s.io/v1', ['localsubjectaccessreviews']);
place(
  '/apis/authorization.k8s.io/v1',
  [
    'subjectaccessreviews',
    'selfsubjectaccessreviews',
    'selfsubjectrulesreviews',
  ],
  true,
);
place(
  '/apis/authentication.k8s.io/v1',
  ['tokenreviews', 'selfsubjectreviews'],
  true,
);

/**
 * The path of a resource that the suite knows by its plural name.
 *
 * @param {string} resource
 * @param {string} namespace
 * @param {string[]} rest name and subresource
 */
export function pathOf(resource, namespace, rest) {
  const found = places[resource];
  if (!found) throw new Error(`The suite knows no ${resource}.`);
  return [
    found.api,
    ...(found.cluster ? [] : ['namespaces', namespace]),
    resource,
    ...rest,
  ].join('/');
}
