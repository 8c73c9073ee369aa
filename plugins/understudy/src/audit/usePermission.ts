import type {
  MyPermissions,
  UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';
import { useMyPermissions } from '../hooks/useMyPermissions';

/** Whether the signed-in person has a permission, and why; undefined until it is known. */
export function usePermission(
  name: UnderstudyPermissionName,
): MyPermissions['permissions'][number] | undefined {
  const mine = useMyPermissions();
  return mine.value?.permissions.find(permission => permission.name === name);
}
