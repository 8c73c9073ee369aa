import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { CallerCredentials, UserCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import type { PlanStore, StoredPlan } from './types';

/** Finds plans for whoever may see them. */
export class PlanLookup {
  readonly #store: PlanStore;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;

  constructor(options: {
    store: PlanStore;
    catalog: CatalogService;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
  }

  /** Throws a NotFoundError for what does not exist, and for what the caller may not see. */
  async find(id: string, credentials: CallerCredentials): Promise<StoredPlan> {
    const plan = await this.#store.find(id);
    const [seen] = plan ? await this.seen([plan], credentials) : [];
    if (!seen) {
      throw withCode(
        'plan-not-found',
        new NotFoundError('There is no such plan'),
      );
    }
    return seen;
  }

  /** Those whose entity the catalog shows to the caller, and the caller's own. */
  async seen(
    plans: readonly StoredPlan[],
    credentials: CallerCredentials,
  ): Promise<StoredPlan[]> {
    const caller =
      'userEntityRef' in credentials.principal
        ? credentials.principal.userEntityRef
        : undefined;
    const entityRefs = [
      ...new Set(
        plans
          .filter(({ requestedBy }) => requestedBy !== caller)
          .map(({ content }) => content.entityRef),
      ),
    ];
    if (entityRefs.length === 0) {
      return [...plans];
    }
    const { items } = await this.#catalog
      .getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata.name', 'metadata.namespace'] },
        { credentials },
      )
      .catch(error => this.#noCatalog(error));
    const visible = new Set(entityRefs.filter((_, index) => items[index]));
    return plans.filter(
      ({ requestedBy, content }) =>
        requestedBy === caller || visible.has(content.entityRef),
    );
  }

  async assertEntity(
    ref: string,
    options: { credentials: UserCredentials },
  ): Promise<void> {
    const entity = await this.#catalog
      .getEntityByRef(ref, options)
      .catch(error => this.#noCatalog(error));
    if (!entity || stringifyEntityRef(entity) !== ref) {
      throw withCode(
        'entity-not-found',
        new NotFoundError(`The catalog has no ${ref}, or you may not see it`),
      );
    }
  }

  /** An entity reference as it is stored. */
  normal(ref: string): string {
    try {
      return stringifyEntityRef(parseEntityRef(ref));
    } catch {
      throw new InputError(
        'entityRef is no entity reference: write for instance component:default/payments',
      );
    }
  }

  #noCatalog(error: unknown): never {
    this.#logger.error('The catalog does not answer', toError(error));
    throw withCode(
      'catalog-unavailable',
      new ServiceUnavailableError(
        'The catalog does not answer just now. Try again, and tell an administrator if it stays so.',
      ),
    );
  }
}
