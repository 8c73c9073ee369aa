import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTERS,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from './annotations';

/**
 * What the annotations of an entity say about Kubernetes.
 *
 * @public
 */
export interface KubernetesAnnotations {
  /** Whether the objects of the entity can be found by a label. */
  selected: boolean;
  /**
   * The clusters to which the annotations narrow the entity, each once;
   * undefined when they do not narrow it.
   */
  clusters: readonly string[] | undefined;
  /** The namespace, if one is named. */
  namespace: string | undefined;
}

/**
 * Reads what the annotations of an entity say about Kubernetes. They narrow
 * and never claim: which of the clusters exist, and to which environment they
 * belong, is for the configuration to say.
 *
 * @public
 */
export function readKubernetesAnnotations(
  entity: Entity,
): KubernetesAnnotations {
  const read = (key: string) =>
    entity.metadata.annotations?.[key]?.trim() || undefined;
  const listed = read(ANNOTATION_CLUSTERS)
    ?.split(',')
    .map(name => name.trim())
    .filter(Boolean);
  const single = read(ANNOTATION_KUBERNETES_CLUSTER);
  let clusters = listed && Array.from(new Set(listed));
  if (single) {
    clusters = clusters ? clusters.filter(name => name === single) : [single];
  }
  return {
    selected: Boolean(
      read(ANNOTATION_KUBERNETES_ID) ??
        read(ANNOTATION_KUBERNETES_LABEL_SELECTOR),
    ),
    clusters,
    namespace: read(ANNOTATION_KUBERNETES_NAMESPACE),
  };
}
