import { Raw } from '../types';
import { humanDuration } from '../util/time';
import {
  age,
  containerCells,
  formatLabels,
  formatSelector,
  since,
} from './format';

type Cells = (object: Raw, now: number) => Raw[];

const templateCells = (object: Raw) =>
  containerCells(object.spec.template?.spec?.containers);

const deployment: Cells = (o, now) => [
  o.metadata.name,
  `${o.status?.readyReplicas ?? 0}/${o.spec.replicas ?? 0}`,
  o.status?.updatedReplicas ?? 0,
  o.status?.availableReplicas ?? 0,
  age(o, now),
  ...templateCells(o),
  formatSelector(o.spec.selector),
];

const replicaSet: Cells = (o, now) => [
  o.metadata.name,
  o.spec.replicas ?? 0,
  o.status?.replicas ?? 0,
  o.status?.readyReplicas ?? 0,
  age(o, now),
  ...templateCells(o),
  formatSelector(o.spec.selector),
];

const replicationController: Cells = (o, now) => [
  ...replicaSet(o, now).slice(0, 7),
  formatLabels(o.spec.selector),
];

const statefulSet: Cells = (o, now) => [
  o.metadata.name,
  `${o.status?.readyReplicas ?? 0}/${o.spec.replicas ?? 0}`,
  age(o, now),
  ...templateCells(o),
];

const daemonSet: Cells = (o, now) => [
  o.metadata.name,
  o.status?.desiredNumberScheduled ?? 0,
  o.status?.currentNumberScheduled ?? 0,
  o.status?.numberReady ?? 0,
  o.status?.updatedNumberScheduled ?? 0,
  o.status?.numberAvailable ?? 0,
  formatLabels(o.spec.template?.spec?.nodeSelector),
  age(o, now),
  ...templateCells(o),
  formatSelector(o.spec.selector),
];

function jobStatus(job: Raw): string {
  const has = (type: string) =>
    (job.status?.conditions ?? []).some(
      (c: Raw) => c.type === type && c.status === 'True',
    );
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  return (
    ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running'
  );
}

const job: Cells = (o, now) => {
  const done = o.status?.succeeded ?? 0;
  let completions = `${done}/${o.spec.completions}`;
  if (o.spec.completions === undefined || o.spec.completions === null) {
    completions =
      (o.spec.parallelism ?? 0) > 1
        ? `${done}/1 of ${o.spec.parallelism}`
        : `${done}/1`;
  }
  let duration = '';
  if (o.status?.startTime) {
    const end = o.status.completionTime
      ? Date.parse(o.status.completionTime)
      : now;
    duration = humanDuration(end - Date.parse(o.status.startTime));
  }
  return [
    o.metadata.name,
    jobStatus(o),
    completions,
    duration,
    age(o, now),
    ...templateCells(o),
    formatSelector(o.spec.selector),
  ];
};

const cronJob: Cells = (o, now) => [
  o.metadata.name,
  o.spec.schedule,
  o.spec.timeZone ?? '<none>',
  o.spec.suspend === undefined ? '<unset>' : cap(o.spec.suspend),
  (o.status?.active ?? []).length,
  o.status?.lastScheduleTime ? since(o.status.lastScheduleTime, now) : '<none>',
  age(o, now),
  ...containerCells(o.spec.jobTemplate?.spec?.template?.spec?.containers),
  formatSelector(o.spec.jobTemplate?.spec?.selector),
];

function cap(value: boolean): string {
  return value ? 'True' : 'False';
}

const quantityOf = (value: Raw) => value ?? '<unknown>';

function metricCell(spec: Raw, status: Raw): string {
  const key = {
    External: 'external',
    Pods: 'pods',
    Object: 'object',
    Resource: 'resource',
    ContainerResource: 'containerResource',
  }[spec.type as string];
  if (!key) return '<unknown type>';
  const target = spec[key]?.target ?? {};
  const current = status?.[key]?.current ?? {};
  if (key === 'resource' || key === 'containerResource') {
    if (target.averageValue !== undefined)
      return `${spec[key].name}: ${quantityOf(current.averageValue)}/${
        target.averageValue
      }`;
    const now =
      current.averageUtilization === undefined
        ? '<unknown>'
        : `${current.averageUtilization}%`;
    return `${spec[key].name}: ${now}/${
      target.averageUtilization === undefined
        ? '<auto>'
        : `${target.averageUtilization}%`
    }`;
  }
  if (key === 'pods')
    return `${quantityOf(current.averageValue)}/${target.averageValue}`;
  if (target.averageValue !== undefined)
    return `${quantityOf(current.averageValue)}/${target.averageValue} (avg)`;
  return `${quantityOf(current.value)}/${target.value}`;
}

const horizontalPodAutoscaler: Cells = (o, now) => {
  const metrics: Raw[] = o.spec.metrics ?? [];
  const cells = metrics.map((m, i) =>
    metricCell(m, o.status?.currentMetrics?.[i]),
  );
  const shown =
    cells.length > 2
      ? `${cells.slice(0, 2).join(', ')} + ${cells.length - 2} more...`
      : cells.join(', ');
  return [
    o.metadata.name,
    `${o.spec.scaleTargetRef.kind}/${o.spec.scaleTargetRef.name}`,
    shown || '<none>',
    o.spec.minReplicas === undefined ? '<unset>' : String(o.spec.minReplicas),
    o.spec.maxReplicas,
    o.status?.currentReplicas ?? 0,
    age(o, now),
  ];
};

const controllerRevision: Cells = (o, now) => {
  const owner = (o.metadata.ownerReferences ?? []).find(
    (r: Raw) => r.controller,
  );
  const group = owner?.apiVersion.includes('/')
    ? `.${owner.apiVersion.split('/')[0]}`
    : '';
  return [
    o.metadata.name,
    owner ? `${owner.kind.toLowerCase()}${group}/${owner.name}` : '<none>',
    o.revision,
    age(o, now),
  ];
};

const podDisruptionBudget: Cells = (o, now) => [
  o.metadata.name,
  o.spec.minAvailable === undefined ? 'N/A' : String(o.spec.minAvailable),
  o.spec.maxUnavailable === undefined ? 'N/A' : String(o.spec.maxUnavailable),
  o.status?.disruptionsAllowed ?? 0,
  age(o, now),
];

const podTemplate: Cells = o => [
  o.metadata.name,
  ...containerCells(o.template?.spec?.containers),
  formatLabels(o.template?.metadata?.labels),
];

/** Table cells of workloads. */
export const workloadRows: Record<string, Cells> = {
  Deployment: deployment,
  ReplicaSet: replicaSet,
  ReplicationController: replicationController,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
  Job: job,
  CronJob: cronJob,
  HorizontalPodAutoscaler: horizontalPodAutoscaler,
  ControllerRevision: controllerRevision,
  PodDisruptionBudget: podDisruptionBudget,
  PodTemplate: podTemplate,
};
