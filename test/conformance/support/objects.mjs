// @ts-check

/** @typedef {Record<string, any>} Raw */

/** @param {string} name @param {Record<string, string>} [data] @param {Raw} [metadata] @returns {Raw} */
export const configMap = (name, data = { a: '1' }, metadata = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  data,
});

/** @param {string} name @param {Raw} [container] @param {Raw} [spec] @param {Raw} [metadata] @returns {Raw} */
export const pod = (name, container = {}, spec = {}, metadata = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: name }, ...metadata },
  spec: {
    containers: [{ name: 'main', image: 'nginx:1', ...container }],
    ...spec,
  },
});

/** @param {string} app @param {Raw} [container] @returns {Raw} */
export const template = (app, container = {}) => ({
  metadata: { labels: { app } },
  spec: { containers: [{ name: 'main', image: 'nginx:1', ...container }] },
});

/** @param {string} kind @param {string} name @param {Raw} spec @returns {Raw} */
const workload = (kind, name, spec) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, labels: { app: name } },
  spec: { selector: { matchLabels: { app: name } }, ...spec },
});

/** @param {string} name @param {Raw} [spec] @returns {Raw} */
export const deployment = (name, spec = {}) =>
  workload('Deployment', name, {
    replicas: 2,
    template: template(name),
    ...spec,
  });

/** @param {string} name @param {Raw} [spec] @returns {Raw} */
export const replicaSet = (name, spec = {}) =>
  workload('ReplicaSet', name, {
    replicas: 2,
    template: template(name),
    ...spec,
  });

/** @param {string} name @param {Raw} [spec] @returns {Raw} */
export const statefulSet = (name, spec = {}) =>
  workload('StatefulSet', name, {
    replicas: 2,
    serviceName: name,
    template: template(name),
    ...spec,
  });

/** @param {string} name @param {Raw} [spec] @returns {Raw} */
export const daemonSet = (name, spec = {}) =>
  workload('DaemonSet', name, { template: template(name), ...spec });

/** @param {string} name @param {Raw} [spec] @param {Raw} [podSpec] @returns {Raw} */
export const job = (name, spec = {}, podSpec = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name },
  spec: {
    template: {
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'main', image: 'busybox:1', command: ['true'] }],
        ...podSpec,
      },
    },
    ...spec,
  },
});

/** @param {string} name @param {Raw} [spec] @returns {Raw} */
export const cronJob = (name, spec = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name },
  spec: {
    schedule: '0 3 1 1 *',
    jobTemplate: { spec: job(name).spec },
    ...spec,
  },
});

/** @param {string} name @param {Raw} [spec] @returns {Raw} */
export const service = (name, spec = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec },
});

/** @param {string} name @param {Raw} spec @returns {Raw} */
export const budget = (name, spec) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name },
  spec,
});

/** @param {string} name @param {Raw[]} rules @param {string} [kind] @returns {Raw} */
export const role = (name, rules, kind = 'Role') => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name },
  rules,
});

/** @param {string} name @param {string} user @param {{ role?: string, clusterRole?: string, kind?: string }} to @returns {Raw} */
export const binding = (
  name,
  user,
  { role: roleName, clusterRole, kind = 'RoleBinding' },
) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: roleName ? 'Role' : 'ClusterRole',
    name: roleName ?? clusterRole,
  },
  subjects: [
    { kind: 'User', name: user, apiGroup: 'rbac.authorization.k8s.io' },
  ],
});
