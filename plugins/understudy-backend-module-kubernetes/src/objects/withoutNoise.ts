import type { JsonObject } from '@backstage/types';
import { objectAt } from './KubeObject';

const METADATA = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];
const ANNOTATIONS = [
  'deployment.kubernetes.io/revision',
  'kubectl.kubernetes.io/last-applied-configuration',
];

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([key]) => !keys.includes(key)),
  );
}

/** An object as people want it compared: without what the cluster keeps by itself. */
export function withoutNoise(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const annotations = objectAt(metadata, 'annotations');
  return {
    ...without(object, ['status']),
    ...(metadata && {
      metadata: {
        ...without(metadata, METADATA),
        ...(annotations && { annotations: without(annotations, ANNOTATIONS) }),
      },
    }),
  };
}
