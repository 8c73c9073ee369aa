import {
  describePermission,
  type MyPermissions,
} from '@understudy/plugin-understudy-common';
import type { AccessService, UserCredentials } from '../access/types';
import type { MyPermissionsService } from './types';

interface Options {
  access: AccessService;
  permissionEnabled: boolean;
}

/** Words what the access service decides. */
export class DefaultMyPermissionsService implements MyPermissionsService {
  readonly #options: Options;

  static create(options: Options): DefaultMyPermissionsService {
    return new DefaultMyPermissionsService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async get(options: { credentials: UserCredentials }): Promise<MyPermissions> {
    const access = await this.#options.access.accessOf(options);
    return {
      user: {
        entityRef: access.userEntityRef,
        ownershipRefs: access.ownershipEntityRefs,
      },
      roles: access.roles,
      framework: this.#options.permissionEnabled ? 'enabled' : 'disabled',
      permissions: access.decisions.map(({ name, allowed, reason }) => {
        const { title, stake } = describePermission(name);
        return {
          name,
          title,
          action: stake === 'write' ? 'write' : 'read',
          allowed,
          reason,
        };
      }),
    };
  }
}
