import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { UserCredentials } from '../../access/types';
import type { AccessService } from '../../access/types';
import type { ApiRouter } from '../../http/ApiRouter';
import { withCode } from '../../http/errorCode';
import type { AuditNotes } from './AuditNotes';
import type { AuditReader } from './AuditReader';
import type { AuditRightsService } from './AuditRights';
import type { AuditTail } from './AuditTail';
import type { AuditViews } from './AuditViews';
import { columnFields } from './columns';
import type { AuditExporter } from './export/AuditExporter';
import { filtersOf } from './filtersOf';
import { lastEventId } from './lastEventId';

/** The routes about what was done. */
export function addAuditRoutes(options: {
  api: ApiRouter;
  access: AccessService;
  catalog: CatalogService;
  rights: AuditRightsService;
  reader: AuditReader;
  tail: AuditTail;
  notes: AuditNotes;
  exporter: AuditExporter;
  views: AuditViews;
}): void {
  const { api, access, catalog, rights, reader } = options;
  const { tail, notes, exporter, views } = options;
  const everybody: Array<'user' | 'service'> = ['user', 'service'];

  api.handle(
    'listAuditEntries',
    { allow: everybody, eventId: 'audit-entries-fetch' },
    async ({ query, credentials }) => {
      const { scope } = await rights.rightsOf(credentials);
      const { order = 'newest', limit = 50, cursor, include } = query;
      const filters = filtersOf(query);
      const evidence = include !== undefined;
      return reader.page({ filters, order, limit, cursor, evidence }, scope);
    },
  );
  api.handle(
    'getAuditEntry',
    { allow: everybody, eventId: 'audit-entry-fetch' },
    async ({ path, credentials }) => {
      const { scope } = await rights.rightsOf(credentials);
      return reader.get(path.id, scope);
    },
  );
  api.handle(
    'getEntityTimeline',
    { allow: everybody, eventId: 'audit-timeline-fetch' },
    async ({ path, query, credentials }) => {
      const { scope } = await rights.rightsOf(credentials);
      const ref = stringifyEntityRef(path);
      const entity = await catalog.getEntityByRef(ref, { credentials });
      if (!entity?.metadata || stringifyEntityRef(entity) !== ref) {
        throw withCode(
          'entity-not-found',
          new NotFoundError(`The catalog has no ${ref}, or you may not see it`),
        );
      }
      const { limit = 20, cursor, include } = query;
      const filters = { entityRef: [ref] };
      const evidence = include !== undefined;
      return reader.page(
        { filters, order: 'newest', limit, cursor, evidence },
        scope,
      );
    },
  );
  api.handle(
    'addAuditNote',
    { allow: ['user'], eventId: 'audit-note', severityLevel: 'medium' },
    async ({ path, body, credentials }) =>
      notes.add(
        { entryId: path.id, note: body },
        await rights.rightsOf(credentials),
      ),
  );
  api.handle(
    'getAuditFacets',
    { allow: everybody, eventId: 'audit-facets-fetch' },
    async ({ query, credentials }) => {
      const { scope } = await rights.rightsOf(credentials);
      const { field, contains, limit = 50 } = query;
      const fields = field ? [field] : [...columnFields, 'ruleId' as const];
      return reader.facets({ fields, contains, limit }, scope);
    },
  );
  api.handle(
    'tailAudit',
    { allow: everybody, eventId: 'audit-tail' },
    async ({ query, credentials, header, signal }) => ({
      contentType: 'text/event-stream; charset=utf-8',
      headers: {
        // Whoever stands between must neither keep nor collect it.
        'Cache-Control': 'no-cache, no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
      body: await tail.open(
        {
          filters: filtersOf(query),
          after: lastEventId(header('last-event-id')) ?? query.after,
          evidence: query.include !== undefined,
          signal,
        },
        credentials,
      ),
    }),
  );
  api.handle(
    'exportAudit',
    { allow: everybody, eventId: 'audit-export', severityLevel: 'high' },
    async ({ query, credentials }) => {
      const { order = 'oldest', limit = 1_000, format } = query;
      return exporter.export(
        { filters: filtersOf(query), order, limit, format },
        await rights.rightsOf(credentials),
      );
    },
  );

  const person = async (credentials: UserCredentials) => {
    await access.authorizeRead({ credentials });
    return credentials.principal.userEntityRef;
  };
  api.handle(
    'listAuditViews',
    { allow: ['user'], eventId: 'audit-views-fetch' },
    async ({ credentials }) => ({
      items: await views.list(await person(credentials)),
    }),
  );
  api.handle(
    'createAuditView',
    { allow: ['user'], eventId: 'audit-view-create' },
    async ({ body, credentials }) =>
      views.create(body, await person(credentials)),
  );
  api.handle(
    'updateAuditView',
    { allow: ['user'], eventId: 'audit-view-update' },
    async ({ path, body, credentials }) =>
      views.update(path.viewId, body, await person(credentials)),
  );
  api.handle(
    'deleteAuditView',
    { allow: ['user'], eventId: 'audit-view-delete' },
    async ({ path, credentials }) =>
      views.delete(path.viewId, await person(credentials)),
  );
}
