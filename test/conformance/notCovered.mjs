// @ts-check
const ENUMS =
  'the published OpenAPI documents that the practice cluster is made from leave out the allowed values of enumerations';
const PROTO =
  'kubectl falls back to OpenAPI v2 in protobuf for a kind that nobody serves, which the practice cluster gives as JSON';

/**
 * Cases that run on every ground but whose observations cannot be compared, by
 * name and reason. At most ten, and none about dry run, preconditions, field
 * conflicts, RBAC, eviction or watch.
 *
 * @type {Array<{ name: string, reason: string }>}
 */
export const notCovered = ['1.36', '1.33', 'here'].flatMap(version => [
  {
    name: `kubectl ${version}: explain deployment.spec.strategy`,
    reason: ENUMS,
  },
  {
    name: `kubectl ${version}: explain pod.spec.containers.livenessProbe --recursive`,
    reason: ENUMS,
  },
  { name: `kubectl ${version}: apply -f -      `, reason: PROTO },
]);
