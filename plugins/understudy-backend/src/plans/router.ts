import type { JsonObject } from '@backstage/types';
import type { components } from '@understudy/plugin-understudy-common';
import type { ApiRouter } from '../http/ApiRouter';
import type { DefaultPlanService } from './DefaultPlanService';
import { withTag } from './withTag';

/** The routes about plans. */
export function addPlanRoutes(options: {
  api: ApiRouter;
  plans: DefaultPlanService;
}): void {
  const { api, plans } = options;
  api.handle(
    'listPlans',
    { allow: ['user', 'service'], eventId: 'plans-fetch' },
    async ({ query, credentials }) =>
      plans.list({ ...query, limit: query.limit ?? 50 }, { credentials }),
  );
  api.handle(
    'createPlan',
    { allow: ['user'], eventId: 'plan-create', severityLevel: 'medium' },
    async ({ body, credentials, header, signal, setHeader }) =>
      withTag(
        await plans.create(
          { input: body, key: header('idempotency-key'), signal },
          { credentials },
        ),
        setHeader,
      ),
  );
  api.handle(
    'importPlan',
    { allow: ['user'], eventId: 'plan-import', severityLevel: 'medium' },
    async ({ body, credentials, signal, setHeader }) =>
      withTag(
        await plans.import(
          {
            document: body.document as JsonObject,
            entityRef: body.entityRef,
            signal,
          },
          { credentials },
        ),
        setHeader,
      ),
  );
  api.handle(
    'getPlan',
    { allow: ['user', 'service'], eventId: 'plan-fetch' },
    async ({ path, credentials, setHeader }) =>
      withTag(await plans.get({ id: path.planId }, { credentials }), setHeader),
  );
  api.handle(
    'getPlanRevision',
    { allow: ['user', 'service'], eventId: 'plan-revision-fetch' },
    async ({ path, credentials }) =>
      (await plans.revision(
        { id: path.planId, revision: path.revision },
        { credentials },
      )) as components['schemas']['PlanRevision'],
  );
  api.handle(
    'revisePlan',
    { allow: ['user'], eventId: 'plan-revise', severityLevel: 'medium' },
    async ({ path, body, credentials, header, signal, setHeader }) =>
      withTag(
        await plans.revise(
          { id: path.planId, input: body, etag: header('if-match'), signal },
          { credentials },
        ),
        setHeader,
      ),
  );
  api.handle(
    'previewPlan',
    { allow: ['user'], eventId: 'plan-preview', severityLevel: 'medium' },
    async ({ path, credentials, signal, setHeader }) =>
      withTag(
        await plans.preview({ id: path.planId, signal }, { credentials }),
        setHeader,
      ),
  );
  api.handle(
    'cancelPlan',
    { allow: ['user'], eventId: 'plan-cancel', severityLevel: 'medium' },
    async ({ path, body, credentials, setHeader }) =>
      withTag(
        await plans.cancel(
          { id: path.planId, reason: body.reason },
          { credentials },
        ),
        setHeader,
      ),
  );
  api.handle(
    'exportPlan',
    { allow: ['user', 'service'], eventId: 'plan-export' },
    async ({ path, credentials }) =>
      plans.export({ id: path.planId }, { credentials }),
  );
}
