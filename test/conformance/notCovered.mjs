// @ts-check
/**
 * Cases that run on every ground but whose observations cannot be compared, by
 * name and reason. At most ten, and none about dry run, preconditions, field
 * conflicts, RBAC, eviction or watch.
 *
 * @type {Array<{ name: string, reason: string }>}
 */
export const notCovered = [];
