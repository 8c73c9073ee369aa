import {
  describePermission,
  permissionsOfRole,
  rolesWithPermission,
  type GrantedRole,
  type RoleAssignment,
  type UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';
import type { AccessDecision } from './types';

/** What Backstage's permission service said, if it said anything. */
export type FrameworkAnswer = 'allow' | 'deny' | 'unreachable';

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

function whoGivesIt(
  name: UnderstudyPermissionName,
  assignments: readonly RoleAssignment[],
): string {
  const roles = rolesWithPermission(name);
  const groups = assignments
    .filter(assignment => assignment.roles.some(role => roles.includes(role)))
    .map(({ group }) => group);
  const needed = `This needs the role ${list(roles)}`;
  return groups.length > 0
    ? `${needed}, which members of ${list(
        groups,
      )} have. Ask one of them to do it, or an administrator to add your group to understudy.roles.`
    : `${needed}, which nobody has yet. An administrator gives it to a group in understudy.roles.`;
}

/**
 * Decides one permission. The most careful answer wins: the permission service
 * and our own table of roles must both agree, since for a service, or where
 * the framework is switched off, Backstage allows everything.
 */
export function decide(options: {
  name: UnderstudyPermissionName;
  roles: readonly GrantedRole[];
  assignments: readonly RoleAssignment[];
  permissionEnabled: boolean;
  answer: FrameworkAnswer;
}): AccessDecision {
  const { name, roles, assignments, permissionEnabled, answer } = options;
  const refuse = (reason: string) => ({ name, allowed: false, reason });
  const isPlainRead = describePermission(name).stake === 'read';
  const granted = roles.find(({ role }) =>
    permissionsOfRole(role).includes(name),
  );
  const everybodyReads = isPlainRead && assignments.length === 0;

  if (!permissionEnabled && !isPlainRead) {
    return refuse(
      'Backstage allows everybody everything while permission.enabled is not set, so Understudy allows no more than to read. An administrator sets it in app-config.yaml.',
    );
  }
  if (answer === 'unreachable') {
    return {
      ...refuse(
        'The permission service does not answer, so nothing can be allowed. Try again, and tell an administrator if it stays so.',
      ),
      unreachable: true,
    };
  }
  if (!granted && !everybodyReads) {
    return refuse(whoGivesIt(name, assignments));
  }
  if (answer === 'deny') {
    return refuse(
      `${
        granted ? `Your role ${granted.role} gives it, but the` : 'The'
      } permission policy of this Backstage does not allow it. Whoever looks after that policy can change it.`,
    );
  }
  return {
    name,
    allowed: true,
    reason: granted
      ? `Your role ${granted.role} gives it, through ${granted.via}.`
      : 'Everybody who is signed in may read, since understudy.roles gives no roles yet.',
  };
}
