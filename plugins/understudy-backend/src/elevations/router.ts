import type { ApiRouter } from '../http/ApiRouter';
import type { ElevationService } from './types';

/** The routes about elevations; whatever changes one is for people. */
export function addElevationRoutes(options: {
  api: ApiRouter;
  elevations: ElevationService;
}): void {
  const { api, elevations } = options;
  api.handle(
    'listElevations',
    { allow: ['user', 'service'], eventId: 'elevations-fetch' },
    async ({ query, credentials }) =>
      elevations.list({ entityRef: query.entityRef }, { credentials }),
  );
  api.handle(
    'requestElevation',
    { allow: ['user'], eventId: 'elevation-request', severityLevel: 'high' },
    async ({ body, credentials }) => elevations.request(body, { credentials }),
  );
  api.handle(
    'extendElevation',
    { allow: ['user'], eventId: 'elevation-extend', severityLevel: 'high' },
    async ({ path, body, credentials }) =>
      elevations.extend({ ...body, id: path.elevationId }, { credentials }),
  );
  api.handle(
    'voteElevation',
    { allow: ['user'], eventId: 'elevation-vote', severityLevel: 'critical' },
    async ({ path, body, credentials }) =>
      elevations.vote({ ...body, id: path.elevationId }, { credentials }),
  );
  api.handle(
    'revokeElevation',
    { allow: ['user'], eventId: 'elevation-revoke', severityLevel: 'high' },
    async ({ path, body, credentials }) =>
      elevations.revoke(
        { id: path.elevationId, reason: body.reason },
        { credentials },
      ),
  );
}
