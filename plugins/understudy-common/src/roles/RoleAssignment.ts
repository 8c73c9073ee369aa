import type { UnderstudyRole } from './UnderstudyRole';

/**
 * One entry of `understudy.roles`: the roles that a group has.
 *
 * @public
 */
export interface RoleAssignment {
  /** The full reference of the group, such as `group:default/sre`. */
  group: string;
  /** The roles that its members have. */
  roles: readonly UnderstudyRole[];
}
