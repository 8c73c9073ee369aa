import { Raw } from '../types';
import { equalJson } from '../util/json';

function qosClass(pod: Raw): string {
  const containers: Raw[] = [
    ...(pod.spec.containers ?? []),
    ...(pod.spec.initContainers ?? []),
  ];
  let any = false;
  let guaranteed = true;
  for (const c of containers) {
    const limits = c.resources?.limits ?? {};
    const requests = c.resources?.requests ?? {};
    for (const name of ['cpu', 'memory']) {
      if (limits[name] !== undefined || requests[name] !== undefined)
        any = true;
      if (
        limits[name] === undefined ||
        (requests[name] ?? limits[name]) !== limits[name]
      )
        guaranteed = false;
    }
  }
  if (!any) return 'BestEffort';
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

/** The state in which every pod begins. */
export function preparePod(pod: Raw): void {
  pod.status = { phase: 'Pending', qosClass: qosClass(pod) };
}

/** Gives a Job the selector and labels by which it knows its pods. */
export function prepareJob(job: Raw): void {
  const { spec } = job;
  if (spec.manualSelector) return;
  const { uid, name } = job.metadata;
  spec.template.metadata ??= {};
  const inherited = equalJson(
    job.metadata.labels,
    spec.template.metadata.labels,
  );
  spec.template.metadata.labels = {
    ...spec.template.metadata.labels,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  // Labels that were taken over from the template are the same map on the real server.
  if (inherited) job.metadata.labels = { ...spec.template.metadata.labels };
  spec.selector = {
    ...spec.selector,
    matchLabels: {
      ...spec.selector?.matchLabels,
      'batch.kubernetes.io/controller-uid': uid,
    },
  };
}

/** How long a pod gets to stop; a pod that never ran goes at once. */
export function podGracePeriod(
  pod: Raw,
  asked: number | undefined,
): number | undefined {
  if (!pod.spec.nodeName) return 0;
  if (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed')
    return 0;
  return asked ?? pod.spec.terminationGracePeriodSeconds ?? 30;
}
