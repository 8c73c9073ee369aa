import type {
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  NotAllowedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  understudyAuditExportPermission,
  understudyAuditReadPermission,
  type UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';
import type {
  AccessService,
  CallerCredentials,
  UserCredentials,
} from '../../access/types';
import { withCode } from '../../http/errorCode';
import type { AuditRights, AuditRightsService } from './AuditRights';
import type { AuditScope } from './AuditScope';
import { lowerRef } from './columns';

const ENTITIES_AT_MOST = 5_000;
const PAGE = 500;

interface Options {
  auth: AuthService;
  access: AccessService;
  permissions: PermissionsService;
  catalog: CatalogService;
  logger: LoggerService;
}

/** Asks Backstage's permissions, our roles, and the catalog for who owns what. */
export class DefaultAuditRightsService implements AuditRightsService {
  readonly #options: Options;

  static create(options: Options): DefaultAuditRightsService {
    return new DefaultAuditRightsService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async rightsOf(credentials: CallerCredentials): Promise<AuditRights> {
    return this.#options.auth.isPrincipal(credentials, 'user')
      ? this.#rightsOfUser(credentials)
      : this.#rightsOfService(credentials);
  }

  async #rightsOfUser(credentials: UserCredentials): Promise<AuditRights> {
    const { access } = this.#options;
    await access.authorizeRead({ credentials });
    const { decisions, ownershipEntityRefs, userEntityRef } =
      await access.accessOf({ credentials });
    const decide = (name: UnderstudyPermissionName) =>
      decisions.find(decision => decision.name === name);
    const reads = decide('understudy.audit.read');
    const exports = decide('understudy.audit.export');
    const owned = async (): Promise<AuditScope> => ({
      kind: 'owned',
      entityRefs: await this.#owned(ownershipEntityRefs, credentials),
    });
    const scope: AuditScope = reads?.allowed ? { kind: 'all' } : await owned();
    const ownsNothing = scope.kind === 'owned' && scope.entityRefs.length === 0;
    return {
      caller: { type: 'user', id: userEntityRef },
      scope,
      assertSeesAll() {
        if (scope.kind !== 'all') {
          throw refusal('understudy.audit.read', reads?.reason);
        }
      },
      assertSeesAny() {
        if (ownsNothing) {
          throw refusal('understudy.audit.read', reads?.reason);
        }
      },
      async exportScope() {
        if (scope.kind === 'all' && exports?.allowed) {
          return scope;
        }
        const mine = scope.kind === 'all' ? await owned() : scope;
        if (mine.kind === 'owned' && mine.entityRefs.length === 0) {
          throw refusal('understudy.audit.export', exports?.reason);
        }
        return mine;
      },
    };
  }

  /** Services own nothing: they see all of it or nothing. */
  async #rightsOfService(credentials: CallerCredentials): Promise<AuditRights> {
    const { permissions, logger } = this.#options;
    const [reads, exports] = await permissions
      .authorize(
        [
          { permission: understudyAuditReadPermission },
          { permission: understudyAuditExportPermission },
        ],
        { credentials },
      )
      .catch(error => {
        logger.error('The permission service does not answer', toError(error));
        throw withCode(
          'permissions-unavailable',
          new ServiceUnavailableError(
            'The permission service does not answer, so it cannot be said whether you may see this. Try again, and tell an administrator if it stays so.',
          ),
        );
      });
    const why =
      'The access restrictions of this service in backend.auth.externalAccess leave it out.';
    if (reads.result !== AuthorizeResult.ALLOW) {
      throw refusal('understudy.audit.read', why);
    }
    const { principal } = credentials;
    return {
      caller: {
        type: 'service',
        id: 'subject' in principal ? principal.subject : 'unknown',
      },
      scope: { kind: 'all' },
      assertSeesAll() {},
      assertSeesAny() {},
      async exportScope() {
        if (exports.result !== AuthorizeResult.ALLOW) {
          throw refusal('understudy.audit.export', why);
        }
        return { kind: 'all' };
      },
    };
  }

  async #owned(
    owners: readonly string[],
    credentials: UserCredentials,
  ): Promise<string[]> {
    const refs: string[] = [];
    if (owners.length === 0) {
      return refs;
    }
    try {
      let cursor: string | undefined;
      do {
        const page = await this.#options.catalog.queryEntities(
          {
            fields: ['kind', 'metadata.name', 'metadata.namespace'],
            limit: PAGE,
            ...(cursor === undefined
              ? { filter: { 'relations.ownedBy': [...owners] } }
              : { cursor }),
          },
          { credentials },
        );
        refs.push(
          ...page.items.map(entity => lowerRef(stringifyEntityRef(entity))),
        );
        cursor = page.pageInfo.nextCursor;
      } while (cursor !== undefined && refs.length < ENTITIES_AT_MOST);
    } catch (error) {
      this.#options.logger.error('The catalog does not answer', toError(error));
      throw withCode(
        'catalog-unavailable',
        new ServiceUnavailableError(
          'The catalog does not answer just now, so it is not known what you own. Try again, and tell an administrator if it stays so.',
        ),
      );
    }
    return refs;
  }
}

function refusal(name: UnderstudyPermissionName, reason = ''): Error {
  return withCode(
    'permission-missing',
    new NotAllowedError(`You may not do this (${name}). ${reason}`.trim()),
  );
}
