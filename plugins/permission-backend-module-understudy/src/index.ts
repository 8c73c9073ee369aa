/**
 * A permission policy that gives groups of the catalog the roles of Understudy.
 *
 * @packageDocumentation
 */

export { createUnderstudyPermissionPolicy } from './createUnderstudyPermissionPolicy';
export type { UnderstudyPermissionPolicyOptions } from './createUnderstudyPermissionPolicy';
export { permissionModuleUnderstudy as default } from './permissionModuleUnderstudy';
