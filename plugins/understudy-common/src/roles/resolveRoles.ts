import type { RoleAssignment } from './RoleAssignment';
import { understudyRoles, type UnderstudyRole } from './UnderstudyRole';

/**
 * A role that somebody has, and through which group.
 *
 * @public
 */
export interface GrantedRole {
  /** The role. */
  role: UnderstudyRole;
  /** The group that gives it. */
  via: string;
}

/**
 * The roles of somebody with these ownership references, each named once with
 * the first group of `understudy.roles` that gives it.
 *
 * @public
 */
export function resolveRoles(options: {
  assignments: readonly RoleAssignment[];
  ownershipEntityRefs: readonly string[];
}): GrantedRole[] {
  const mine = new Set(
    options.ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US')),
  );
  const given = options.assignments.filter(({ group }) => mine.has(group));
  return understudyRoles.flatMap(role => {
    const via = given.find(({ roles }) => roles.includes(role))?.group;
    return via === undefined ? [] : [{ role, via }];
  });
}
