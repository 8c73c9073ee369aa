import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  parseRoleAssignments,
  permissionsOfRole,
  resolveRoles,
  understudyReadPermission,
  type RoleAssignment,
} from '@understudy/plugin-understudy-common';
import { DenialReporter } from './DenialReporter';

class DefaultUnderstudyPermissionPolicy implements PermissionPolicy {
  readonly #roles: readonly RoleAssignment[];
  readonly #fallback: PermissionPolicy;
  readonly #reporter: DenialReporter | undefined;

  constructor(options: {
    roles: readonly RoleAssignment[];
    fallback: PermissionPolicy;
    events: EventsService | undefined;
  }) {
    this.#roles = options.roles;
    this.#reporter =
      options.events && new DenialReporter({ events: options.events });
    this.#fallback = options.fallback;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    // By name alone: type and attributes of a permission are what the caller sent.
    const { name } = request.permission;
    if (!name.startsWith('understudy.')) {
      return this.#fallback.handle(request, user);
    }
    const allowed = user !== undefined && this.#allows(name, user);
    if (user && !allowed) {
      this.#reporter?.denied(user, name);
    }
    return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }

  #allows(name: string, user: PolicyQueryUser): boolean {
    // Where nobody was given a role yet, people may look around.
    if (this.#roles.length === 0 && name === understudyReadPermission.name) {
      return true;
    }
    return resolveRoles({
      assignments: this.#roles,
      ownershipEntityRefs: user.info.ownershipEntityRefs,
    }).some(({ role }) =>
      permissionsOfRole(role).some(permission => permission === name),
    );
  }
}

/**
 * Options for {@link createUnderstudyPermissionPolicy}.
 *
 * @public
 */
export interface UnderstudyPermissionPolicyOptions {
  /** The configuration of the host; `understudy.roles` says which group has which roles. */
  config: RootConfigService;
  /** The policy that decides every permission that is not one of Understudy's. */
  fallback: PermissionPolicy;
  /** Through which the ledger learns what was refused to whom; it does not if not given. */
  events?: EventsService;
}

/**
 * Puts the roles of Understudy in front of the permission policy that a host already has.
 *
 * @remarks
 *
 * Permissions whose name starts with `understudy.` are decided here and never reach the other policy: they
 * are allowed to members of a group that has a role with that permission, and denied to everyone else. While
 * `understudy.roles` is empty, everyone who is signed in may read.
 *
 * The configuration is read once; a mistake in it is thrown with the key that it stands at.
 *
 * @public
 */
export function createUnderstudyPermissionPolicy(
  options: UnderstudyPermissionPolicyOptions,
): PermissionPolicy {
  return new DefaultUnderstudyPermissionPolicy({
    roles: parseRoleAssignments(options.config.getOptional('understudy.roles')),
    fallback: options.fallback,
    events: options.events,
  });
}
