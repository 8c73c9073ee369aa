import { Raw } from '../types';
import { defaultPod, defaultPodSpec } from './podSpec';

function set(object: Raw, field: string, value: Raw) {
  if (
    object[field] === undefined ||
    object[field] === null ||
    object[field] === ''
  )
    object[field] = value;
}

function template(spec: Raw) {
  spec.template ??= {};
  spec.template.metadata ??= {};
  spec.template.spec ??= {};
  defaultPodSpec(spec.template.spec);
}

function deployment(o: Raw) {
  const spec = (o.spec ??= {});
  set(spec, 'replicas', 1);
  set(spec, 'strategy', {});
  set(spec.strategy, 'type', 'RollingUpdate');
  if (spec.strategy.type === 'RollingUpdate') {
    set(spec.strategy, 'rollingUpdate', {});
    set(spec.strategy.rollingUpdate, 'maxUnavailable', '25%');
    set(spec.strategy.rollingUpdate, 'maxSurge', '25%');
  }
  set(spec, 'revisionHistoryLimit', 10);
  set(spec, 'progressDeadlineSeconds', 600);
  template(spec);
}

function podTemplate(o: Raw) {
  template(o);
}

function replicaSet(o: Raw) {
  const spec = (o.spec ??= {});
  set(spec, 'replicas', 1);
  template(spec);
}

function replicationController(o: Raw) {
  const spec = (o.spec ??= {});
  const labels = spec.template?.metadata?.labels;
  if (labels) {
    if (!spec.selector) spec.selector = { ...labels };
    if (!o.metadata.labels) o.metadata.labels = { ...labels };
  }
  set(spec, 'replicas', 1);
  template(spec);
}

function statefulSet(o: Raw) {
  const spec = (o.spec ??= {});
  set(spec, 'podManagementPolicy', 'OrderedReady');
  set(spec, 'updateStrategy', {});
  set(spec.updateStrategy, 'type', 'RollingUpdate');
  if (spec.updateStrategy.type === 'RollingUpdate') {
    set(spec.updateStrategy, 'rollingUpdate', {});
    set(spec.updateStrategy.rollingUpdate, 'partition', 0);
  }
  set(spec, 'persistentVolumeClaimRetentionPolicy', {});
  set(spec.persistentVolumeClaimRetentionPolicy, 'whenDeleted', 'Retain');
  set(spec.persistentVolumeClaimRetentionPolicy, 'whenScaled', 'Retain');
  set(spec, 'replicas', 1);
  set(spec, 'revisionHistoryLimit', 10);
  template(spec);
  for (const claim of spec.volumeClaimTemplates ?? []) {
    set(claim, 'apiVersion', 'v1');
    set(claim, 'kind', 'PersistentVolumeClaim');
    persistentVolumeClaim(claim);
  }
}

function daemonSet(o: Raw) {
  o.metadata.annotations ??= {};
  set(o.metadata.annotations, 'deprecated.daemonset.template.generation', '0');
  const spec = (o.spec ??= {});
  set(spec, 'updateStrategy', {});
  set(spec.updateStrategy, 'type', 'RollingUpdate');
  if (spec.updateStrategy.type === 'RollingUpdate') {
    set(spec.updateStrategy, 'rollingUpdate', {});
    set(spec.updateStrategy.rollingUpdate, 'maxUnavailable', 1);
    set(spec.updateStrategy.rollingUpdate, 'maxSurge', 0);
  }
  set(spec, 'revisionHistoryLimit', 10);
  template(spec);
}

function jobSpec(spec: Raw) {
  if (spec.completions === undefined && spec.parallelism === undefined) {
    spec.completions = 1;
    spec.parallelism = 1;
  }
  set(spec, 'parallelism', 1);
  set(
    spec,
    'backoffLimit',
    spec.backoffLimitPerIndex !== undefined ? 2147483647 : 6,
  );
  set(spec, 'completionMode', 'NonIndexed');
  if (spec.suspend === undefined) spec.suspend = false;
  set(
    spec,
    'podReplacementPolicy',
    spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed',
  );
  if (spec.manualSelector === undefined) spec.manualSelector = false;
  template(spec);
}

function job(o: Raw) {
  jobSpec((o.spec ??= {}));
  const labels = o.spec.template?.metadata?.labels;
  if (labels && !o.metadata.labels) o.metadata.labels = { ...labels };
}

function cronJob(o: Raw) {
  const spec = (o.spec ??= {});
  set(spec, 'concurrencyPolicy', 'Allow');
  if (spec.suspend === undefined) spec.suspend = false;
  set(spec, 'successfulJobsHistoryLimit', 3);
  set(spec, 'failedJobsHistoryLimit', 1);
  spec.jobTemplate ??= {};
  spec.jobTemplate.metadata ??= {};
  spec.jobTemplate.spec ??= {};
  template(spec.jobTemplate.spec);
}

function service(o: Raw) {
  const spec = (o.spec ??= {});
  set(spec, 'sessionAffinity', 'None');
  set(spec, 'type', 'ClusterIP');
  if (spec.sessionAffinity === 'ClientIP') {
    set(spec, 'sessionAffinityConfig', {});
    set(spec.sessionAffinityConfig, 'clientIP', {});
    set(spec.sessionAffinityConfig.clientIP, 'timeoutSeconds', 10800);
  }
  for (const port of spec.ports ?? []) {
    set(port, 'protocol', 'TCP');
    if (!port.targetPort) port.targetPort = port.port;
  }
  const external = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  if (external) set(spec, 'externalTrafficPolicy', 'Cluster');
  if (spec.type !== 'ExternalName')
    set(spec, 'internalTrafficPolicy', 'Cluster');
  if (
    spec.type === 'LoadBalancer' &&
    spec.allocateLoadBalancerNodePorts === undefined
  )
    spec.allocateLoadBalancerNodePorts = true;
}

function persistentVolumeClaim(o: Raw) {
  o.spec ??= {};
  set(o.spec, 'volumeMode', 'Filesystem');
  o.status ??= {};
  set(o.status, 'phase', 'Pending');
}

function persistentVolume(o: Raw) {
  o.spec ??= {};
  if (o.spec.hostPath && o.spec.hostPath.type === undefined)
    o.spec.hostPath.type = '';
  set(o.spec, 'persistentVolumeReclaimPolicy', 'Retain');
  set(o.spec, 'volumeMode', 'Filesystem');
  o.status ??= {};
  set(o.status, 'phase', 'Pending');
}

function horizontalPodAutoscaler(o: Raw) {
  const spec = (o.spec ??= {});
  spec.scaleTargetRef ??= {};
  set(spec, 'minReplicas', 1);
  if ((spec.metrics ?? []).length === 0) {
    spec.metrics = [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: { type: 'Utilization', averageUtilization: 80 },
        },
      },
    ];
  }
  if (!spec.behavior) return;
  const up = spec.behavior.scaleUp ?? {};
  const down = spec.behavior.scaleDown ?? {};
  spec.behavior.scaleUp = {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ],
    ...up,
  };
  spec.behavior.scaleDown = {
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
    ...down,
  };
}

function binding(o: Raw) {
  o.roleRef ??= {};
  set(o.roleRef, 'apiGroup', 'rbac.authorization.k8s.io');
  for (const subject of o.subjects ?? []) {
    if (subject.kind !== 'ServiceAccount')
      set(subject, 'apiGroup', 'rbac.authorization.k8s.io');
    else if (
      !subject.namespace &&
      o.kind === 'RoleBinding' &&
      !subject.namespace
    )
      subject.namespace = undefined;
  }
}

function limitRange(o: Raw) {
  for (const item of o.spec?.limits ?? []) {
    if (item.type !== 'Container') continue;
    item.default ??= {};
    item.defaultRequest ??= {};
    for (const [name, value] of Object.entries(item.max ?? {}))
      if (item.default[name] === undefined) item.default[name] = value;
    for (const [name, value] of Object.entries(item.default))
      if (item.defaultRequest[name] === undefined)
        item.defaultRequest[name] = value;
    for (const [name, value] of Object.entries(item.min ?? {}))
      if (item.defaultRequest[name] === undefined)
        item.defaultRequest[name] = value;
  }
}

function storageClass(o: Raw) {
  set(o, 'reclaimPolicy', 'Delete');
  set(o, 'volumeBindingMode', 'Immediate');
}

function networkPolicy(o: Raw) {
  const spec = (o.spec ??= {});
  for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])])
    for (const port of rule.ports ?? []) set(port, 'protocol', 'TCP');
  if ((spec.policyTypes ?? []).length === 0)
    spec.policyTypes =
      (spec.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function definition(o: Raw) {
  const { names } = (o.spec ??= {});
  if (!names?.kind) return;
  set(names, 'singular', names.kind.toLowerCase());
  set(names, 'listKind', `${names.kind}List`);
  set(o.spec, 'conversion', { strategy: 'None' });
}

/** What the API server fills in, by kind. */
export const kindDefaults: Record<string, (object: Raw) => void> = {
  Pod: defaultPod,
  Deployment: deployment,
  PodTemplate: podTemplate,
  ReplicaSet: replicaSet,
  ReplicationController: replicationController,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
  Job: job,
  CronJob: cronJob,
  Service: service,
  Secret: o => set(o, 'type', 'Opaque'),
  Namespace: o => {
    o.metadata.labels ??= {};
    if (o.metadata.name)
      o.metadata.labels['kubernetes.io/metadata.name'] = o.metadata.name;
    o.spec ??= {};
    o.status ??= {};
    set(o.status, 'phase', 'Active');
  },
  PersistentVolumeClaim: persistentVolumeClaim,
  PersistentVolume: persistentVolume,
  HorizontalPodAutoscaler: horizontalPodAutoscaler,
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  LimitRange: limitRange,
  StorageClass: storageClass,
  NetworkPolicy: networkPolicy,
  CustomResourceDefinition: definition,
  PriorityClass: o => set(o, 'preemptionPolicy', 'PreemptLowerPriority'),
  EndpointSlice: o =>
    (o.ports ?? []).forEach((p: Raw) => {
      if (p.name === undefined) p.name = '';
      set(p, 'protocol', 'TCP');
    }),
  Endpoints: o =>
    (o.subsets ?? []).forEach((s: Raw) =>
      (s.ports ?? []).forEach((p: Raw) => set(p, 'protocol', 'TCP')),
    ),
};
