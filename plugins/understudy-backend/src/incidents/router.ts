import type { ApiRouter } from '../http/ApiRouter';
import type { IncidentService } from './types';

/** The routes about incidents. */
export function addIncidentRoutes(options: {
  api: ApiRouter;
  incidents: IncidentService;
}): void {
  const { api, incidents } = options;
  api.handle(
    'listIncidents',
    { allow: ['user', 'service'], eventId: 'incidents-fetch' },
    async ({ query, credentials }) =>
      incidents.list({ ...query, limit: query.limit ?? 50 }, { credentials }),
  );
  api.handle(
    'openIncident',
    { allow: ['user'], eventId: 'incident-open', severityLevel: 'high' },
    async ({ body, credentials }) => incidents.open(body, { credentials }),
  );
  api.handle(
    'closeIncident',
    { allow: ['user'], eventId: 'incident-close', severityLevel: 'high' },
    async ({ path, body, credentials }) =>
      incidents.close(
        { id: path.incidentId, reason: body.reason },
        { credentials },
      ),
  );
}
