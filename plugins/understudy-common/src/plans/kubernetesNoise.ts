import { escapePointer } from '../parsing/escapePointer';

/** Parts of `metadata` that the API server keeps by itself, or that say who it is. */
export const noisyMetadata: readonly string[] = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** Annotations in which controllers and tools keep their own state. */
export const noisyAnnotations: readonly string[] = [
  'autoscaling.alpha.kubernetes.io/conditions',
  'autoscaling.alpha.kubernetes.io/current-metrics',
  'control-plane.alpha.kubernetes.io/leader',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deprecated.daemonset.template.generation',
  'endpoints.kubernetes.io/last-change-trigger-time',
  'k8s.v1.cni.cncf.io/network-status',
  'kubectl.kubernetes.io/last-applied-configuration',
  'node.alpha.kubernetes.io/ttl',
];

/** Labels that a controller derives from a template. */
export const noisyLabels: readonly string[] = [
  'controller-revision-hash',
  'pod-template-generation',
  'pod-template-hash',
];

const noisyPointers = [
  '/status',
  ...noisyMetadata.map(key => `/metadata/${key}`),
  ...noisyAnnotations.map(key => `/metadata/annotations/${escapePointer(key)}`),
  ...noisyLabels.map(key => `/metadata/labels/${escapePointer(key)}`),
];

/** Whether a pointer into a Kubernetes object leads to what the cluster itself keeps. */
export function isNoisyPointer(pointer: string): boolean {
  return noisyPointers.some(
    noisy => pointer === noisy || pointer.startsWith(`${noisy}/`),
  );
}
