import type { ApiRouter } from '../http/ApiRouter';
import type { LevelService } from './types';

/** The routes about takeover levels. */
export function addLevelRoutes(options: {
  api: ApiRouter;
  levels: LevelService;
}): void {
  const { api, levels } = options;
  api.handle(
    'getLevels',
    { allow: ['user', 'service'], eventId: 'levels-fetch' },
    async ({ query, credentials }) => levels.get(query, { credentials }),
  );
  api.handle(
    'setLevel',
    { allow: ['user'], eventId: 'level-set', severityLevel: 'high' },
    async ({ body, credentials }) => levels.set(body, { credentials }),
  );
  api.handle(
    'voteLevelChange',
    { allow: ['user'], eventId: 'level-vote', severityLevel: 'high' },
    async ({ path, body, credentials }) =>
      levels.vote({ ...body, id: path.changeId }, { credentials }),
  );
}
