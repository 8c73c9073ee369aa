import type { UnderstudyPermissionName } from '../permissions';
import { permissionsOfRole } from './permissionsOfRole';
import { understudyRoles, type UnderstudyRole } from './UnderstudyRole';

/**
 * The roles that give a permission.
 *
 * @public
 */
export function rolesWithPermission(
  name: UnderstudyPermissionName,
): UnderstudyRole[] {
  return understudyRoles.filter(role => permissionsOfRole(role).includes(name));
}
