import type { AccessService } from '../access/types';
import type { ApiRouter } from '../http/ApiRouter';
import type { PolicyService } from '../policy/types';
import { describePolicy } from './describePolicy';
import type { GuardrailService } from './types';

/** The routes about guardrails and the engine that judges by them. */
export function addGuardrailRoutes(options: {
  api: ApiRouter;
  access: AccessService;
  guardrails: GuardrailService;
  policy: PolicyService;
}): void {
  const { api, access, guardrails, policy } = options;
  api.handle(
    'getGuardrails',
    { allow: ['user', 'service'], eventId: 'guardrails-fetch' },
    async ({ credentials }) => guardrails.get({}, { credentials }),
  );
  api.handle(
    'listGuardrailVersions',
    { allow: ['user', 'service'], eventId: 'guardrails-fetch' },
    async ({ query, credentials }) => guardrails.list(query, { credentials }),
  );
  api.handle(
    'getGuardrailVersion',
    { allow: ['user', 'service'], eventId: 'guardrails-fetch' },
    async ({ path, credentials }) =>
      guardrails.get({ version: path.version }, { credentials }),
  );
  api.handle(
    'draftGuardrails',
    { allow: ['user'], eventId: 'guardrails-draft', severityLevel: 'medium' },
    async ({ body, credentials }) => guardrails.draft(body, { credentials }),
  );
  api.handle(
    'activateGuardrails',
    { allow: ['user'], eventId: 'guardrails-activate', severityLevel: 'high' },
    async ({ path, body, credentials }) =>
      guardrails.activate({ ...body, version: path.version }, { credentials }),
  );
  api.handle(
    'simulateGuardrails',
    { allow: ['user'], eventId: 'guardrails-simulate' },
    async ({ body, credentials }) => guardrails.simulate(body, { credentials }),
  );
  api.handle(
    'getPolicyStatus',
    { allow: ['user', 'service'], eventId: 'policy-status-fetch' },
    async ({ credentials }) => {
      await access.authorizeRead({ credentials });
      return describePolicy({ guardrails, policy });
    },
  );
}
