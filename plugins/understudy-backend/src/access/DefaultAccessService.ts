import type {
  AuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  resolveRoles,
  understudyPermissions,
  understudyReadPermission,
  type RoleAssignment,
  type UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';
import { withCode } from '../http/errorCode';
import { decide, type FrameworkAnswer } from './decide';
import type {
  Access,
  AccessService,
  CallerCredentials,
  UserCredentials,
} from './types';

interface Options {
  auth: AuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  logger: LoggerService;
  assignments: readonly RoleAssignment[];
  permissionEnabled: boolean;
}

/** Decides by Backstage's permission service and our own table of roles. */
export class DefaultAccessService implements AccessService {
  readonly #options: Options;

  static create(options: Options): DefaultAccessService {
    return new DefaultAccessService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async accessOf(options: { credentials: UserCredentials }): Promise<Access> {
    return this.#decideAll(understudyPermissions, options.credentials);
  }

  async authorizeRead(options: {
    credentials: CallerCredentials;
  }): Promise<void> {
    const { credentials } = options;
    if (!this.#options.auth.isPrincipal(credentials, 'user')) {
      // Which services may call, and for which permissions, is for
      // backend.auth.externalAccess to say; roles are for people.
      const [answer] = await this.#ask([understudyReadPermission], credentials);
      this.#assertReached(answer);
      if (answer === 'deny') {
        throw withCode(
          'permission-missing',
          new NotAllowedError(
            'This service may not use understudy.read: its access restrictions in backend.auth.externalAccess leave it out',
          ),
        );
      }
      return;
    }
    const { decisions, answers } = await this.#decideAll(
      [understudyReadPermission],
      credentials,
    );
    this.#assertReached(answers[0]);
    if (!decisions[0].allowed) {
      throw withCode(
        'permission-missing',
        new NotAllowedError(
          `You may not see this (understudy.read). ${decisions[0].reason}`,
        ),
      );
    }
  }

  async #decideAll(
    permissions: readonly BasicPermission[],
    credentials: UserCredentials,
  ): Promise<Access & { answers: FrameworkAnswer[] }> {
    const { assignments, permissionEnabled, userInfo, logger } = this.#options;
    const info = await userInfo.getUserInfo(credentials).catch(error => {
      logger.error('The memberships of a user cannot be read', toError(error));
      throw withCode(
        'identity-unavailable',
        new ServiceUnavailableError(
          'Who you are and which groups you are in cannot be read just now. Try again, and tell an administrator if it stays so.',
        ),
      );
    });
    const roles = resolveRoles({
      assignments,
      ownershipEntityRefs: info.ownershipEntityRefs,
    });
    const answers = await this.#ask(permissions, credentials);
    return {
      ...info,
      roles,
      answers,
      decisions: permissions.map(({ name }, index) =>
        decide({
          name: name as UnderstudyPermissionName,
          roles,
          assignments,
          permissionEnabled,
          answer: answers[index],
        }),
      ),
    };
  }

  async #ask(
    permissions: readonly BasicPermission[],
    credentials: CallerCredentials,
  ): Promise<FrameworkAnswer[]> {
    try {
      const answers = await this.#options.permissions.authorize(
        permissions.map(permission => ({ permission })),
        { credentials },
      );
      return permissions.map((_, index) =>
        answers[index]?.result === AuthorizeResult.ALLOW ? 'allow' : 'deny',
      );
    } catch (error) {
      this.#options.logger.error(
        'The permission service does not answer',
        toError(error),
      );
      return permissions.map(() => 'unreachable');
    }
  }

  #assertReached(answer: FrameworkAnswer): void {
    if (answer === 'unreachable') {
      throw withCode(
        'permissions-unavailable',
        new ServiceUnavailableError(
          'The permission service does not answer, so it cannot be said whether you may see this. Try again, and tell an administrator if it stays so.',
        ),
      );
    }
  }
}
