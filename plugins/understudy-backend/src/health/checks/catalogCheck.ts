import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { HealthCheck } from '@understudy/plugin-understudy-node';

/** Whether the catalog answers. */
export function catalogCheck(options: {
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
}): HealthCheck {
  return {
    id: 'catalog',
    title: 'Catalog',
    stops: 'everything',
    async check() {
      try {
        await options.catalog.queryEntities(
          { limit: 1, fields: ['kind'] },
          { credentials: await options.auth.getOwnServiceCredentials() },
        );
        return { status: 'ok', sentence: 'The catalog answers.' };
      } catch (error) {
        options.logger.error('The catalog does not answer', toError(error));
        return {
          status: 'failed',
          sentence:
            'The catalog does not answer, so it is not known what there is and who owns it.',
          action:
            'Look into the log of the backend for why the catalog does not answer.',
        };
      }
    },
  };
}
