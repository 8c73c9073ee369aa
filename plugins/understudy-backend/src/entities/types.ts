import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { EntityOperations } from '@understudy/plugin-understudy-common';
import type { CallerCredentials } from '../access/types';

/** Knows how entities are operated. */
export interface EntityOperationsService {
  /**
   * What is known about operating an entity, as the caller may see it. Throws
   * a NotFoundError where the caller sees no such entity.
   */
  get(
    request: { ref: CompoundEntityRef },
    options: { credentials: CallerCredentials },
  ): Promise<EntityOperations>;
}
