import { Raw } from '../types';

function set(object: Raw, field: string, value: Raw) {
  if (
    object[field] === undefined ||
    object[field] === null ||
    object[field] === ''
  )
    object[field] = value;
}

/** Whether an image names a fixed tag or digest. */
function isLatest(image: string): boolean {
  if (image.includes('@')) return false;
  const last = image.split('/').pop() ?? '';
  const tag = last.includes(':') ? last.split(':').pop() : 'latest';
  return tag === 'latest';
}

function probe(p: Raw) {
  if (!p) return;
  for (const [field, value] of [
    ['timeoutSeconds', 1],
    ['periodSeconds', 10],
    ['successThreshold', 1],
    ['failureThreshold', 3],
  ] as const) {
    if (!p[field]) p[field] = value;
  }
  handler(p);
}

function handler(h: Raw) {
  if (!h) return;
  if (h.httpGet) {
    set(h.httpGet, 'path', '/');
    set(h.httpGet, 'scheme', 'HTTP');
  }
  if (h.grpc && h.grpc.service === undefined) h.grpc.service = '';
}

function container(c: Raw, hostNetwork: boolean) {
  set(
    c,
    'imagePullPolicy',
    isLatest(c.image ?? '') ? 'Always' : 'IfNotPresent',
  );
  set(c, 'terminationMessagePath', '/dev/termination-log');
  set(c, 'terminationMessagePolicy', 'File');
  for (const port of c.ports ?? []) {
    set(port, 'protocol', 'TCP');
    if (hostNetwork && !port.hostPort) port.hostPort = port.containerPort;
  }
  for (const env of c.env ?? []) {
    if (env.valueFrom?.fieldRef)
      set(env.valueFrom.fieldRef, 'apiVersion', 'v1');
    if (env.valueFrom?.resourceFieldRef)
      set(env.valueFrom.resourceFieldRef, 'divisor', '0');
  }
  probe(c.livenessProbe);
  probe(c.readinessProbe);
  probe(c.startupProbe);
  handler(c.lifecycle?.postStart);
  handler(c.lifecycle?.preStop);
}

function volume(v: Raw) {
  const sources = Object.keys(v).filter(k => k !== 'name');
  if (sources.length === 0) v.emptyDir = {};
  for (const kind of ['secret', 'configMap', 'projected', 'downwardAPI'])
    if (v[kind]) set(v[kind], 'defaultMode', 420);
  if (v.hostPath && v.hostPath.type === undefined) v.hostPath.type = '';
  for (const source of v.projected?.sources ?? []) {
    if (source.serviceAccountToken)
      set(source.serviceAccountToken, 'expirationSeconds', 3600);
    for (const item of source.downwardAPI?.items ?? [])
      if (item.fieldRef) set(item.fieldRef, 'apiVersion', 'v1');
  }
  for (const item of v.downwardAPI?.items ?? [])
    if (item.fieldRef) set(item.fieldRef, 'apiVersion', 'v1');
}

/** Fills in a pod's spec, as it stands in a pod and in a template. */
export function defaultPodSpec(spec: Raw): void {
  (spec.containers ?? []).forEach((c: Raw) =>
    container(c, spec.hostNetwork === true),
  );
  (spec.initContainers ?? []).forEach((c: Raw) =>
    container(c, spec.hostNetwork === true),
  );
  (spec.volumes ?? []).forEach(volume);
  set(spec, 'restartPolicy', 'Always');
  set(spec, 'dnsPolicy', 'ClusterFirst');
  set(spec, 'securityContext', {});
  set(spec, 'terminationGracePeriodSeconds', 30);
  set(spec, 'schedulerName', 'default-scheduler');
  if (spec.serviceAccountName && !spec.serviceAccount)
    spec.serviceAccount = spec.serviceAccountName;
  if (spec.serviceAccount && !spec.serviceAccountName)
    spec.serviceAccountName = spec.serviceAccount;
}

/** What is filled in for pods themselves only. */
export function defaultPod(pod: Raw): void {
  pod.spec ??= {};
  for (const c of [
    ...(pod.spec.containers ?? []),
    ...(pod.spec.initContainers ?? []),
  ]) {
    const limits = c.resources?.limits;
    if (!limits) continue;
    c.resources.requests ??= {};
    for (const name of Object.keys(limits))
      if (c.resources.requests[name] === undefined)
        c.resources.requests[name] = limits[name];
  }
  if (pod.spec.enableServiceLinks === undefined)
    pod.spec.enableServiceLinks = true;
  defaultPodSpec(pod.spec);
}
