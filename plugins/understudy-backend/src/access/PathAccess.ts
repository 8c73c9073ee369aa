import { NotAllowedError } from '@backstage/errors';
import type { UnderstudyPermissionName } from '@understudy/plugin-understudy-common';
import { withCode } from '../http/errorCode';
import type { Access, AccessService, UserCredentials } from './types';

/** What somebody may do, with the sentence for it. */
export interface Right {
  allowed: boolean;
  sentence: string;
}

/** The rights of one person at one moment. */
export class PathAccess {
  readonly #access: Access;

  static async of(options: {
    access: AccessService;
    credentials: UserCredentials;
  }): Promise<PathAccess> {
    return new PathAccess(await options.access.accessOf(options));
  }

  private constructor(access: Access) {
    this.#access = access;
  }

  get userEntityRef(): string {
    return this.#access.userEntityRef;
  }

  get groups(): string[] {
    return this.#access.ownershipEntityRefs.filter(ref =>
      ref.startsWith('group:'),
    );
  }

  get roles(): string[] {
    return this.#access.roles.map(({ role }) => role);
  }

  right(name: UnderstudyPermissionName): Right {
    const decision = this.#access.decisions.find(one => one.name === name);
    return {
      allowed: decision?.allowed ?? false,
      sentence: decision?.reason ?? 'Nobody has decided about this.',
    };
  }

  /** The same, and whether anybody could be asked. */
  standing(name: UnderstudyPermissionName): Right & { evaluated: boolean } {
    const decision = this.#access.decisions.find(one => one.name === name);
    return {
      ...this.right(name),
      evaluated: decision !== undefined && !decision.unreachable,
    };
  }

  /** Throws a NotAllowedError with the reason. */
  assert(name: UnderstudyPermissionName, what: string): void {
    const { allowed, sentence } = this.right(name);
    if (!allowed) {
      throw withCode(
        'permission-missing',
        new NotAllowedError(`You may not ${what} (${name}). ${sentence}`),
      );
    }
  }
}
