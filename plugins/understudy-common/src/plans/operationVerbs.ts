/**
 * What an operation does to its targets, in one word that policy knows.
 *
 * @public
 */
export const operationVerbs = [
  'read',
  'create',
  'update',
  'delete',
  'patch',
  'apply',
  'exec',
  'scale',
  'restart',
  'rollback',
  'pause',
  'resume',
  'suspend',
  'set-image',
  'set-env',
  'set-resources',
  'label',
  'annotate',
  'cordon',
  'uncordon',
  'drain',
  'evict',
  'data-migration',
  'iam',
  'network',
] as const;

/**
 * One of the {@link operationVerbs}.
 *
 * @public
 */
export type OperationVerb = (typeof operationVerbs)[number];
