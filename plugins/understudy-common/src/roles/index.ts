export { understudyRoles } from './UnderstudyRole';
export type { UnderstudyRole } from './UnderstudyRole';
export type { RoleAssignment } from './RoleAssignment';
export { permissionsOfRole } from './permissionsOfRole';
export { rolesWithPermission } from './rolesWithPermission';
export { parseRoleAssignments } from './parseRoleAssignments';
export { resolveRoles } from './resolveRoles';
export type { GrantedRole } from './resolveRoles';
