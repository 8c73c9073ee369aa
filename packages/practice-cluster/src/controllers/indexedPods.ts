import { Raw } from '../types';
import { isActive, podFromTemplate } from './pods';

const INDEX = 'batch.kubernetes.io/job-completion-index';

function indexOf(pod: Raw): number {
  return Number(pod.metadata.annotations?.[INDEX] ?? -1);
}

/** The indexes whose pods are done, each once and in order. */
export function succeededIndexes(pods: Raw[]): number[] {
  const done = pods.filter(p => p.status?.phase === 'Succeeded').map(indexOf);
  return [...new Set(done)].filter(i => i >= 0).sort((a, b) => a - b);
}

/** Indexes as a Job's status lists them: `0-2,5`. */
export function showIndexes(indexes: number[]): string {
  const runs: Array<[number, number]> = [];
  for (const index of indexes) {
    const last = runs[runs.length - 1];
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(',');
}

/** The indexes of a Job that no pod works on; none where its pods have no index. */
export function freeIndexes(job: Raw, pods: Raw[]): number[] {
  if (job.spec.completionMode !== 'Indexed') return [];
  const taken = new Set([
    ...succeededIndexes(pods),
    ...pods.filter(isActive).map(indexOf),
  ]);
  return Array.from({ length: job.spec.completions }, (_, i) => i).filter(
    i => !taken.has(i),
  );
}

/** The pod that works on one index. */
export function indexedPod(job: Raw, index: number): Raw {
  const { name } = job.metadata;
  const pod = podFromTemplate(
    job,
    job.spec.template,
    { generateName: `${name}-${index}-` },
    { [INDEX]: String(index) },
  );
  const variable = {
    name: 'JOB_COMPLETION_INDEX',
    valueFrom: {
      fieldRef: { fieldPath: `metadata.labels['${INDEX}']` },
    },
  };
  const withIndex = (containers: Raw[]) =>
    containers.map(c => ({ ...c, env: [...(c.env ?? []), variable] }));
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: { ...pod.metadata.annotations, [INDEX]: String(index) },
    },
    spec: {
      ...pod.spec,
      hostname: pod.spec.hostname ?? `${name}-${index}`,
      containers: withIndex(pod.spec.containers),
      ...(pod.spec.initContainers
        ? { initContainers: withIndex(pod.spec.initContainers) }
        : {}),
    },
  };
}
