import type { AccessService } from '../access/types';
import type { ApiRouter } from '../http/ApiRouter';
import type { HealthService } from './types';

/** The routes about the health of this installation. */
export function addHealthRoutes(options: {
  api: ApiRouter;
  access: AccessService;
  health: HealthService;
}): void {
  const { api, access, health } = options;
  api.handle(
    'getHealth',
    { allow: ['user', 'service'], eventId: 'health-fetch' },
    async ({ credentials }) => {
      await access.authorizeRead({ credentials });
      return health.report();
    },
  );
}
