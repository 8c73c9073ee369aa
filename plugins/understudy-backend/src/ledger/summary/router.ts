import type { ApiRouter } from '../../http/ApiRouter';
import type { SummaryService } from './types';

/** The routes of the daily summaries. */
export function addSummaryRoutes(options: {
  api: ApiRouter;
  summaries: SummaryService;
}): void {
  const { api, summaries } = options;
  api.handle(
    'listAuditSummaries',
    { allow: ['user'], eventId: 'audit-summaries-fetch' },
    async ({ query, credentials }) => ({
      items: await summaries.list(
        { before: query.before, limit: query.limit ?? 30 },
        { credentials },
      ),
    }),
  );
  api.handle(
    'getAuditSummary',
    { allow: ['user'], eventId: 'audit-summary-fetch' },
    ({ path, credentials }) => summaries.get(path, { credentials }),
  );
}
