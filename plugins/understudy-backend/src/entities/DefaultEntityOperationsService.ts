import type {
  AuthService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readSystemType,
  type EntityOperations,
} from '@understudy/plugin-understudy-common';
import type { CallerCredentials } from '../access/types';
import type { UnderstudyConfig } from '../config/readUnderstudyConfig';
import { withCode } from '../http/errorCode';
import { locate } from './locate';
import { nextStep } from './nextStep';
import type { EntityOperationsService } from './types';

interface Options {
  auth: AuthService;
  userInfo: UserInfoService;
  catalog: CatalogService;
  logger: LoggerService;
  config: UnderstudyConfig;
}

/** Puts together what the catalog and the configuration know of an entity. */
export class DefaultEntityOperationsService implements EntityOperationsService {
  readonly #options: Options;

  static create(options: Options): DefaultEntityOperationsService {
    return new DefaultEntityOperationsService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async get(
    request: { ref: CompoundEntityRef },
    options: { credentials: CallerCredentials },
  ): Promise<EntityOperations> {
    const entity = await this.#find(request.ref, options.credentials);
    const owners = (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
    const location = locate(entity, this.#options.config);
    const youOwnIt = await this.#owns(owners, options.credentials);
    return {
      entityRef: stringifyEntityRef(entity),
      title: entity.metadata.title ?? entity.metadata.name,
      owners,
      ...(youOwnIt !== undefined && { youOwnIt }),
      systemType: readSystemType(entity),
      environments: location.environments,
      clusters: location.clusters,
      nextStep: nextStep(entity, location, this.#options.config),
    };
  }

  async #find(
    ref: CompoundEntityRef,
    credentials: CallerCredentials,
  ): Promise<Entity> {
    const { catalog, logger } = this.#options;
    const entity = await catalog
      .getEntityByRef(ref, { credentials })
      .catch(error => {
        logger.error('The catalog does not answer', toError(error));
        throw withCode(
          'catalog-unavailable',
          new ServiceUnavailableError(
            'The catalog does not answer just now. Try again, and tell an administrator if it stays so.',
          ),
        );
      });
    const wanted = stringifyEntityRef(ref);
    // An odd name must not make the catalog answer for something else.
    if (!entity?.metadata || stringifyEntityRef(entity) !== wanted) {
      throw withCode(
        'entity-not-found',
        new NotFoundError(
          `The catalog has no ${wanted}, or you may not see it`,
        ),
      );
    }
    return entity;
  }

  /** Whether the caller owns it; undefined for a service, which owns nothing. */
  async #owns(
    owners: readonly string[],
    credentials: CallerCredentials,
  ): Promise<boolean | undefined> {
    const { auth, userInfo } = this.#options;
    if (!auth.isPrincipal(credentials, 'user')) {
      return undefined;
    }
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    return owners.some(owner => ownershipEntityRefs.includes(owner));
  }
}
