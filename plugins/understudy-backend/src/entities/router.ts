import type { AccessService } from '../access/types';
import type { ApiRouter } from '../http/ApiRouter';
import type { EntityOperationsService } from './types';

/** The routes about how an entity is operated. */
export function addEntityOperationsRoutes(options: {
  api: ApiRouter;
  access: AccessService;
  entityOperations: EntityOperationsService;
}): void {
  const { api, access, entityOperations } = options;
  api.handle(
    'getEntityOperations',
    { allow: ['user', 'service'], eventId: 'entity-operations-fetch' },
    async ({ path, credentials }) => {
      await access.authorizeRead({ credentials });
      return entityOperations.get({ ref: path }, { credentials });
    },
  );
}
