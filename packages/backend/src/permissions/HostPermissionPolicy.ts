import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  parseRoleAssignments,
  resolveRoles,
  type RoleAssignment,
  type UnderstudyRole,
} from '@understudy/plugin-understudy-common';
import { hostPermissions, type HostAudience } from './hostPermissions';

const rolesOfAudience: Record<
  Exclude<HostAudience, 'everyone' | 'nobody'>,
  readonly UnderstudyRole[]
> = {
  operators: ['operator', 'sre'],
  platform: ['sre', 'policy-admin'],
};

/** The permission policy of the example host for everything that is not Understudy's. */
export class HostPermissionPolicy implements PermissionPolicy {
  readonly #roles: readonly RoleAssignment[];

  static fromConfig(config: RootConfigService): HostPermissionPolicy {
    return new HostPermissionPolicy(
      parseRoleAssignments(config.getOptional('understudy.roles')),
    );
  }

  private constructor(roles: readonly RoleAssignment[]) {
    this.#roles = roles;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const audience = hostPermissions.get(request.permission.name) ?? 'nobody';
    return {
      result: this.#includes(audience, user)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    };
  }

  #includes(audience: HostAudience, user?: PolicyQueryUser): boolean {
    if (!user || audience === 'nobody') {
      return false;
    }
    if (audience === 'everyone') {
      return true;
    }
    return resolveRoles({
      assignments: this.#roles,
      ownershipEntityRefs: user.info.ownershipEntityRefs,
    }).some(({ role }) => rolesOfAudience[audience].includes(role));
  }
}
