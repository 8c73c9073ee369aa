import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { RoleAssignment } from './RoleAssignment';
import { understudyRoles, type UnderstudyRole } from './UnderstudyRole';

const KEY = 'understudy.roles';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseGroup(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new InputError(
      `${where}.group must name a group of the catalog, for instance group:default/sre`,
    );
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(value.trim(), {
        defaultKind: 'group',
        defaultNamespace: DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    throw new InputError(
      `${where}.group is not an entity reference: write for instance group:default/sre`,
    );
  }
}

function parseRoles(value: unknown, where: string): UnderstudyRole[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new InputError(
      `${where}.roles must be a list of one or more of ${understudyRoles.join(
        ', ',
      )}`,
    );
  }
  for (const role of value) {
    if (!understudyRoles.includes(role)) {
      throw new InputError(
        `${where}.roles has the unknown role ${JSON.stringify(
          role,
        )}: the roles are ${understudyRoles.join(', ')}`,
      );
    }
  }
  return understudyRoles.filter(role => value.includes(role));
}

/**
 * Reads the value of `understudy.roles` and refuses what it does not
 * understand, so that a slip in a role never passes as "no role".
 *
 * A group that is named twice gets the roles of both entries. References are
 * returned in their full, lower-case form.
 *
 * @public
 */
export function parseRoleAssignments(value: unknown): RoleAssignment[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new InputError(
      `${KEY} must be a list of entries with group and roles`,
    );
  }
  const byGroup = new Map<string, Set<UnderstudyRole>>();
  value.forEach((entry, index) => {
    const where = `${KEY}[${index}]`;
    if (!isRecord(entry)) {
      throw new InputError(`${where} must have a group and its roles`);
    }
    const group = parseGroup(entry.group, where);
    const roles = byGroup.get(group) ?? new Set();
    parseRoles(entry.roles, where).forEach(role => roles.add(role));
    byGroup.set(group, roles);
  });
  return Array.from(byGroup, ([group, roles]) => ({
    group,
    roles: understudyRoles.filter(role => roles.has(role)),
  }));
}
