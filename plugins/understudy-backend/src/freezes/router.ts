import type { ApiRouter } from '../http/ApiRouter';
import type { FreezeService } from './types';

/** The routes about what stops writes. */
export function addFreezeRoutes(options: {
  api: ApiRouter;
  freezes: FreezeService;
}): void {
  const { api, freezes } = options;
  api.handle(
    'listFreezes',
    { allow: ['user', 'service'], eventId: 'freezes-fetch' },
    async ({ credentials }) => freezes.list({ credentials }),
  );
  api.handle(
    'freeze',
    { allow: ['user'], eventId: 'freeze', severityLevel: 'high' },
    async ({ body, credentials }) => freezes.freeze(body, { credentials }),
  );
  api.handle(
    'unfreeze',
    { allow: ['user'], eventId: 'unfreeze', severityLevel: 'high' },
    async ({ path, query, credentials }) =>
      freezes.unfreeze(
        { id: path.freezeId, reason: query.reason },
        { credentials },
      ),
  );
}
