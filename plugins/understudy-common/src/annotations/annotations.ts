/**
 * Says whether a system was developed with Understudy or adopted:
 * `developed` or `existing`. Missing means `existing`.
 *
 * @public
 */
export const ANNOTATION_SYSTEM_TYPE = 'understudy/system-type';

/**
 * Narrows an entity to these clusters, separated by commas.
 *
 * @public
 */
export const ANNOTATION_CLUSTERS = 'understudy/clusters';

/**
 * The Kubernetes plugin's label value by which the objects of an entity are
 * found.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';

/**
 * The Kubernetes plugin's label selector by which the objects of an entity are
 * found.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';

/**
 * The Kubernetes plugin's name of the one cluster of an entity.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';

/**
 * The Kubernetes plugin's namespace of an entity.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';
