import { Raw } from '../types';
import { controllerRef } from '../engine/SystemClient';

/** A pod made from a template. */
export function podFromTemplate(
  owner: Raw,
  template: Raw,
  name: { name?: string; generateName?: string },
  extraLabels: Record<string, string> = {},
): Raw {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...name,
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata?.labels, ...extraLabels },
      ...(template.metadata?.annotations
        ? { annotations: template.metadata.annotations }
        : {}),
      ...(template.metadata?.finalizers
        ? { finalizers: template.metadata.finalizers }
        : {}),
      ownerReferences: [controllerRef(owner)],
    },
    spec: template.spec,
  };
}

export function isReady(pod: Raw): boolean {
  return (pod.status?.conditions ?? []).some(
    (c: Raw) => c.type === 'Ready' && c.status === 'True',
  );
}

export function isFinished(pod: Raw): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

export function isActive(pod: Raw): boolean {
  return !isFinished(pod) && !pod.metadata.deletionTimestamp;
}

/** Since when a pod is ready, in milliseconds. */
function readySince(pod: Raw): number {
  const condition = (pod.status?.conditions ?? []).find(
    (c: Raw) => c.type === 'Ready' && c.status === 'True',
  );
  return condition ? Date.parse(condition.lastTransitionTime) : Infinity;
}

/** Whether a pod has been ready for long enough. */
export function isAvailable(
  pod: Raw,
  minReadySeconds: number,
  now: number,
): boolean {
  return (
    isReady(pod) &&
    (minReadySeconds === 0 || readySince(pod) + minReadySeconds * 1000 <= now)
  );
}

/** The number that a count or percentage means. */
export function scaled(value: Raw, total: number, roundUp: boolean): number {
  if (typeof value !== 'string') return value ?? 0;
  const share = (Number.parseInt(value, 10) * total) / 100;
  return roundUp ? Math.ceil(share) : Math.floor(share);
}

/** Pods in the order in which they may go: unscheduled, unready and young ones first. */
export function byDisposability(a: Raw, b: Raw): number {
  const rank = (p: Raw) => (p.spec.nodeName ? 2 : 0) + (isReady(p) ? 1 : 0);
  return (
    rank(a) - rank(b) ||
    (b.metadata.creationTimestamp ?? '').localeCompare(
      a.metadata.creationTimestamp ?? '',
    ) ||
    a.metadata.name.localeCompare(b.metadata.name)
  );
}
