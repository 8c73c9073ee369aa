import {
  permissionsOfRole,
  resolveRoles,
  type RoleAssignment,
} from '@understudy/plugin-understudy-common';
import type { PathAccess } from '../access/PathAccess';
import type { PermissionStanding } from '../decisions/types';
import type { PeopleService } from '../people/types';

const NAME = 'understudy.plan.execute';

/** What Backstage says while the credentials of the person are live. */
export function livePermission(rights: PathAccess): PermissionStanding {
  const { allowed, sentence, evaluated } = rights.standing(NAME);
  return {
    allowed,
    evaluated,
    sentence,
    groups: rights.groups,
    roles: rights.roles,
  };
}

/**
 * What can be said without credentials: the roles that the groups of the person
 * have now, by trusted origins. Backstage's own policy was asked when approval
 * was asked for, and that is recorded.
 */
export async function standingPermission(
  userEntityRef: string,
  options: {
    people: PeopleService;
    assignments: readonly RoleAssignment[];
    permissionEnabled: boolean;
  },
): Promise<PermissionStanding> {
  const { people, assignments, permissionEnabled } = options;
  const person = (await people.find([userEntityRef])).get(userEntityRef);
  const groups = person?.groups ?? [];
  const roles = resolveRoles({
    assignments,
    ownershipEntityRefs: person ? [userEntityRef, ...groups] : [],
  }).map(({ role }) => role);
  const allowed =
    permissionEnabled &&
    roles.some(role => permissionsOfRole(role).includes(NAME));
  return {
    allowed,
    evaluated: person !== undefined,
    groups,
    roles,
    sentence: sentenceOf(userEntityRef, { allowed, known: Boolean(person) }),
  };
}

function sentenceOf(
  ref: string,
  { allowed, known }: { allowed: boolean; known: boolean },
): string {
  if (!known) {
    return `No trusted origin of the catalog knows ${ref}, so nothing runs in that name.`;
  }
  return allowed
    ? `${ref} has a role that runs plans; Backstage allowed it when approval was asked for.`
    : `${ref} has no role any more that runs plans.`;
}
