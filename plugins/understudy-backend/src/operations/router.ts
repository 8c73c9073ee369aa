import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  resolveClusterEnvironment,
  type ClusterDescription,
  type Environment,
} from '@understudy/plugin-understudy-common';
import type { ConnectorRegistry } from '@understudy/plugin-understudy-node';
import type { AccessService } from '../access/types';
import type { ApiRouter } from '../http/ApiRouter';

/** The routes about what connectors offer. */
export function addOperationRoutes(options: {
  api: ApiRouter;
  access: AccessService;
  connectors: ConnectorRegistry;
  environments: readonly Environment[];
  logger: LoggerService;
}): void {
  const { api, access, connectors, environments, logger } = options;
  api.handle(
    'listOperations',
    { allow: ['user', 'service'], eventId: 'operations-fetch' },
    async ({ credentials }) => {
      await access.authorizeRead({ credentials });
      return {
        items: connectors
          .describe()
          .map(({ inputSchema, supports: _, ...operation }) => ({
            ...operation,
            reads: operation.verb === 'read',
            input: inputSchema,
          })),
      };
    },
  );
  api.handle(
    'listClusters',
    { allow: ['user', 'service'], eventId: 'clusters-fetch' },
    async ({ credentials }) => {
      await access.authorizeRead({ credentials });
      const items: ClusterDescription[] = [];
      for (const connector of connectors.connectors()) {
        const found = await connector.clusters?.().catch(error => {
          logger.error(`${connector.id} names no clusters`, toError(error));
          return [];
        });
        for (const { name, reads, note } of found ?? []) {
          const { environment, known } = resolveClusterEnvironment(
            name,
            environments,
          );
          items.push({
            name,
            connector: connector.id,
            environment: environment.name,
            environmentKnown: known,
            reachable: reads,
            ...(note !== undefined && { sentence: note }),
          });
        }
      }
      return { items };
    },
  );
}
