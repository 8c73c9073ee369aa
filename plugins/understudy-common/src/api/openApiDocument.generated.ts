// Generated from openapi/understudy.v1.yaml by `yarn generate`; do not edit.

import type { JsonObject } from '@backstage/types';

/**
 * The OpenAPI document of the Understudy API.
 *
 * @public
 */
export const openApiDocument: JsonObject = {
  openapi: '3.1.0',
  info: {
    title: 'Understudy',
    version: '1',
    license: { name: 'MIT', identifier: 'MIT' },
    description:
      'The API of the Understudy backend plugin. An answer is JSON where nothing else is said. An error has the body that Backstage gives, with a stable `error.code`; ask for `application/problem+json` by Accept to get a problem document instead.',
  },
  servers: [{ url: '/api/understudy/v1' }],
  security: [{ backstage: [] }],
  tags: [
    { name: 'me', description: 'What the signed-in person may do' },
    {
      name: 'health',
      description: 'What works, what does not, and what to do next',
    },
    { name: 'entities', description: 'How one catalog entity is operated' },
    {
      name: 'audit',
      description:
        'What stands in the ledger, for people to read. Whoever has understudy.audit.read sees all of it; everybody else sees the entries of the entities that they own, and of others no more than how many there are',
    },
    {
      name: 'reviews',
      description:
        'What was flagged in the ledger for a person to look at. Whoever has understudy.audit.read sees every flag, an owner those of their entities; to act needs understudy.audit.review',
    },
    {
      name: 'evidence',
      description:
        'Packages of the ledger that an outsider can verify offline. All of it needs understudy.audit.export, and each package and each download is an entry of the ledger itself',
    },
    {
      name: 'ledger',
      description:
        'The log itself, in the formats of C2SP, for who verifies it without trusting this server',
    },
    {
      name: 'plans',
      description:
        'An intent and its ordered steps, from draft to run. Everybody with understudy.read sees them; to make, change and start one needs a permission of its own',
    },
    {
      name: 'approvals',
      description:
        'What people say about a plan. For people only: a service, a static token or a credential that acts for somebody else is refused',
    },
    {
      name: 'presence',
      description:
        'Proof that a person is there now, by signing in again for exactly one plan. For people only',
    },
    { name: 'on-call', description: 'Who is called when something is wrong' },
    {
      name: 'incidents',
      description: 'What is wrong, as people said who are on call',
    },
    { name: 'operations', description: 'What connectors offer' },
    {
      name: 'levels',
      description:
        'How far software may act by itself, by entity and environment',
    },
    {
      name: 'elevations',
      description: 'A higher level for software, for a short time',
    },
    { name: 'freezes', description: 'What stops writes at once' },
    {
      name: 'policies',
      description:
        'The guardrails, their versions and the engine that evaluates them',
    },
  ],
  paths: {
    '/me/permissions': {
      get: {
        operationId: 'getMyPermissions',
        summary: 'What I may do here, and why',
        tags: ['me'],
        responses: {
          '200': {
            description:
              'The roles and permissions of the caller, as decided now',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/MyPermissions' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/health': {
      get: {
        operationId: 'getHealth',
        summary:
          'Every health check with the sentence shown on the Health page',
        tags: ['health'],
        responses: {
          '200': {
            description:
              'The state of each check; a red check is an answer, not an error',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/HealthReport' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/entities/{kind}/{namespace}/{name}/operations': {
      get: {
        operationId: 'getEntityOperations',
        summary: 'What is known about operating one entity',
        tags: ['entities'],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description:
              'Environments, owner, system type, clusters and the next step',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EntityOperations' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/entities/{kind}/{namespace}/{name}/timeline': {
      get: {
        operationId: 'getEntityTimeline',
        summary: 'What was done to one entity last',
        tags: ['entities', 'audit'],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 500, default: 20 },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/include' },
        ],
        responses: {
          '200': {
            description:
              'The newest entries first; owners of the entity may read it too',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/entries': {
      get: {
        operationId: 'listAuditEntries',
        summary: 'Entries of the ledger that fit every filter',
        tags: ['audit'],
        parameters: [
          { $ref: '#/components/parameters/auditFrom' },
          { $ref: '#/components/parameters/auditTo' },
          { $ref: '#/components/parameters/auditEntityRef' },
          { $ref: '#/components/parameters/auditProject' },
          { $ref: '#/components/parameters/auditEnvironment' },
          { $ref: '#/components/parameters/auditCluster' },
          { $ref: '#/components/parameters/auditOperationType' },
          { $ref: '#/components/parameters/auditAction' },
          { $ref: '#/components/parameters/auditActor' },
          { $ref: '#/components/parameters/auditOutcome' },
          { $ref: '#/components/parameters/auditDecision' },
          { $ref: '#/components/parameters/auditRuleId' },
          { $ref: '#/components/parameters/auditCorrelationId' },
          { $ref: '#/components/parameters/auditSource' },
          { $ref: '#/components/parameters/auditPlanId' },
          { $ref: '#/components/parameters/auditEntryKind' },
          { $ref: '#/components/parameters/auditText' },
          {
            name: 'order',
            in: 'query',
            description:
              'By index, which is the order in which the ledger took them',
            schema: {
              type: 'string',
              enum: ['newest', 'oldest'],
              default: 'newest',
            },
          },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/include' },
        ],
        responses: {
          '200': {
            description: 'One page',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/entries/{id}': {
      get: {
        operationId: 'getAuditEntry',
        summary:
          'One entry, with what it takes to verify it and what was noted on it',
        tags: ['audit'],
        parameters: [{ $ref: '#/components/parameters/entryId' }],
        responses: {
          '200': {
            description: 'The entry',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditEntryDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/entries/{id}/notes': {
      post: {
        operationId: 'addAuditNote',
        summary:
          'Adds a note, which is an entry of its own and changes no other',
        tags: ['audit'],
        parameters: [{ $ref: '#/components/parameters/entryId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/AuditNoteInput' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The note is in the ledger',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditNoteReceipt' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/facets': {
      get: {
        operationId: 'getAuditFacets',
        summary: 'The values that a filter can have, the most frequent first',
        tags: ['audit'],
        parameters: [
          {
            name: 'field',
            in: 'query',
            description: 'Only this one; all if not given',
            schema: { $ref: '#/components/schemas/AuditFacetField' },
          },
          {
            name: 'contains',
            in: 'query',
            description: 'Only values with this in them, in whatever case',
            schema: { type: 'string', minLength: 1, maxLength: 100 },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'How many values of each',
            schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
          },
        ],
        responses: {
          '200': {
            description: 'Values of entries that the caller may see',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditFacets' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/tail': {
      get: {
        operationId: 'tailAudit',
        summary: 'New entries as they come, as server-sent events',
        description:
          'Read it with fetch and an Authorization header. Events: `entry` with an AuditEntry and its index as id, `ready` with the index up to which everything was sent, `end` with the reason. Every 15 seconds at the latest something is sent, if only a comment. The right to read is checked again every minute.',
        tags: ['audit'],
        parameters: [
          { $ref: '#/components/parameters/auditFrom' },
          { $ref: '#/components/parameters/auditTo' },
          { $ref: '#/components/parameters/auditEntityRef' },
          { $ref: '#/components/parameters/auditProject' },
          { $ref: '#/components/parameters/auditEnvironment' },
          { $ref: '#/components/parameters/auditCluster' },
          { $ref: '#/components/parameters/auditOperationType' },
          { $ref: '#/components/parameters/auditAction' },
          { $ref: '#/components/parameters/auditActor' },
          { $ref: '#/components/parameters/auditOutcome' },
          { $ref: '#/components/parameters/auditDecision' },
          { $ref: '#/components/parameters/auditRuleId' },
          { $ref: '#/components/parameters/auditCorrelationId' },
          { $ref: '#/components/parameters/auditSource' },
          { $ref: '#/components/parameters/auditPlanId' },
          { $ref: '#/components/parameters/auditEntryKind' },
          { $ref: '#/components/parameters/auditText' },
          {
            name: 'after',
            in: 'query',
            description:
              'Sends what follows this index; without it, and without Last-Event-ID, only what is new',
            schema: { type: 'integer', minimum: -1, maximum: 9007199254740991 },
          },
          {
            name: 'Last-Event-ID',
            in: 'header',
            description:
              'The index of the last entry that arrived; comes before `after`',
            schema: { type: 'string', maxLength: 20 },
          },
          { $ref: '#/components/parameters/include' },
        ],
        responses: {
          '200': {
            description: 'The stream',
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/export': {
      get: {
        operationId: 'exportAudit',
        summary: 'Up to 10,000 entries for an incident report or another tool',
        description:
          'The export is an entry of the ledger itself. For evidence that somebody else can verify, ask for an evidence package instead.',
        tags: ['audit'],
        parameters: [
          { $ref: '#/components/parameters/auditFrom' },
          { $ref: '#/components/parameters/auditTo' },
          { $ref: '#/components/parameters/auditEntityRef' },
          { $ref: '#/components/parameters/auditProject' },
          { $ref: '#/components/parameters/auditEnvironment' },
          { $ref: '#/components/parameters/auditCluster' },
          { $ref: '#/components/parameters/auditOperationType' },
          { $ref: '#/components/parameters/auditAction' },
          { $ref: '#/components/parameters/auditActor' },
          { $ref: '#/components/parameters/auditOutcome' },
          { $ref: '#/components/parameters/auditDecision' },
          { $ref: '#/components/parameters/auditRuleId' },
          { $ref: '#/components/parameters/auditCorrelationId' },
          { $ref: '#/components/parameters/auditSource' },
          { $ref: '#/components/parameters/auditPlanId' },
          { $ref: '#/components/parameters/auditEntryKind' },
          { $ref: '#/components/parameters/auditText' },
          {
            name: 'order',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['newest', 'oldest'],
              default: 'oldest',
            },
          },
          {
            name: 'limit',
            in: 'query',
            schema: {
              type: 'integer',
              minimum: 1,
              maximum: 10000,
              default: 1000,
            },
          },
          {
            name: 'format',
            in: 'query',
            required: true,
            schema: { type: 'string', enum: ['markdown', 'json', 'csv'] },
          },
        ],
        responses: {
          '200': {
            description:
              'The entries. Understudy-Complete says whether that is all that fits, Understudy-Scope whether of the whole ledger or of what the caller owns',
            content: {
              'text/markdown': { schema: { type: 'string' } },
              'application/x-ndjson': { schema: { type: 'string' } },
              'text/csv': { schema: { type: 'string' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/views': {
      get: {
        operationId: 'listAuditViews',
        summary: 'My saved views, and those that others share',
        tags: ['audit'],
        responses: {
          '200': {
            description: 'The views, by name',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditViews' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'createAuditView',
        summary: 'Saves a view',
        tags: ['audit'],
        requestBody: { $ref: '#/components/requestBodies/AuditView' },
        responses: {
          '201': {
            description: 'The view',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditView' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/views/{viewId}': {
      put: {
        operationId: 'updateAuditView',
        summary: 'Changes a view of mine',
        tags: ['audit'],
        parameters: [{ $ref: '#/components/parameters/viewId' }],
        requestBody: { $ref: '#/components/requestBodies/AuditView' },
        responses: {
          '200': {
            description: 'The view',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditView' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'deleteAuditView',
        summary: 'Deletes a view of mine',
        tags: ['audit'],
        parameters: [{ $ref: '#/components/parameters/viewId' }],
        responses: {
          '204': { description: 'It is gone' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/summaries': {
      get: {
        operationId: 'listAuditSummaries',
        summary: 'One summary of each day, the newest first',
        tags: ['audit'],
        parameters: [
          {
            name: 'before',
            in: 'query',
            description: 'Only days before this one',
            schema: { $ref: '#/components/schemas/Day' },
          },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 100, default: 30 },
          },
        ],
        responses: {
          '200': {
            description: 'The summaries',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditSummaries' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/summaries/{day}': {
      get: {
        operationId: 'getAuditSummary',
        summary: 'The summary of one day, in UTC',
        tags: ['audit'],
        parameters: [
          {
            name: 'day',
            in: 'path',
            required: true,
            schema: { $ref: '#/components/schemas/Day' },
          },
        ],
        responses: {
          '200': {
            description: 'The summary',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AuditSummary' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/open-intents': {
      get: {
        operationId: 'listOpenIntents',
        summary:
          'What was begun and whose end is not recorded, the oldest first',
        tags: ['audit'],
        parameters: [
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
          },
        ],
        responses: {
          '200': {
            description: 'The intents, and what is known about each',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/OpenIntents' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/reviews': {
      get: {
        operationId: 'listReviewFlags',
        summary: 'What was flagged for review, the newest first',
        tags: ['reviews'],
        parameters: [
          {
            name: 'status',
            in: 'query',
            schema: { $ref: '#/components/schemas/ReviewStatus' },
          },
          {
            name: 'detector',
            in: 'query',
            schema: { $ref: '#/components/schemas/ReviewDetector' },
          },
          {
            name: 'assignee',
            in: 'query',
            schema: { $ref: '#/components/schemas/AuditWord' },
          },
          {
            name: 'actor',
            in: 'query',
            description: 'Whom it is about',
            schema: { $ref: '#/components/schemas/AuditWord' },
          },
          {
            name: 'entityRef',
            in: 'query',
            schema: { $ref: '#/components/schemas/AuditWord' },
          },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
          },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ReviewFlags' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/reviews/{flagId}': {
      get: {
        operationId: 'getReviewFlag',
        summary: 'One flag, with all that was done about it',
        tags: ['reviews'],
        parameters: [{ $ref: '#/components/parameters/flagId' }],
        responses: {
          '200': {
            description: 'The flag',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ReviewFlagDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/reviews/{flagId}/acts': {
      post: {
        operationId: 'actOnReviewFlag',
        summary:
          'Assigns, comments, closes, reopens, or hands on to a ticketing system',
        description:
          'Each act is recorded in the ledger before it is done. Give the version of the flag that you have seen; if somebody did something since then, nothing is done and the answer is a conflict.',
        tags: ['reviews'],
        parameters: [{ $ref: '#/components/parameters/flagId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ReviewActInput' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The flag as it is now',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ReviewFlagDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/evidence/exports': {
      get: {
        operationId: 'listEvidenceExports',
        summary: 'The newest hundred packages, whoever asked for them',
        tags: ['evidence'],
        responses: {
          '200': {
            description: 'The packages, newest first',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EvidenceExports' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'createEvidenceExport',
        summary: 'Ask for a package; it is made in the background',
        description:
          'Without a filter the package proves that every entry of the period is in it. With one it proves that each entry in it stands in the log, and not that none was left out.',
        tags: ['evidence'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/EvidenceRequest' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The package, which waits to be made',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EvidenceExport' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/evidence/exports/{exportId}': {
      get: {
        operationId: 'getEvidenceExport',
        summary: 'How far a package is',
        tags: ['evidence'],
        parameters: [{ $ref: '#/components/parameters/exportId' }],
        responses: {
          '200': {
            description: 'The package',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EvidenceExport' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/evidence/exports/{exportId}/cancel': {
      post: {
        operationId: 'cancelEvidenceExport',
        summary: 'Stop making a package',
        tags: ['evidence'],
        parameters: [{ $ref: '#/components/parameters/exportId' }],
        responses: {
          '200': {
            description:
              'The package; while it is being made it stops within seconds',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/EvidenceExport' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/evidence/exports/{exportId}/download': {
      get: {
        operationId: 'downloadEvidenceExport',
        summary: 'The zip, for `understudy audit verify`',
        tags: ['evidence'],
        parameters: [{ $ref: '#/components/parameters/exportId' }],
        responses: {
          '200': {
            description: 'The zip',
            content: {
              'application/zip': {
                schema: { type: 'string', format: 'binary' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/alarms': {
      get: {
        operationId: 'listLedgerAlarms',
        summary: 'What was found wrong with the ledger and is not resolved',
        tags: ['ledger'],
        responses: {
          '200': {
            description: 'The open alarms, oldest first',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LedgerAlarms' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/alarms/{id}/resolution': {
      post: {
        operationId: 'resolveLedgerAlarm',
        summary: 'Say what was found, so that work can go on',
        description:
          'Recorded in the ledger before the alarm is gone. An alarm whose cause is still there comes back.',
        tags: ['ledger'],
        parameters: [{ $ref: '#/components/parameters/entryId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/LedgerReason' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The alarms that are still open',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LedgerAlarms' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/verifications': {
      get: {
        operationId: 'listLedgerVerifications',
        summary: 'The newest full verifications, and what each has shown',
        tags: ['ledger'],
        responses: {
          '200': {
            description:
              'The newest ten, newest first; one without an end is running',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LedgerVerifications' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'startLedgerVerification',
        summary: 'Verify all of the ledger in the background',
        description: 'If one is running already, no second one is started.',
        tags: ['ledger'],
        responses: {
          '200': {
            description: 'The newest ten',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LedgerVerifications' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/audit/entries/{id}/redactions': {
      post: {
        operationId: 'redactAuditEntry',
        summary: 'Take sealed values out of an entry, for good',
        description:
          'Itself an entry. The proofs of the entry still hold, and a verifier reports the values as redacted.',
        tags: ['audit'],
        parameters: [{ $ref: '#/components/parameters/entryId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/RedactionInput' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The entry that records it',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Redaction' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/status': {
      get: {
        operationId: 'getLedgerStatus',
        summary:
          'How far the log is, and how far each place outside has accepted it',
        tags: ['ledger'],
        responses: {
          '200': {
            description: 'What this server says; pin the keys from elsewhere',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LedgerStatus' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/checkpoint': {
      get: {
        operationId: 'getLedgerCheckpoint',
        summary: 'The newest checkpoint, a signed note',
        tags: ['ledger'],
        responses: {
          '200': {
            description: 'A C2SP checkpoint',
            content: { 'text/plain': { schema: { type: 'string' } } },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/entries/{index}/proof': {
      get: {
        operationId: 'getLedgerEntryProof',
        summary:
          'That an entry stands in the newest checkpoint, as a file of its own',
        tags: ['ledger'],
        parameters: [
          {
            name: 'index',
            in: 'path',
            required: true,
            schema: { $ref: '#/components/schemas/LedgerIndex' },
          },
        ],
        responses: {
          '200': {
            description: 'A C2SP transparency log proof',
            content: { 'text/plain': { schema: { type: 'string' } } },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/proofs': {
      get: {
        operationId: 'getLedgerProofs',
        summary: 'The same for several entries at once',
        tags: ['ledger'],
        parameters: [
          {
            name: 'index',
            in: 'query',
            required: true,
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/LedgerIndex' },
              minItems: 1,
              maxItems: 500,
            },
          },
        ],
        responses: {
          '200': {
            description: 'Proofs for those that the newest checkpoint covers',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LedgerProofs' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/consistency': {
      get: {
        operationId: 'getLedgerConsistency',
        summary: 'That a later tree only added to an earlier one',
        tags: ['ledger'],
        parameters: [
          {
            name: 'from',
            in: 'query',
            required: true,
            description:
              'The size of the earlier tree; an empty one needs no proof',
            schema: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
          },
          {
            name: 'to',
            in: 'query',
            description:
              'The size of the later tree; that of the newest checkpoint if not given',
            schema: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
          },
        ],
        responses: {
          '200': {
            description: 'The proof',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/LedgerConsistency' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/ledger/tile/{level}/{tile}': {
      get: {
        operationId: 'getLedgerTile',
        summary: 'Hashes of the tree, or entries as they were hashed',
        description:
          'As C2SP tlog-tiles has it: `tile` is the rest of the path, such as `x001/x067/078` or `x001/078.p/12`. A full tile never changes.',
        tags: ['ledger'],
        parameters: [
          {
            name: 'level',
            in: 'path',
            required: true,
            schema: {
              type: 'string',
              pattern: '^(entries|[0-9]|[1-5][0-9]|6[0-3])$',
            },
          },
          {
            name: 'tile',
            in: 'path',
            required: true,
            'x-rest-of-path': true,
            schema: {
              type: 'string',
              pattern: '^(x[0-9]{3}/){0,5}[0-9]{3}(\\.p/[0-9]{1,3})?$',
            },
          },
        ],
        responses: {
          '200': {
            description: 'The bytes of the tile',
            content: {
              'application/octet-stream': {
                schema: { type: 'string', format: 'binary' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans': {
      get: {
        operationId: 'listPlans',
        summary: 'Plans, the newest first',
        tags: ['plans'],
        parameters: [
          {
            name: 'state',
            in: 'query',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/PlanState' },
              minItems: 1,
              maxItems: 13,
            },
          },
          {
            name: 'entityRef',
            in: 'query',
            schema: { $ref: '#/components/schemas/EntityRefText' },
          },
          {
            name: 'requestedBy',
            in: 'query',
            schema: { $ref: '#/components/schemas/EntityRefText' },
          },
          {
            name: 'environment',
            in: 'query',
            schema: { $ref: '#/components/schemas/Environment' },
          },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
          },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'createPlan',
        summary: 'Makes a plan, previews it and decides about it',
        description:
          'With an Idempotency-Key the same request made again gives the same plan. A plan that cannot be resolved or previewed stays a draft and says why.',
        tags: ['plans'],
        parameters: [
          {
            name: 'Idempotency-Key',
            in: 'header',
            schema: { type: 'string', minLength: 8, maxLength: 100 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PlanInput' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The plan',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/import': {
      post: {
        operationId: 'importPlan',
        summary: 'Makes a plan of exported JSON',
        description:
          'Only intent and steps are taken over. Nothing that a file says about targets, hashes or approvals counts.',
        tags: ['plans'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['document'],
                additionalProperties: false,
                properties: {
                  document: {
                    description: 'What an export gave',
                    type: 'object',
                    additionalProperties: true,
                  },
                  entityRef: { $ref: '#/components/schemas/EntityRefText' },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The plan',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}': {
      get: {
        operationId: 'getPlan',
        summary:
          'One plan with targets, previews, decision, approvals and what you may do',
        description: 'The ETag is what If-Match takes.',
        tags: ['plans'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        responses: {
          '200': {
            description: 'The plan',
            headers: {
              ETag: {
                description: 'The plan as it is now',
                schema: { type: 'string' },
              },
            },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/revisions/{revision}': {
      get: {
        operationId: 'getPlanRevision',
        summary: 'A plan as it was',
        tags: ['plans'],
        parameters: [
          { $ref: '#/components/parameters/planId' },
          {
            name: 'revision',
            in: 'path',
            required: true,
            schema: { type: 'integer', minimum: 1, maximum: 100000 },
          },
        ],
        responses: {
          '200': {
            description: 'The revision, which never changes',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanRevision' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/revisions': {
      post: {
        operationId: 'revisePlan',
        summary:
          'Changes a plan by making its next revision; approvals so far are void',
        tags: ['plans'],
        parameters: [
          { $ref: '#/components/parameters/planId' },
          { $ref: '#/components/parameters/ifMatch' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PlanInput' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The plan with its new revision',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/preview': {
      post: {
        operationId: 'previewPlan',
        summary: 'Resolves and previews again',
        description:
          'An equal result keeps the hash and the approvals. Another one makes a new revision.',
        tags: ['plans'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        responses: {
          '200': {
            description: 'The plan',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/request-approval': {
      post: {
        operationId: 'requestPlanApproval',
        summary: 'Asks for what is still needed before the plan may run',
        tags: ['approvals'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PlanHashInput' },
            },
          },
        },
        responses: {
          '200': {
            description:
              'The plan, which may be approved at once where nothing else is needed',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/approvals': {
      post: {
        operationId: 'votePlan',
        summary: 'Approves or denies exactly this plan, or withdraws',
        tags: ['approvals'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/VoteInput' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The plan with the vote',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/questions': {
      post: {
        operationId: 'askAboutPlan',
        summary: 'Asks the requester something, or answers',
        tags: ['approvals'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['text'],
                additionalProperties: false,
                properties: {
                  text: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The plan with the question',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/told': {
      post: {
        operationId: 'pageForPlan',
        summary:
          'Tells the next one on call, or somebody by name, that approval is asked for',
        description:
          'Whoever is named decides in their own name, and only if they may: asking somebody gives no right.',
        tags: ['approvals'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  to: {
                    description:
                      'The person; if not given, the next one on call who was not told',
                    $ref: '#/components/schemas/EntityRefText',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The plan, with who was told',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/break-glass': {
      post: {
        operationId: 'breakGlass',
        summary:
          'Authorises the plan without a quorum, loudly and with a review',
        tags: ['approvals'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/BreakGlassInput' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The plan, authorised',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/start': {
      post: {
        operationId: 'startPlan',
        summary: 'Starts an approved plan; its authorisation is used up',
        tags: ['plans'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PlanHashInput' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The plan',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/cancel': {
      post: {
        operationId: 'cancelPlan',
        summary: 'Cancels a plan, or asks its run to stop',
        tags: ['plans'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['reason'],
                additionalProperties: false,
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The plan',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PlanDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/export': {
      get: {
        operationId: 'exportPlan',
        summary: 'A plan as JSON that another installation can import',
        tags: ['plans'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        responses: {
          '200': {
            description: 'The newest revision',
            content: {
              'application/json': {
                schema: { type: 'object', additionalProperties: true },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/approvals': {
      get: {
        operationId: 'listApprovals',
        summary: 'The inbox, what waits for approval, the most urgent first',
        tags: ['approvals'],
        parameters: [
          {
            name: 'for',
            in: 'query',
            description:
              '`me`: only what I can still approve; `all`: everything that waits',
            schema: { type: 'string', enum: ['me', 'all'], default: 'me' },
          },
          {
            name: 'entityRef',
            in: 'query',
            schema: { $ref: '#/components/schemas/EntityRefText' },
          },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
          },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ApprovalPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/presence': {
      get: {
        operationId: 'getPresence',
        summary:
          'Whether I have proven lately that I am there, for exactly this plan',
        tags: ['presence'],
        parameters: [
          {
            name: 'planHash',
            in: 'query',
            required: true,
            schema: { $ref: '#/components/schemas/PlanHash' },
          },
        ],
        responses: {
          '200': {
            description:
              'Whether it is proven, until when, and how to prove it',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Presence' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'beginPresence',
        summary: 'Begins to prove that I am there, by signing in again',
        description:
          'Open the answered address in a window of the same browser. The identity provider asks to sign in, and sends the browser to `/presence/callback`. Then `GET /presence` says that it is proven.',
        tags: ['presence'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PlanHashInput' },
            },
          },
        },
        responses: {
          '201': {
            description: 'Where to sign in',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PresenceChallenge' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/presence/callback': {
      get: {
        operationId: 'finishPresence',
        summary:
          'Where the identity provider sends the browser after signing in',
        description:
          'Not for programs. Answers a page without script, and nothing else than what was begun with `POST /presence` in the same browser.',
        tags: ['presence'],
        security: [],
        parameters: [
          {
            name: 'state',
            in: 'query',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 200 },
          },
          {
            name: 'code',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 8192 },
          },
          {
            name: 'iss',
            in: 'query',
            schema: { type: 'string', maxLength: 2048 },
          },
          {
            name: 'error',
            in: 'query',
            schema: { type: 'string', maxLength: 200 },
          },
          {
            name: 'error_description',
            in: 'query',
            schema: { type: 'string', maxLength: 2048 },
          },
        ],
        responses: {
          '200': {
            description: 'A page that says what was proven',
            content: { 'text/html': { schema: { type: 'string' } } },
          },
          default: {
            description: 'A page that says why nothing was proven',
            content: { 'text/html': { schema: { type: 'string' } } },
          },
        },
      },
    },
    '/on-call': {
      get: {
        operationId: 'getOnCall',
        summary: 'Who is called now for one entity in one environment',
        tags: ['on-call'],
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            required: true,
            schema: { $ref: '#/components/schemas/EntityRefText' },
          },
          {
            name: 'environment',
            in: 'query',
            required: true,
            schema: { $ref: '#/components/schemas/Environment' },
          },
        ],
        responses: {
          '200': {
            description: 'The people in the order in which they are called',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/OnCall' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/incidents': {
      get: {
        operationId: 'listIncidents',
        summary: 'Incidents, the newest first',
        tags: ['incidents'],
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            schema: { $ref: '#/components/schemas/EntityRefText' },
          },
          {
            name: 'state',
            in: 'query',
            description: 'Only those; all if not given',
            schema: { $ref: '#/components/schemas/IncidentState' },
          },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
          },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Incidents' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'openIncident',
        summary: 'Opens an incident, or answers the one that is open',
        description:
          'For who is on call for the entity in production, and for who may break the glass. While it is open, plans of that entity can name it. It closes by itself after 24 hours.',
        tags: ['incidents'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/IncidentInput' },
            },
          },
        },
        responses: {
          '201': {
            description:
              'The incident; the one that was open if the title is the same',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Incident' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/incidents/{incidentId}/close': {
      post: {
        operationId: 'closeIncident',
        summary: 'Closes an incident',
        tags: ['incidents'],
        parameters: [
          {
            name: 'incidentId',
            in: 'path',
            required: true,
            schema: { $ref: '#/components/schemas/Uuid' },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['reason'],
                additionalProperties: false,
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The incident, closed',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Incident' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/operations': {
      get: {
        operationId: 'listOperations',
        summary: 'What plans can be made of',
        tags: ['operations'],
        responses: {
          '200': {
            description: 'Each operation with the JSON schema of its input',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/OperationList' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/clusters': {
      get: {
        operationId: 'listClusters',
        summary: 'The clusters that connectors reach, and their environments',
        tags: ['operations'],
        responses: {
          '200': {
            description: 'The clusters',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ClusterList' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/levels': {
      get: {
        operationId: 'getLevels',
        summary:
          'How far software may act by itself for one entity, by environment',
        tags: ['levels'],
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            required: true,
            schema: { $ref: '#/components/schemas/EntityRefText' },
          },
        ],
        responses: {
          '200': {
            description: 'Levels, what waits for approval, and the history',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Levels' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      put: {
        operationId: 'setLevel',
        summary:
          'Changes a level; down at once, up once another person has approved it',
        tags: ['levels'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/LevelInput' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The levels',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Levels' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/levels/changes/{changeId}/votes': {
      post: {
        operationId: 'voteLevelChange',
        summary: 'Approves, denies or withdraws a change of level',
        tags: ['levels'],
        parameters: [
          {
            name: 'changeId',
            in: 'path',
            required: true,
            schema: { $ref: '#/components/schemas/Uuid' },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['decision'],
                additionalProperties: false,
                properties: {
                  decision: {
                    type: 'string',
                    enum: ['approve', 'deny', 'withdraw'],
                  },
                  comment: { type: 'string', maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The levels',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Levels' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/elevations': {
      get: {
        operationId: 'listElevations',
        summary: 'Elevations of one entity, the newest first',
        tags: ['elevations'],
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            required: true,
            schema: { $ref: '#/components/schemas/EntityRefText' },
          },
        ],
        responses: {
          '200': {
            description:
              'What is asked for, what is in force, and the last that ended',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ElevationRequests' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'requestElevation',
        summary: 'Asks for a higher level of software for a short time',
        description:
          'For who is on call for the entity, and for SREs. It names an open incident of severity sev1 or sev2, or says why in 20 characters or more. Nothing is granted by asking.',
        tags: ['elevations'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ElevationInput' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The request; it waits for other people',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ElevationRequest' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/elevations/{elevationId}/votes': {
      post: {
        operationId: 'voteElevation',
        summary: 'Approves, denies or withdraws a request',
        tags: ['elevations'],
        parameters: [{ $ref: '#/components/parameters/elevationId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['decision', 'digest'],
                additionalProperties: false,
                properties: {
                  decision: {
                    type: 'string',
                    enum: ['approve', 'deny', 'withdraw'],
                  },
                  digest: { $ref: '#/components/schemas/PlanHash' },
                  comment: { type: 'string', maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The request as it stands now',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ElevationRequest' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/elevations/{elevationId}/extend': {
      post: {
        operationId: 'extendElevation',
        summary: 'Asks for more time, once; it needs approval anew',
        tags: ['elevations'],
        parameters: [{ $ref: '#/components/parameters/elevationId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['reason'],
                additionalProperties: false,
                properties: {
                  minutes: { type: 'integer', minimum: 5, maximum: 240 },
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The request for more time',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ElevationRequest' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/elevations/{elevationId}/revoke': {
      post: {
        operationId: 'revokeElevation',
        summary: 'Ends an elevation at once',
        tags: ['elevations'],
        parameters: [{ $ref: '#/components/parameters/elevationId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['reason'],
                additionalProperties: false,
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The elevation, ended',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ElevationRequest' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/freezes': {
      get: {
        operationId: 'listFreezes',
        summary: 'What is frozen now or will be',
        tags: ['freezes'],
        responses: {
          '200': {
            description: 'The freezes that have not ended, the newest first',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Freezes' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'freeze',
        summary:
          'Stops writes, everywhere or in one environment or for one entity',
        tags: ['freezes'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/FreezeInput' },
            },
          },
        },
        responses: {
          '201': {
            description: 'It holds from now on',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Freeze' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/freezes/{freezeId}': {
      delete: {
        operationId: 'unfreeze',
        summary: 'Ends a freeze',
        tags: ['freezes'],
        parameters: [
          {
            name: 'freezeId',
            in: 'path',
            required: true,
            schema: { $ref: '#/components/schemas/Uuid' },
          },
          {
            name: 'reason',
            in: 'query',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 500 },
          },
        ],
        responses: {
          '204': { description: 'It has ended' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/guardrails': {
      get: {
        operationId: 'getGuardrails',
        summary: 'The guardrails that hold now',
        tags: ['policies'],
        responses: {
          '200': {
            description: 'The active version',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GuardrailVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/guardrails/versions': {
      get: {
        operationId: 'listGuardrailVersions',
        summary: 'All versions of the guardrails, the newest first',
        tags: ['policies'],
        parameters: [
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
          },
          { $ref: '#/components/parameters/cursor' },
        ],
        responses: {
          '200': {
            description: 'One page',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GuardrailVersions' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'draftGuardrails',
        summary: 'Drafts a new version; nothing holds until it is activated',
        tags: ['policies'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/GuardrailDraft' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The draft',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GuardrailVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/guardrails/versions/{version}': {
      get: {
        operationId: 'getGuardrailVersion',
        summary: 'One version, and how it differs from the active one',
        tags: ['policies'],
        parameters: [{ $ref: '#/components/parameters/guardrailVersion' }],
        responses: {
          '200': {
            description: 'The version',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GuardrailVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/guardrails/versions/{version}/activate': {
      post: {
        operationId: 'activateGuardrails',
        summary: 'Votes for a version, or goes back to an earlier one',
        description:
          'In production two people are needed, of whom the author is one at most.',
        tags: ['policies'],
        parameters: [{ $ref: '#/components/parameters/guardrailVersion' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['digest', 'reason'],
                additionalProperties: false,
                properties: {
                  digest: {
                    description: 'The digest of the version that was looked at',
                    type: 'string',
                    pattern: '^sha256:[0-9a-f]{64}$',
                  },
                  reason: { type: 'string', minLength: 10, maxLength: 2000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The version, active if that was the last vote needed',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GuardrailVersionDetail' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/guardrails/simulate': {
      post: {
        operationId: 'simulateGuardrails',
        summary: 'What other guardrails would have decided lately',
        tags: ['policies'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  version: { type: 'integer', minimum: 1 },
                  data: { $ref: '#/components/schemas/GuardrailData' },
                  days: { type: 'integer', minimum: 1, maximum: 30 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Which decisions would have been others',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GuardrailSimulation' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/policy/status': {
      get: {
        operationId: 'getPolicyStatus',
        summary: 'Whether policy can be evaluated, and by what',
        tags: ['policies'],
        responses: {
          '200': {
            description: 'The state of the policy engine',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PolicyStatus' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      backstage: {
        type: 'http',
        scheme: 'bearer',
        description: 'A Backstage user or service token',
      },
    },
    parameters: {
      elevationId: {
        name: 'elevationId',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/Uuid' },
      },
      exportId: {
        name: 'exportId',
        in: 'path',
        required: true,
        schema: { type: 'string', format: 'uuid' },
      },
      kind: {
        name: 'kind',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/EntityRefPart' },
      },
      namespace: {
        name: 'namespace',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/EntityRefPart' },
      },
      name: {
        name: 'name',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/EntityRefPart' },
      },
      auditFrom: {
        name: 'from',
        in: 'query',
        description: 'Not before this time, which is part of it',
        schema: { type: 'string', format: 'date-time' },
      },
      auditTo: {
        name: 'to',
        in: 'query',
        description: 'Before this time, which is no part of it',
        schema: { type: 'string', format: 'date-time' },
      },
      auditEntityRef: {
        name: 'entityRef',
        in: 'query',
        description: 'One of these catalog entities',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/AuditWord' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditProject: {
        name: 'project',
        in: 'query',
        description:
          'One of these projects; where an entry names none, its entity is the project',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/AuditWord' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditEnvironment: {
        name: 'environment',
        in: 'query',
        description: 'One of these environments',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/Environment' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditCluster: {
        name: 'cluster',
        in: 'query',
        description: 'One of these clusters',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/AuditWord' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditOperationType: {
        name: 'operationType',
        in: 'query',
        description: 'One of these kinds of deeds',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/OperationType' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditAction: {
        name: 'action',
        in: 'query',
        description: 'One of these actions, such as `kubernetes:scale`',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/AuditWord' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditActor: {
        name: 'actor',
        in: 'query',
        description: 'Done by one of these people, services or agents',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/AuditWord' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditOutcome: {
        name: 'outcome',
        in: 'query',
        description: 'Ended in one of these ways',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/EntryOutcome' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditDecision: {
        name: 'decision',
        in: 'query',
        description: 'Decided in one of these ways',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/EntryDecisionName' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditRuleId: {
        name: 'ruleId',
        in: 'query',
        description: 'Decided by one of these rules, among others',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/AuditWord' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditCorrelationId: {
        name: 'correlationId',
        in: 'query',
        description: 'Belongs to this correlation',
        schema: { $ref: '#/components/schemas/AuditWord' },
      },
      auditSource: {
        name: 'source',
        in: 'query',
        description: 'Came through one of these doors',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/EntrySource' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditPlanId: {
        name: 'planId',
        in: 'query',
        description: 'Belongs to this plan',
        schema: { $ref: '#/components/schemas/AuditWord' },
      },
      auditEntryKind: {
        name: 'kind',
        in: 'query',
        description: 'One of these kinds of entries',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/EntryKind' },
          minItems: 1,
          maxItems: 20,
        },
      },
      auditText: {
        name: 'text',
        in: 'query',
        description:
          'Has all of these words in its command, reason, action or resources; the last one may go on',
        schema: { type: 'string', minLength: 1, maxLength: 200 },
      },
      cursor: {
        name: 'cursor',
        in: 'query',
        description:
          'What an earlier page gave as nextCursor, with the same filters',
        schema: { type: 'string', minLength: 1, maxLength: 200 },
      },
      include: {
        name: 'include',
        in: 'query',
        description:
          '`evidence` adds to each entry the text that was hashed and the salts of what is sealed in it',
        schema: {
          type: 'array',
          items: { type: 'string', enum: ['evidence'] },
          maxItems: 1,
        },
      },
      entryId: {
        name: 'id',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/Uuid' },
      },
      flagId: {
        name: 'flagId',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/Uuid' },
      },
      planId: {
        name: 'planId',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/Uuid' },
      },
      ifMatch: {
        name: 'If-Match',
        in: 'header',
        description: 'The ETag of the plan that was looked at; needed',
        schema: { type: 'string', maxLength: 100 },
      },
      guardrailVersion: {
        name: 'version',
        in: 'path',
        required: true,
        schema: { type: 'integer', minimum: 1, maximum: 2147483647 },
      },
      viewId: {
        name: 'viewId',
        in: 'path',
        required: true,
        schema: { $ref: '#/components/schemas/Uuid' },
      },
    },
    requestBodies: {
      AuditView: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/AuditViewInput' },
          },
        },
      },
    },
    responses: {
      Error: {
        description: 'The error, as Backstage words it, with a stable code',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/ErrorBody' },
          },
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
          },
        },
      },
    },
    schemas: {
      EntityRefPart: {
        description: 'One part of an entity reference, without separators',
        type: 'string',
        minLength: 1,
        maxLength: 253,
        pattern: '^(?!\\.\\.?$)[^\\u0000-\\u0020\\u007f/:\\\\]+$',
      },
      TakeoverLevel: {
        description:
          'How far software may act by itself; people read "Takeover L2", never a bare "L2"',
        type: 'string',
        enum: [
          'L1_OBSERVATION',
          'L2_SUGGESTION',
          'L3_SEMI_AUTO',
          'L4_AUTO',
          'L5_FULLY_AUTONOMOUS',
        ],
      },
      Environment: {
        type: 'string',
        enum: ['development', 'test', 'pre-production', 'production'],
      },
      Role: {
        type: 'string',
        enum: [
          'viewer',
          'operator',
          'approver',
          'policy-admin',
          'compliance',
          'sre',
        ],
      },
      MyPermissions: {
        type: 'object',
        required: ['user', 'roles', 'framework', 'permissions'],
        additionalProperties: false,
        properties: {
          user: {
            type: 'object',
            required: ['entityRef', 'ownershipRefs'],
            additionalProperties: false,
            properties: {
              entityRef: { type: 'string' },
              ownershipRefs: { type: 'array', items: { type: 'string' } },
            },
          },
          roles: {
            type: 'array',
            items: {
              type: 'object',
              required: ['role', 'via'],
              additionalProperties: false,
              properties: {
                role: { $ref: '#/components/schemas/Role' },
                via: {
                  description:
                    'The group that gives the role in `understudy.roles`',
                  type: 'string',
                },
              },
            },
          },
          framework: {
            description:
              "Whether Backstage's permission framework is switched on",
            type: 'string',
            enum: ['enabled', 'disabled'],
          },
          permissions: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'title', 'action', 'allowed', 'reason'],
              additionalProperties: false,
              properties: {
                name: { type: 'string' },
                title: { type: 'string' },
                action: { type: 'string', enum: ['read', 'write'] },
                allowed: { type: 'boolean' },
                reason: {
                  description:
                    'Why, and for a refusal what is missing and who can give it',
                  type: 'string',
                },
              },
            },
          },
        },
      },
      HealthStatus: { type: 'string', enum: ['ok', 'attention', 'failed'] },
      HealthReport: {
        type: 'object',
        required: ['status', 'checkedAt', 'checks'],
        additionalProperties: false,
        properties: {
          status: { $ref: '#/components/schemas/HealthStatus' },
          checkedAt: { type: 'string', format: 'date-time' },
          checks: {
            type: 'array',
            items: { $ref: '#/components/schemas/HealthCheckResult' },
          },
        },
      },
      HealthCheckResult: {
        type: 'object',
        required: ['id', 'title', 'status', 'sentence', 'stops', 'since'],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          status: { $ref: '#/components/schemas/HealthStatus' },
          sentence: {
            description:
              'What is so, in one sentence a tired person understands',
            type: 'string',
          },
          action: {
            description: 'What to do next, if anything',
            type: 'string',
          },
          link: {
            description: 'A page of the docs or of this console that helps',
            type: 'string',
          },
          stops: {
            description: 'What does not work while the check is not ok',
            type: 'string',
            enum: ['nothing', 'writes', 'sensitive-reads', 'everything'],
          },
          since: {
            description: 'Since when the check has had this status',
            type: 'string',
            format: 'date-time',
          },
        },
      },
      EntityOperations: {
        type: 'object',
        required: [
          'entityRef',
          'title',
          'owners',
          'systemType',
          'environments',
          'clusters',
          'nextStep',
        ],
        additionalProperties: false,
        properties: {
          entityRef: { type: 'string' },
          title: { type: 'string' },
          owners: { type: 'array', items: { type: 'string' } },
          youOwnIt: { type: 'boolean' },
          systemType: {
            type: 'object',
            required: ['value', 'source'],
            additionalProperties: false,
            properties: {
              value: { type: 'string', enum: ['developed', 'existing'] },
              source: { type: 'string', enum: ['annotation', 'default'] },
            },
          },
          environments: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'clusters', 'cap', 'rules'],
              additionalProperties: false,
              properties: {
                name: { $ref: '#/components/schemas/Environment' },
                clusters: { type: 'array', items: { type: 'string' } },
                cap: {
                  description:
                    'The highest takeover level that this environment allows',
                  $ref: '#/components/schemas/TakeoverLevel',
                },
                rules: {
                  description: 'In words, what the environment asks of a write',
                  type: 'string',
                },
              },
            },
          },
          clusters: {
            type: 'array',
            items: {
              type: 'object',
              required: [
                'name',
                'configured',
                'environment',
                'environmentSource',
              ],
              additionalProperties: false,
              properties: {
                name: { type: 'string' },
                namespace: { type: 'string' },
                configured: {
                  description: 'Whether this Backstage knows the cluster',
                  type: 'boolean',
                },
                environment: { $ref: '#/components/schemas/Environment' },
                environmentSource: {
                  description:
                    '`configuration`, or `unknown`: then production rules hold',
                  type: 'string',
                  enum: ['configuration', 'unknown'],
                },
              },
            },
          },
          nextStep: {
            type: 'object',
            required: ['title', 'why'],
            additionalProperties: false,
            properties: {
              title: { type: 'string' },
              why: { type: 'string' },
              link: { type: 'string' },
              example: {
                description: 'Something to copy, for instance an annotation',
                type: 'string',
              },
            },
          },
        },
      },
      Uuid: {
        type: 'string',
        pattern:
          '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
      },
      AuditWord: {
        description: 'A value of a filter, to be met exactly',
        type: 'string',
        minLength: 1,
        maxLength: 512,
      },
      LedgerIndex: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
      Base64: { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' },
      OperationType: {
        type: 'string',
        enum: [
          'deployment',
          'configuration_change',
          'data_migration',
          'rollback',
          'monitoring_update',
          'troubleshooting',
          'feedback_response',
          'permission_change',
          'diagnostic',
          'exec',
          'tool_selection',
          'approval',
          'elevation',
          'policy_change',
          'export',
          'chat_command',
          'template_task',
          'sign_in',
          'denial',
          'key_rotation',
          'redaction',
          'review',
          'note',
          'ledger',
        ],
      },
      EntryOutcome: {
        type: 'string',
        enum: [
          'success',
          'failure',
          'partial',
          'denied',
          'cancelled',
          'rolled_back',
          'unverified',
        ],
      },
      EntrySource: {
        type: 'string',
        enum: ['ui', 'slack', 'cli', 'api', 'scheduler', 'webhook', 'system'],
      },
      EntryKind: { type: 'string', enum: ['event', 'intent', 'outcome'] },
      EntryDecisionName: {
        type: 'string',
        enum: ['allow', 'require-approval', 'deny'],
      },
      EntryActor: {
        type: 'object',
        required: ['type', 'id'],
        additionalProperties: false,
        properties: {
          type: { type: 'string', enum: ['user', 'service', 'agent'] },
          id: { type: 'string' },
          display: { type: 'string' },
          mappedFrom: { type: 'string' },
          onBehalfOf: { type: 'string' },
        },
      },
      EntryScope: {
        type: 'object',
        additionalProperties: false,
        properties: {
          cluster: { type: 'string' },
          namespace: { type: 'string' },
          resources: { type: 'array', items: { type: 'string' } },
          count: { type: 'integer', minimum: 0 },
        },
      },
      EntryDecision: {
        type: 'object',
        required: ['decision', 'ruleIds'],
        additionalProperties: false,
        properties: {
          decision: { $ref: '#/components/schemas/EntryDecisionName' },
          ruleIds: { type: 'array', items: { type: 'string' } },
          policyVersion: { type: 'string' },
          constraints: { type: 'array', items: { type: 'string' } },
          ttlSeconds: { type: 'number' },
        },
      },
      EntryApproval: {
        type: 'object',
        required: ['by', 'decision', 'at'],
        additionalProperties: false,
        properties: {
          by: { type: 'string' },
          decision: { type: 'string', enum: ['approved', 'denied'] },
          at: { type: 'string', format: 'date-time' },
          entryId: { type: 'string' },
        },
      },
      LedgerEntry: {
        description:
          'Who did what, where, when, how and why, and how it ended; a sealed value that was redacted is missing',
        type: 'object',
        required: [
          'schemaVersion',
          'id',
          'kind',
          'occurredAt',
          'actor',
          'source',
          'operationType',
          'action',
        ],
        additionalProperties: false,
        properties: {
          schemaVersion: { type: 'integer', enum: [1] },
          id: { type: 'string' },
          kind: { $ref: '#/components/schemas/EntryKind' },
          intentId: { type: 'string' },
          occurredAt: { type: 'string', format: 'date-time' },
          actor: { $ref: '#/components/schemas/EntryActor' },
          actingIdentity: { type: 'string' },
          source: { $ref: '#/components/schemas/EntrySource' },
          channelRef: { type: 'string' },
          correlationId: { type: 'string' },
          entityRef: { type: 'string' },
          project: { type: 'string' },
          version: { type: 'string' },
          specSnapshotId: { type: 'string' },
          environment: { $ref: '#/components/schemas/Environment' },
          permissionLevel: { type: 'string' },
          takeoverLevel: { $ref: '#/components/schemas/TakeoverLevel' },
          riskTier: { type: 'string', enum: ['read', 'low', 'medium', 'high'] },
          changeLevel: { type: 'string' },
          operationType: { $ref: '#/components/schemas/OperationType' },
          action: { type: 'string' },
          tool: { type: 'string' },
          toolRationale: { type: 'string' },
          targetSystem: { type: 'string' },
          scope: { $ref: '#/components/schemas/EntryScope' },
          parameters: { type: 'object', additionalProperties: true },
          commandText: { type: 'string' },
          reason: { type: 'string' },
          planId: { type: 'string' },
          planRevision: { type: 'integer' },
          planHash: { type: 'string' },
          stepId: { type: 'string' },
          executionId: { type: 'string' },
          decision: { $ref: '#/components/schemas/EntryDecision' },
          approvals: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntryApproval' },
          },
          dryRunRef: { type: 'string' },
          outcome: { $ref: '#/components/schemas/EntryOutcome' },
          outputDigest: { type: 'string' },
          outputRef: { type: 'string' },
          evidenceRefs: { type: 'array', items: { type: 'string' } },
          errorContext: { type: 'object', additionalProperties: true },
          recoveryActions: { type: 'array', items: { type: 'string' } },
          rollbackOf: { type: 'string' },
          durationMs: { type: 'number' },
          contextTags: {
            type: 'object',
            additionalProperties: { type: 'string' },
          },
        },
      },
      AuditEntry: {
        type: 'object',
        required: ['index', 'leafHash', 'entry', 'redacted', 'notes'],
        additionalProperties: false,
        properties: {
          index: { $ref: '#/components/schemas/LedgerIndex' },
          leafHash: {
            description: 'The hash under which it stands in the log',
            $ref: '#/components/schemas/Base64',
          },
          entry: { $ref: '#/components/schemas/LedgerEntry' },
          redacted: {
            description:
              'JSON pointers of the sealed values that were taken out',
            type: 'array',
            items: { type: 'string' },
          },
          outcome: {
            description: 'For an intent that was closed, how it ended',
            $ref: '#/components/schemas/AuditOutcome',
          },
          problem: {
            description:
              'What is wrong with it; what is recorded cannot be shown for certain',
            type: 'string',
          },
          notes: {
            description: 'How many notes were added to it',
            type: 'integer',
            minimum: 0,
          },
          evidence: { $ref: '#/components/schemas/AuditEvidence' },
        },
      },
      AuditOutcome: {
        type: 'object',
        required: ['entryId', 'index', 'occurredAt', 'redacted'],
        additionalProperties: false,
        properties: {
          entryId: { $ref: '#/components/schemas/Uuid' },
          index: { $ref: '#/components/schemas/LedgerIndex' },
          occurredAt: { type: 'string', format: 'date-time' },
          outcome: { $ref: '#/components/schemas/EntryOutcome' },
          durationMs: { type: 'number' },
          errorContext: { type: 'object', additionalProperties: true },
          recoveryActions: { type: 'array', items: { type: 'string' } },
          redacted: { type: 'array', items: { type: 'string' } },
        },
      },
      AuditEvidence: {
        type: 'object',
        required: ['body', 'fields'],
        additionalProperties: false,
        properties: {
          body: {
            description: 'The exact canonical JSON; its hash is the leaf',
            type: 'string',
          },
          fields: {
            description:
              'What opens the commitments in it, where it was not redacted',
            type: 'array',
            items: { $ref: '#/components/schemas/AuditSealedField' },
          },
        },
      },
      AuditSealedField: {
        type: 'object',
        required: ['pointer', 'salt', 'value'],
        additionalProperties: false,
        properties: {
          pointer: { type: 'string' },
          salt: { $ref: '#/components/schemas/Base64' },
          value: {},
        },
      },
      AuditPage: {
        type: 'object',
        required: ['items', 'scope', 'size'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditEntry' },
          },
          damaged: {
            description:
              'Indexes of entries that fit but cannot be read any more',
            type: 'array',
            items: { $ref: '#/components/schemas/LedgerIndex' },
          },
          nextCursor: {
            description: 'Where to go on; missing where there is nothing more',
            type: 'string',
          },
          stoppedAt: {
            description:
              'Set where the search ended for time: what lies beyond was not looked at yet, and nextCursor goes on there',
            $ref: '#/components/schemas/AuditPosition',
          },
          scope: { $ref: '#/components/schemas/AuditScope' },
          size: {
            description: 'How many entries of the log can be searched so far',
            $ref: '#/components/schemas/LedgerIndex',
          },
        },
      },
      AuditPosition: {
        type: 'object',
        required: ['index'],
        additionalProperties: false,
        properties: {
          index: { $ref: '#/components/schemas/LedgerIndex' },
          occurredAt: { type: 'string', format: 'date-time' },
        },
      },
      AuditScope: {
        description:
          'Whether the caller sees every entry, or those of entities of their own',
        type: 'string',
        enum: ['all', 'owned'],
      },
      AuditEntryDetail: {
        type: 'object',
        required: ['entry', 'notes'],
        additionalProperties: false,
        properties: {
          entry: { $ref: '#/components/schemas/AuditEntry' },
          intent: {
            description: 'For an outcome, the intent that it closes',
            $ref: '#/components/schemas/AuditEntry',
          },
          notes: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditEntry' },
          },
        },
      },
      AuditNoteInput: {
        type: 'object',
        required: ['text'],
        additionalProperties: false,
        properties: {
          text: { type: 'string', minLength: 1, maxLength: 10000 },
          links: {
            type: 'array',
            maxItems: 20,
            items: { $ref: '#/components/schemas/AuditLink' },
          },
        },
      },
      AuditLink: {
        type: 'object',
        required: ['url'],
        additionalProperties: false,
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 200 },
          url: {
            description: 'Of a ticket or a runbook',
            type: 'string',
            maxLength: 2000,
            format: 'uri',
            pattern: '^https?://[^\\s]+$',
          },
        },
      },
      AuditNoteReceipt: {
        type: 'object',
        required: ['id'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          index: {
            description: 'Its index, if it has one already',
            $ref: '#/components/schemas/LedgerIndex',
          },
        },
      },
      AuditFacetField: {
        type: 'string',
        enum: [
          'entityRef',
          'project',
          'environment',
          'cluster',
          'operationType',
          'action',
          'actor',
          'outcome',
          'decision',
          'ruleId',
          'source',
          'kind',
        ],
      },
      AuditFacets: {
        type: 'object',
        required: ['facets', 'scope'],
        additionalProperties: false,
        properties: {
          facets: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditFacet' },
          },
          scope: { $ref: '#/components/schemas/AuditScope' },
        },
      },
      AuditFacet: {
        type: 'object',
        required: ['field', 'values', 'more'],
        additionalProperties: false,
        properties: {
          field: { $ref: '#/components/schemas/AuditFacetField' },
          values: { type: 'array', items: { type: 'string' } },
          more: { description: 'Whether there are others', type: 'boolean' },
        },
      },
      AuditQuery: {
        type: 'object',
        additionalProperties: false,
        properties: {
          last: {
            description:
              'Counted back from when the view is opened; instead of from and to',
            type: 'string',
            enum: ['PT1H', 'PT24H', 'P7D', 'P30D', 'P90D'],
          },
          from: { type: 'string', format: 'date-time' },
          to: { type: 'string', format: 'date-time' },
          entityRef: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditWord' },
            minItems: 1,
            maxItems: 20,
          },
          project: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditWord' },
            minItems: 1,
            maxItems: 20,
          },
          environment: {
            type: 'array',
            items: { $ref: '#/components/schemas/Environment' },
            minItems: 1,
            maxItems: 20,
          },
          cluster: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditWord' },
            minItems: 1,
            maxItems: 20,
          },
          operationType: {
            type: 'array',
            items: { $ref: '#/components/schemas/OperationType' },
            minItems: 1,
            maxItems: 20,
          },
          action: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditWord' },
            minItems: 1,
            maxItems: 20,
          },
          actor: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditWord' },
            minItems: 1,
            maxItems: 20,
          },
          outcome: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntryOutcome' },
            minItems: 1,
            maxItems: 20,
          },
          decision: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntryDecisionName' },
            minItems: 1,
            maxItems: 20,
          },
          ruleId: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditWord' },
            minItems: 1,
            maxItems: 20,
          },
          correlationId: { $ref: '#/components/schemas/AuditWord' },
          source: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntrySource' },
            minItems: 1,
            maxItems: 20,
          },
          planId: { $ref: '#/components/schemas/AuditWord' },
          kind: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntryKind' },
            minItems: 1,
            maxItems: 20,
          },
          text: { type: 'string', minLength: 1, maxLength: 200 },
          order: { type: 'string', enum: ['newest', 'oldest'] },
        },
      },
      AuditViewInput: {
        type: 'object',
        required: ['name', 'query', 'shared'],
        additionalProperties: false,
        properties: {
          name: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
            pattern: '\\S',
          },
          query: { $ref: '#/components/schemas/AuditQuery' },
          shared: {
            description:
              'Whether everybody who may read sees the view; it shows nobody more entries',
            type: 'boolean',
          },
        },
      },
      AuditView: {
        type: 'object',
        required: [
          'id',
          'name',
          'query',
          'shared',
          'owner',
          'mine',
          'createdAt',
          'updatedAt',
        ],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          name: { type: 'string' },
          query: { $ref: '#/components/schemas/AuditQuery' },
          shared: { type: 'boolean' },
          owner: { type: 'string' },
          mine: { type: 'boolean' },
          createdAt: { type: 'string', format: 'date-time' },
          updatedAt: { type: 'string', format: 'date-time' },
        },
      },
      AuditViews: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditView' },
          },
        },
      },
      Day: {
        description: 'A day in UTC',
        type: 'string',
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
      },
      Counts: {
        description: 'How many of each',
        type: 'object',
        additionalProperties: { type: 'integer', minimum: 0 },
      },
      AuditSummary: {
        type: 'object',
        required: [
          'day',
          'madeAt',
          'entries',
          'operations',
          'byOutcome',
          'byType',
          'byTakeoverLevel',
          'byChangeLevel',
          'byEnvironment',
          'denials',
          'overrides',
          'flagsRaised',
          'flagsOpen',
          'openIntents',
          'anchoring',
        ],
        additionalProperties: false,
        properties: {
          day: { $ref: '#/components/schemas/Day' },
          madeAt: { type: 'string', format: 'date-time' },
          entries: {
            description: 'What was written into the ledger that day',
            type: 'integer',
          },
          firstIndex: { type: 'integer' },
          lastIndex: { type: 'integer' },
          operations: {
            description:
              'Events and outcomes; no sign-ins, denials, notes or reviews',
            type: 'integer',
          },
          successRate: {
            description: 'From 0 to 1; absent where there was no operation',
            type: 'number',
          },
          byOutcome: { $ref: '#/components/schemas/Counts' },
          byType: { $ref: '#/components/schemas/Counts' },
          byTakeoverLevel: { $ref: '#/components/schemas/Counts' },
          byChangeLevel: { $ref: '#/components/schemas/Counts' },
          byEnvironment: { $ref: '#/components/schemas/Counts' },
          denials: {
            description: 'How often somebody was refused something',
            type: 'integer',
          },
          overrides: {
            description: 'Elevations, and steps without their dry run',
            type: 'integer',
          },
          flagsRaised: { type: 'integer' },
          flagsOpen: {
            description: 'When the summary was made',
            type: 'integer',
          },
          openIntents: {
            description: 'Intents without an outcome when the summary was made',
            type: 'integer',
          },
          anchoring: {
            description: 'When the summary was made',
            type: 'object',
            required: ['size', 'checkpointed', 'sinks'],
            additionalProperties: false,
            properties: {
              size: { type: 'integer' },
              checkpointed: { type: 'integer' },
              sinks: {
                type: 'array',
                items: { $ref: '#/components/schemas/LedgerAnchor' },
              },
            },
          },
          entryId: { $ref: '#/components/schemas/Uuid' },
        },
      },
      AuditSummaries: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/AuditSummary' },
          },
        },
      },
      LedgerReason: {
        type: 'object',
        required: ['reason'],
        additionalProperties: false,
        properties: {
          reason: { type: 'string', minLength: 3, maxLength: 4000 },
        },
      },
      LedgerAlarms: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/LedgerAlarm' },
          },
        },
      },
      LedgerAlarm: {
        type: 'object',
        required: ['id', 'raisedAt', 'code', 'sentence', 'stops'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          raisedAt: { type: 'string', format: 'date-time' },
          code: { type: 'string' },
          sentence: { type: 'string' },
          stops: {
            description: 'Whether no intent is taken until it is resolved',
            type: 'boolean',
          },
        },
      },
      LedgerVerifications: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/LedgerVerification' },
          },
        },
      },
      LedgerVerification: {
        type: 'object',
        required: ['id', 'requestedBy', 'startedAt', 'done'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          requestedBy: { type: 'string' },
          startedAt: { type: 'string', format: 'date-time' },
          done: {
            description: 'How many entries it has looked at',
            type: 'integer',
          },
          finishedAt: { type: 'string', format: 'date-time' },
          report: { $ref: '#/components/schemas/LedgerVerificationReport' },
          problem: { type: 'string' },
        },
      },
      LedgerVerificationReport: {
        type: 'object',
        required: [
          'intact',
          'size',
          'minimumIndex',
          'checkpoints',
          'redacted',
          'anchored',
          'findings',
          'more',
          'notices',
          'proved',
        ],
        additionalProperties: false,
        properties: {
          intact: { type: 'boolean' },
          size: { type: 'integer' },
          minimumIndex: { type: 'integer' },
          checkpoints: { type: 'integer' },
          redacted: { type: 'integer' },
          anchored: { type: 'integer' },
          findings: {
            type: 'array',
            items: {
              type: 'object',
              required: ['code', 'sentence'],
              additionalProperties: false,
              properties: {
                code: { type: 'string' },
                index: { type: 'integer' },
                entryId: { type: 'string' },
                sentence: { type: 'string' },
              },
            },
          },
          more: { type: 'boolean' },
          notices: { type: 'array', items: { type: 'string' } },
          proved: { type: 'array', items: { type: 'string' } },
        },
      },
      RedactionInput: {
        type: 'object',
        required: ['pointers', 'reason'],
        additionalProperties: false,
        properties: {
          pointers: {
            description:
              'The sealed fields, as JSON pointers such as `/parameters`',
            type: 'array',
            minItems: 1,
            maxItems: 6,
            items: { type: 'string', maxLength: 64 },
          },
          reason: { type: 'string', minLength: 3, maxLength: 4000 },
        },
      },
      Redaction: {
        type: 'object',
        required: ['redactionId'],
        additionalProperties: false,
        properties: { redactionId: { $ref: '#/components/schemas/Uuid' } },
      },
      OpenIntents: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/OpenIntent' },
          },
        },
      },
      OpenIntent: {
        type: 'object',
        required: [
          'id',
          'occurredAt',
          'ageSeconds',
          'actor',
          'operationType',
          'action',
          'standing',
          'sentence',
        ],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          index: { type: 'integer' },
          occurredAt: { type: 'string', format: 'date-time' },
          ageSeconds: { type: 'integer' },
          actor: { type: 'string' },
          operationType: { $ref: '#/components/schemas/OperationType' },
          action: { type: 'string' },
          entityRef: { type: 'string' },
          environment: { $ref: '#/components/schemas/Environment' },
          targetSystem: { type: 'string' },
          planId: { type: 'string' },
          executionId: { type: 'string' },
          standing: {
            description: 'How far its record has come',
            type: 'string',
            enum: [
              'staged',
              'sequenced',
              'checkpointed',
              'anchored',
              'missing',
            ],
          },
          sentence: {
            description: 'What is known, and what is not',
            type: 'string',
          },
        },
      },
      ReviewStatus: { type: 'string', enum: ['open', 'closed'] },
      ReviewDetector: {
        type: 'string',
        enum: [
          'error-rate',
          'operations-per-hour',
          'repeated-failures',
          'rare-type',
          'unusual-hours',
          'break-glass',
          'on-call-lane',
          'elevation',
        ],
      },
      ReviewCloseReason: {
        type: 'string',
        enum: ['expected', 'handled', 'false-alarm', 'duplicate', 'other'],
      },
      ReviewActKind: {
        type: 'string',
        enum: ['assign', 'comment', 'close', 'reopen', 'follow-up'],
      },
      ReviewFlag: {
        type: 'object',
        required: [
          'id',
          'detector',
          'actor',
          'sentence',
          'numbers',
          'entryIds',
          'entityRefs',
          'raisedAt',
          'lastSeenAt',
          'times',
          'status',
          'version',
          'changedAt',
        ],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          detector: { $ref: '#/components/schemas/ReviewDetector' },
          actor: { description: 'Whom it is about', type: 'string' },
          operationType: { type: 'string' },
          sentence: { description: 'What was seen, in words', type: 'string' },
          numbers: {
            description: 'The numbers behind it',
            type: 'object',
            additionalProperties: { type: 'number' },
          },
          entryIds: {
            description: 'Some of the entries; the first twenty',
            type: 'array',
            items: { type: 'string' },
          },
          entityRefs: { type: 'array', items: { type: 'string' } },
          raisedAt: { type: 'string', format: 'date-time' },
          lastSeenAt: { type: 'string', format: 'date-time' },
          times: {
            description: 'In how many hours it was seen',
            type: 'integer',
          },
          status: { $ref: '#/components/schemas/ReviewStatus' },
          assignee: { type: 'string' },
          closeReason: { $ref: '#/components/schemas/ReviewCloseReason' },
          version: {
            description: 'Grows with each act; give it back to act',
            type: 'integer',
          },
          changedAt: { type: 'string', format: 'date-time' },
          entryId: {
            description: 'The entry that records that it was raised',
            $ref: '#/components/schemas/Uuid',
          },
        },
      },
      ReviewFlags: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ReviewFlag' },
          },
          nextCursor: { type: 'string' },
        },
      },
      ReviewFlagDetail: {
        type: 'object',
        required: ['flag', 'acts', 'followUps'],
        additionalProperties: false,
        properties: {
          flag: { $ref: '#/components/schemas/ReviewFlag' },
          acts: {
            type: 'array',
            items: { $ref: '#/components/schemas/ReviewAct' },
          },
          followUps: {
            type: 'array',
            items: { $ref: '#/components/schemas/ReviewFollowUp' },
          },
        },
      },
      ReviewAct: {
        type: 'object',
        required: ['id', 'kind', 'by', 'at', 'version', 'entryId'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          kind: { $ref: '#/components/schemas/ReviewActKind' },
          by: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          text: {
            description:
              'As it stands in the ledger; absent once it is redacted there',
            type: 'string',
          },
          assignee: { type: 'string' },
          closeReason: { $ref: '#/components/schemas/ReviewCloseReason' },
          version: { type: 'integer' },
          entryId: {
            description: 'The intent in the ledger',
            $ref: '#/components/schemas/Uuid',
          },
        },
      },
      ReviewFollowUp: {
        type: 'object',
        required: ['id', 'status', 'by', 'createdAt', 'attempts'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          status: { type: 'string', enum: ['waiting', 'delivered', 'failed'] },
          by: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
          attempts: { type: 'integer' },
          problem: { type: 'string' },
          ticket: {
            description: 'What the ticketing system calls it',
            type: 'string',
          },
        },
      },
      ReviewActInput: {
        type: 'object',
        required: ['kind', 'version'],
        additionalProperties: false,
        properties: {
          kind: { $ref: '#/components/schemas/ReviewActKind' },
          version: { type: 'integer', minimum: 1, maximum: 2147483646 },
          text: {
            description: 'The comment, or why; not needed to assign or hand on',
            type: 'string',
            minLength: 1,
            maxLength: 4000,
            pattern: '^[^\\u0000]*$',
          },
          assignee: {
            description: 'To assign; nobody in particular if not given',
            type: 'string',
            minLength: 1,
            maxLength: 253,
          },
          closeReason: { $ref: '#/components/schemas/ReviewCloseReason' },
        },
      },
      LedgerStatus: {
        type: 'object',
        required: ['origin', 'verifierKeys', 'size', 'anchors'],
        additionalProperties: false,
        properties: {
          origin: { description: 'The name of the log', type: 'string' },
          verifierKeys: {
            description:
              'As this server says; trust those that were pinned outside of it',
            type: 'array',
            items: { type: 'string' },
          },
          size: { $ref: '#/components/schemas/LedgerIndex' },
          checkpoint: { $ref: '#/components/schemas/LedgerCheckpointRef' },
          anchors: {
            type: 'array',
            items: { $ref: '#/components/schemas/LedgerAnchor' },
          },
        },
      },
      LedgerCheckpointRef: {
        type: 'object',
        required: ['size', 'note'],
        additionalProperties: false,
        properties: {
          size: { $ref: '#/components/schemas/LedgerIndex' },
          note: { type: 'string' },
        },
      },
      LedgerAnchor: {
        type: 'object',
        required: ['sink', 'size', 'anchoredAt'],
        additionalProperties: false,
        properties: {
          sink: { type: 'string' },
          size: { $ref: '#/components/schemas/LedgerIndex' },
          anchoredAt: { type: 'string', format: 'date-time' },
        },
      },
      LedgerProofs: {
        type: 'object',
        required: ['checkpoint', 'proofs'],
        additionalProperties: false,
        properties: {
          checkpoint: {
            description: 'The signed note that the proofs lead to',
            type: 'string',
          },
          proofs: {
            type: 'array',
            items: { $ref: '#/components/schemas/LedgerInclusion' },
          },
        },
      },
      LedgerInclusion: {
        type: 'object',
        required: ['index', 'proof'],
        additionalProperties: false,
        properties: {
          index: { $ref: '#/components/schemas/LedgerIndex' },
          proof: {
            type: 'array',
            items: { $ref: '#/components/schemas/Base64' },
          },
        },
      },
      LedgerConsistency: {
        type: 'object',
        required: ['from', 'to', 'proof'],
        additionalProperties: false,
        properties: {
          from: { $ref: '#/components/schemas/LedgerIndex' },
          to: { $ref: '#/components/schemas/LedgerIndex' },
          proof: {
            type: 'array',
            items: { $ref: '#/components/schemas/Base64' },
          },
        },
      },
      EvidenceFilter: {
        description: 'Only the entries that fit all of it',
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: {
          entityRef: { type: 'string', minLength: 1, maxLength: 512 },
          project: { type: 'string', minLength: 1, maxLength: 512 },
          environment: { $ref: '#/components/schemas/Environment' },
          cluster: { type: 'string', minLength: 1, maxLength: 512 },
          operationType: {
            type: 'array',
            minItems: 1,
            maxItems: 30,
            items: { $ref: '#/components/schemas/OperationType' },
          },
          action: { type: 'string', minLength: 1, maxLength: 128 },
          actor: { type: 'string', minLength: 1, maxLength: 512 },
          outcome: { $ref: '#/components/schemas/EntryOutcome' },
        },
      },
      EvidenceRequest: {
        type: 'object',
        required: ['period', 'reason'],
        additionalProperties: false,
        properties: {
          period: {
            description:
              'From, inclusive, and to, exclusive; without them from the first entry to the last',
            type: 'object',
            additionalProperties: false,
            properties: {
              from: { type: 'string', format: 'date-time' },
              to: { type: 'string', format: 'date-time' },
            },
          },
          filter: { $ref: '#/components/schemas/EvidenceFilter' },
          reason: {
            description: 'Why, for the ledger',
            type: 'string',
            minLength: 1,
            maxLength: 2000,
          },
          notes: {
            description: 'Goes into the package, for instance about incidents',
            type: 'string',
            minLength: 1,
            maxLength: 20000,
          },
        },
      },
      EvidenceExport: {
        type: 'object',
        required: [
          'id',
          'state',
          'requestedBy',
          'requestedAt',
          'request',
          'complete',
          'done',
        ],
        additionalProperties: false,
        properties: {
          id: { type: 'string', format: 'uuid' },
          state: {
            type: 'string',
            enum: [
              'waiting',
              'running',
              'ready',
              'failed',
              'cancelled',
              'expired',
            ],
          },
          requestedBy: { type: 'string' },
          requestedAt: { type: 'string', format: 'date-time' },
          request: { $ref: '#/components/schemas/EvidenceRequest' },
          complete: {
            description:
              'Whether it proves that no entry of the period was left out',
            type: 'boolean',
          },
          done: {
            description: 'How many entries were gone through so far',
            type: 'integer',
            minimum: 0,
          },
          total: {
            description: 'How many there are to go through',
            type: 'integer',
            minimum: 0,
          },
          entries: {
            description: 'How many entries the package has',
            type: 'integer',
            minimum: 0,
          },
          bytes: { type: 'integer', minimum: 0 },
          sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          finishedAt: { type: 'string', format: 'date-time' },
          expiresAt: { type: 'string', format: 'date-time' },
          store: {
            description: 'The place besides this server where it was put',
            type: 'string',
          },
          problem: {
            description: 'Why there is none, in words',
            type: 'string',
          },
        },
      },
      EvidenceExports: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/EvidenceExport' },
          },
        },
      },
      EntityRefText: {
        description:
          'A full entity reference, such as component:default/payments',
        type: 'string',
        minLength: 3,
        maxLength: 512,
        pattern:
          '^[^\\u0000-\\u0020\\u007f:/\\\\]+:[^\\u0000-\\u0020\\u007f:/\\\\]+/[^\\u0000-\\u0020\\u007f:/\\\\]+$',
      },
      PlanHash: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
      RiskTier: { type: 'string', enum: ['read', 'low', 'medium', 'high'] },
      PlanState: {
        type: 'string',
        enum: [
          'draft',
          'previewing',
          'awaiting-approval',
          'approved',
          'running',
          'verifying',
          'succeeded',
          'unverified',
          'failed',
          'rolled-back',
          'cancelled',
          'denied',
          'expired',
        ],
      },
      PlanSource: {
        type: 'string',
        enum: ['chat', 'ui', 'runbook', 'slack', 'cli', 'api', 'alert', 'undo'],
      },
      PlanStart: {
        description: 'When an approved plan starts',
        type: 'string',
        enum: ['on-approval', 'when-started', 'in-window'],
      },
      PlanStepInput: {
        type: 'object',
        required: ['operation', 'input'],
        additionalProperties: false,
        properties: {
          id: {
            description: 'Kept over revisions; given if left out',
            type: 'string',
            pattern: '^[a-z][a-z0-9-]{0,31}$',
          },
          operation: {
            type: 'string',
            pattern: '^[a-z0-9-]{1,63}:[a-z0-9-]{1,63}$',
          },
          input: { type: 'object', additionalProperties: true },
          title: { type: 'string', minLength: 1, maxLength: 200 },
          requiresApproval: { type: 'boolean' },
          onFailure: { type: 'string', enum: ['stop', 'undo'] },
        },
      },
      PlanStep: {
        type: 'object',
        required: ['id', 'operation', 'input', 'title'],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          operation: { type: 'string' },
          input: { type: 'object', additionalProperties: true },
          title: { type: 'string' },
          requiresApproval: { type: 'boolean' },
          onFailure: { type: 'string', enum: ['stop', 'undo'] },
        },
      },
      PlanInput: {
        type: 'object',
        required: ['intent', 'reason', 'entityRef', 'steps'],
        additionalProperties: false,
        properties: {
          intent: { type: 'string', minLength: 1, maxLength: 2000 },
          reason: { type: 'string', minLength: 1, maxLength: 2000 },
          entityRef: { $ref: '#/components/schemas/EntityRefText' },
          steps: {
            type: 'array',
            minItems: 1,
            maxItems: 50,
            items: { $ref: '#/components/schemas/PlanStepInput' },
          },
          start: { $ref: '#/components/schemas/PlanStart' },
          source: { $ref: '#/components/schemas/PlanSource' },
          incident: { type: 'string', minLength: 1, maxLength: 200 },
        },
      },
      PlanContent: {
        type: 'object',
        required: ['intent', 'reason', 'entityRef', 'steps', 'start', 'source'],
        additionalProperties: false,
        properties: {
          intent: { type: 'string' },
          reason: { type: 'string' },
          entityRef: { type: 'string' },
          steps: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanStep' },
          },
          start: { $ref: '#/components/schemas/PlanStart' },
          source: { $ref: '#/components/schemas/PlanSource' },
          incident: { type: 'string' },
        },
      },
      PlanTargetIdentity: {
        type: 'object',
        required: ['system', 'cluster', 'clusterUid', 'kind', 'name', 'uid'],
        additionalProperties: false,
        properties: {
          system: { type: 'string' },
          cluster: { type: 'string' },
          clusterUid: { type: 'string' },
          kind: { type: 'string' },
          namespace: { type: 'string' },
          name: { type: 'string' },
          uid: { type: 'string' },
        },
      },
      PlanTarget: {
        type: 'object',
        required: [
          'system',
          'cluster',
          'clusterUid',
          'kind',
          'name',
          'uid',
          'fingerprint',
          'observed',
        ],
        additionalProperties: false,
        properties: {
          system: { type: 'string' },
          cluster: { type: 'string' },
          clusterUid: { type: 'string' },
          kind: { type: 'string' },
          namespace: { type: 'string' },
          name: { type: 'string' },
          uid: { type: 'string' },
          resourceVersion: { type: 'string' },
          fingerprint: { type: 'string' },
          observed: {
            description: 'What was seen when it was resolved; it binds nothing',
            type: 'object',
            additionalProperties: true,
          },
        },
      },
      PlanPreviewChange: {
        type: 'object',
        required: ['target', 'path'],
        additionalProperties: false,
        properties: {
          target: { $ref: '#/components/schemas/PlanTargetIdentity' },
          path: { type: 'string' },
          before: {},
          after: {},
          masked: { type: 'boolean' },
        },
      },
      PlanStepPreview: {
        type: 'object',
        required: [
          'at',
          'simulated',
          'summary',
          'changes',
          'command',
          'outcome',
          'warnings',
          'digest',
        ],
        additionalProperties: false,
        properties: {
          at: { type: 'string', format: 'date-time' },
          simulated: { type: 'boolean' },
          summary: { type: 'string' },
          changes: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanPreviewChange' },
          },
          command: { type: 'string' },
          undoCommand: { type: 'string' },
          outcome: { type: 'string' },
          warnings: { type: 'array', items: { type: 'string' } },
          digest: { type: 'string' },
        },
      },
      PlanRefusal: {
        type: 'object',
        required: ['code', 'message'],
        additionalProperties: false,
        properties: { code: { type: 'string' }, message: { type: 'string' } },
      },
      PlanResolvedStep: {
        type: 'object',
        required: ['stepId', 'targets'],
        additionalProperties: false,
        properties: {
          stepId: { type: 'string' },
          targets: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanTarget' },
          },
          preview: { $ref: '#/components/schemas/PlanStepPreview' },
          refusal: { $ref: '#/components/schemas/PlanRefusal' },
        },
      },
      PlanStepFacts: {
        type: 'object',
        required: [
          'stepId',
          'operation',
          'verb',
          'tier',
          'critical',
          'reversible',
          'destructive',
          'why',
          'targets',
          'pods',
        ],
        properties: {
          stepId: { type: 'string' },
          operation: { type: 'string' },
          verb: { type: 'string' },
          tier: { $ref: '#/components/schemas/RiskTier' },
          critical: { type: 'boolean' },
          reversible: { type: 'boolean' },
          destructive: { type: 'boolean' },
          why: { type: 'array', items: { type: 'string' } },
          targets: { type: 'integer' },
          pods: { type: 'integer' },
        },
      },
      PlanFacts: {
        description:
          'What was computed from the resolved targets, never from words',
        type: 'object',
        required: [
          'environment',
          'environmentKnown',
          'tier',
          'critical',
          'reversible',
          'destructive',
          'steps',
          'blast',
          'level',
          'window',
          'fresh',
        ],
        properties: {
          environment: { $ref: '#/components/schemas/Environment' },
          environmentKnown: { type: 'boolean' },
          tier: { $ref: '#/components/schemas/RiskTier' },
          critical: { type: 'boolean' },
          reversible: { type: 'boolean' },
          destructive: { type: 'boolean' },
          steps: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanStepFacts' },
          },
          blast: {
            type: 'object',
            required: [
              'targets',
              'pods',
              'namespaces',
              'clusters',
              'owners',
              'selectors',
              'dependants',
            ],
            properties: {
              targets: { type: 'integer' },
              pods: { type: 'integer' },
              namespaces: { type: 'array', items: { type: 'string' } },
              clusters: { type: 'array', items: { type: 'string' } },
              owners: { type: 'array', items: { type: 'string' } },
              selectors: { type: 'array', items: { type: 'string' } },
              dependants: { type: 'array', items: { type: 'string' } },
            },
          },
          level: {
            type: 'object',
            required: ['level', 'held', 'cap'],
            properties: {
              level: { $ref: '#/components/schemas/TakeoverLevel' },
              held: { $ref: '#/components/schemas/TakeoverLevel' },
              cap: { $ref: '#/components/schemas/TakeoverLevel' },
              elevated: {
                type: 'object',
                required: ['until', 'id'],
                properties: {
                  until: { type: 'string' },
                  id: { type: 'string' },
                },
              },
            },
          },
          window: {
            type: 'object',
            required: ['open'],
            properties: {
              open: { type: 'boolean' },
              nextOpen: { type: 'string' },
              reason: { type: 'string' },
            },
          },
          freeze: {
            type: 'object',
            required: ['id', 'reason'],
            properties: {
              id: { type: 'string' },
              until: { type: 'string' },
              reason: { type: 'string' },
            },
          },
          fresh: { type: 'boolean' },
          oldestPreviewAt: { type: 'string' },
        },
      },
      PlanSummary: {
        type: 'object',
        required: [
          'id',
          'state',
          'revision',
          'etag',
          'intent',
          'reason',
          'entityRef',
          'start',
          'source',
          'steps',
          'requestedBy',
          'createdAt',
          'changedAt',
        ],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          state: { $ref: '#/components/schemas/PlanState' },
          revision: { type: 'integer' },
          etag: { description: 'What If-Match takes', type: 'string' },
          planHash: { $ref: '#/components/schemas/PlanHash' },
          intent: { type: 'string' },
          reason: { type: 'string' },
          entityRef: { type: 'string' },
          environment: { $ref: '#/components/schemas/Environment' },
          tier: { $ref: '#/components/schemas/RiskTier' },
          critical: { type: 'boolean' },
          start: { $ref: '#/components/schemas/PlanStart' },
          source: { $ref: '#/components/schemas/PlanSource' },
          incident: { type: 'string' },
          steps: {
            description: 'The titles of its steps',
            type: 'array',
            items: { type: 'string' },
          },
          requestedBy: { type: 'string' },
          agent: {
            description: 'The software that asked on behalf of the requester',
            type: 'string',
          },
          createdAt: { type: 'string', format: 'date-time' },
          changedAt: { type: 'string', format: 'date-time' },
          requestedAt: {
            description: 'When approval was asked for',
            type: 'string',
            format: 'date-time',
          },
          expiresAt: { type: 'string', format: 'date-time' },
        },
      },
      PlanPage: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanSummary' },
          },
          nextCursor: { type: 'string' },
        },
      },
      ApprovalRule: {
        type: 'object',
        required: ['id', 'groups', 'count'],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          groups: { type: 'array', items: { type: 'string' } },
          count: { type: 'integer' },
        },
      },
      DecisionName: {
        type: 'string',
        enum: ['allow', 'require-approval', 'deny'],
      },
      DecisionReason: {
        type: 'object',
        required: ['ruleId', 'message'],
        additionalProperties: false,
        properties: {
          ruleId: { type: 'string' },
          message: { type: 'string' },
          stepId: { type: 'string' },
          remediation: { description: 'What to do about it', type: 'string' },
          whoCanHelp: { type: 'string' },
          nextAllowed: { type: 'string' },
        },
      },
      DecisionPart: {
        type: 'object',
        required: ['part', 'decision', 'evaluated', 'sentence', 'reasons'],
        additionalProperties: false,
        properties: {
          part: {
            type: 'string',
            enum: ['permission', 'level', 'policy', 'cluster'],
          },
          decision: { $ref: '#/components/schemas/DecisionName' },
          evaluated: {
            description:
              'False where it could not be evaluated, and so refuses writes',
            type: 'boolean',
          },
          sentence: { type: 'string' },
          reasons: {
            type: 'array',
            items: { $ref: '#/components/schemas/DecisionReason' },
          },
        },
      },
      Decision: {
        description:
          'What was decided about one plan hash; the most restrictive part wins',
        type: 'object',
        required: [
          'decision',
          'sentence',
          'parts',
          'ruleIds',
          'approvers',
          'rules',
          'lane',
          'policyVersion',
          'inputDigest',
          'decidedAt',
        ],
        additionalProperties: false,
        properties: {
          decision: { $ref: '#/components/schemas/DecisionName' },
          sentence: { type: 'string' },
          parts: {
            type: 'array',
            items: { $ref: '#/components/schemas/DecisionPart' },
          },
          ruleIds: { type: 'array', items: { type: 'string' } },
          approvers: { type: 'integer' },
          rules: {
            type: 'array',
            items: { $ref: '#/components/schemas/ApprovalRule' },
          },
          lane: { type: 'string' },
          policyVersion: { type: 'string' },
          inputDigest: { type: 'string' },
          decidedAt: { type: 'string', format: 'date-time' },
          humanExecutes: {
            description:
              'At this takeover level software may only propose; a person has to execute',
            type: 'boolean',
          },
          expiryMinutes: {
            description: 'How long a request for approval waits',
            type: 'integer',
          },
          freshPresence: {
            description: 'Who approves has to have signed in just before',
            type: 'boolean',
          },
          selfApproval: {
            description: 'Whoever asked may approve it as well',
            type: 'boolean',
          },
          breakGlass: {
            description:
              'Breaking the glass is offered, so many minutes after approval was asked for',
            type: 'object',
            required: ['afterMinutes', 'reviewHours'],
            additionalProperties: false,
            properties: {
              afterMinutes: { type: 'integer' },
              reviewHours: { type: 'integer' },
            },
          },
          reviewHours: {
            description:
              'Within how many hours after it ran a person reviews it',
            type: 'integer',
          },
        },
      },
      PlanPresence: {
        description: 'What proves that the person was there just now',
        type: 'object',
        required: ['proven', 'sentence'],
        additionalProperties: false,
        properties: {
          proven: { type: 'boolean' },
          signedInAt: { type: 'string', format: 'date-time' },
          sentence: { type: 'string' },
        },
      },
      PlanApproval: {
        type: 'object',
        required: ['id', 'by', 'decision', 'planHash', 'at', 'counts'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          by: { type: 'string' },
          decision: {
            type: 'string',
            enum: ['approved', 'denied', 'withdrawn'],
          },
          planHash: { $ref: '#/components/schemas/PlanHash' },
          at: { type: 'string', format: 'date-time' },
          comment: { type: 'string' },
          entryId: { type: 'string' },
          counts: {
            description: 'Whether it counts for the plan as it is now',
            type: 'boolean',
          },
          ruleId: { description: 'The rule that it meets', type: 'string' },
          why: { description: 'Why it does not count', type: 'string' },
          presence: { $ref: '#/components/schemas/PlanPresence' },
        },
      },
      ApprovalProgress: {
        type: 'object',
        required: ['met', 'needed', 'given', 'missing', 'sentence'],
        additionalProperties: false,
        properties: {
          met: { type: 'boolean' },
          needed: { type: 'integer' },
          given: { type: 'integer' },
          missing: {
            type: 'array',
            items: { $ref: '#/components/schemas/ApprovalRule' },
          },
          deniedBy: { type: 'string' },
          expiresAt: { type: 'string', format: 'date-time' },
          sentence: { type: 'string' },
        },
      },
      PlanAuthorisation: {
        description: 'Why the plan may start; recorded, not expired, used once',
        type: 'object',
        required: ['id', 'kind', 'planHash', 'grantedAt', 'expiresAt', 'valid'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          kind: {
            type: 'string',
            enum: [
              'policy-allow',
              'quorum',
              'covered-undo',
              'pre-approval',
              'break-glass',
              'self-approval',
            ],
          },
          planHash: { $ref: '#/components/schemas/PlanHash' },
          grantedAt: { type: 'string', format: 'date-time' },
          grantedBy: { type: 'array', items: { type: 'string' } },
          expiresAt: { type: 'string', format: 'date-time' },
          consumedAt: { type: 'string', format: 'date-time' },
          voidedAt: { type: 'string', format: 'date-time' },
          voidedBecause: { type: 'string' },
          valid: {
            description: 'Whether it could be used now',
            type: 'boolean',
          },
        },
      },
      PlanAction: {
        type: 'object',
        required: ['allowed', 'sentence'],
        additionalProperties: false,
        properties: {
          allowed: { type: 'boolean' },
          sentence: {
            description: 'What will happen, or why it may not be done',
            type: 'string',
          },
        },
      },
      PlanActions: {
        description: 'What the caller may do now, and why not',
        type: 'object',
        required: [
          'edit',
          'requestApproval',
          'approve',
          'deny',
          'withdraw',
          'ask',
          'breakGlass',
          'start',
          'cancel',
        ],
        additionalProperties: false,
        properties: {
          edit: { $ref: '#/components/schemas/PlanAction' },
          requestApproval: { $ref: '#/components/schemas/PlanAction' },
          approve: { $ref: '#/components/schemas/PlanAction' },
          deny: { $ref: '#/components/schemas/PlanAction' },
          withdraw: { $ref: '#/components/schemas/PlanAction' },
          ask: { $ref: '#/components/schemas/PlanAction' },
          breakGlass: { $ref: '#/components/schemas/PlanAction' },
          start: { $ref: '#/components/schemas/PlanAction' },
          cancel: { $ref: '#/components/schemas/PlanAction' },
        },
      },
      PlanQuestion: {
        type: 'object',
        required: ['id', 'by', 'at', 'text'],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          by: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          text: { type: 'string' },
        },
      },
      PlanTold: {
        type: 'object',
        required: ['userEntityRef', 'at', 'why'],
        additionalProperties: false,
        properties: {
          userEntityRef: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          seenAt: { type: 'string', format: 'date-time' },
          why: {
            description: 'Such as that the person is on call',
            type: 'string',
          },
        },
      },
      PlanRevision: {
        type: 'object',
        required: [
          'planId',
          'revision',
          'content',
          'resolved',
          'createdBy',
          'createdAt',
        ],
        additionalProperties: false,
        properties: {
          planId: { $ref: '#/components/schemas/Uuid' },
          revision: { type: 'integer' },
          content: { $ref: '#/components/schemas/PlanContent' },
          resolved: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanResolvedStep' },
          },
          planHash: { $ref: '#/components/schemas/PlanHash' },
          facts: { $ref: '#/components/schemas/PlanFacts' },
          createdBy: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
        },
      },
      PlanRevisionSummary: {
        type: 'object',
        required: ['revision', 'createdBy', 'createdAt'],
        additionalProperties: false,
        properties: {
          revision: { type: 'integer' },
          planHash: { $ref: '#/components/schemas/PlanHash' },
          createdBy: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
        },
      },
      PlanTransition: {
        type: 'object',
        required: ['from', 'to', 'by', 'at'],
        additionalProperties: false,
        properties: {
          from: { $ref: '#/components/schemas/PlanState' },
          to: { $ref: '#/components/schemas/PlanState' },
          by: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          sentence: { type: 'string' },
          entryId: { type: 'string' },
        },
      },
      PlanDetail: {
        type: 'object',
        required: [
          'plan',
          'content',
          'resolved',
          'approvals',
          'questions',
          'revisions',
          'transitions',
          'actions',
          'engine',
          'ifYouDoNothing',
        ],
        additionalProperties: false,
        properties: {
          plan: { $ref: '#/components/schemas/PlanSummary' },
          content: { $ref: '#/components/schemas/PlanContent' },
          resolved: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanResolvedStep' },
          },
          facts: { $ref: '#/components/schemas/PlanFacts' },
          decision: { $ref: '#/components/schemas/Decision' },
          progress: { $ref: '#/components/schemas/ApprovalProgress' },
          approvals: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanApproval' },
          },
          authorisation: { $ref: '#/components/schemas/PlanAuthorisation' },
          questions: {
            type: 'array',
            items: { $ref: '#/components/schemas/PlanQuestion' },
          },
          revisions: {
            description: 'The newest first',
            type: 'array',
            items: { $ref: '#/components/schemas/PlanRevisionSummary' },
          },
          transitions: {
            description: 'The newest first',
            type: 'array',
            items: { $ref: '#/components/schemas/PlanTransition' },
          },
          told: {
            description:
              'Who was told that approval is asked for, and whether they have seen it',
            type: 'array',
            items: { $ref: '#/components/schemas/PlanTold' },
          },
          breakGlassAt: {
            description: 'From when on breaking the glass is offered',
            type: 'string',
            format: 'date-time',
          },
          presence: {
            description:
              'Whether the caller has proven to be there for exactly this plan',
            $ref: '#/components/schemas/PlanPresence',
          },
          actions: { $ref: '#/components/schemas/PlanActions' },
          engine: {
            description: 'What would run the plan',
            type: 'object',
            required: ['installed', 'sentence'],
            additionalProperties: false,
            properties: {
              installed: { type: 'boolean' },
              sentence: { type: 'string' },
            },
          },
          ifYouDoNothing: { type: 'string' },
        },
      },
      PlanHashInput: {
        type: 'object',
        required: ['planHash'],
        additionalProperties: false,
        properties: { planHash: { $ref: '#/components/schemas/PlanHash' } },
      },
      VoteInput: {
        type: 'object',
        required: ['planHash', 'decision'],
        additionalProperties: false,
        properties: {
          planHash: {
            description: 'The hash of what was looked at',
            $ref: '#/components/schemas/PlanHash',
          },
          decision: { type: 'string', enum: ['approve', 'deny', 'withdraw'] },
          comment: {
            description: 'Needed to deny',
            type: 'string',
            maxLength: 2000,
          },
          openedDifference: {
            description: 'Whether the difference was opened; only counted',
            type: 'boolean',
          },
        },
      },
      BreakGlassInput: {
        type: 'object',
        required: ['planHash', 'reason', 'target'],
        additionalProperties: false,
        properties: {
          planHash: { $ref: '#/components/schemas/PlanHash' },
          reason: { type: 'string', minLength: 20, maxLength: 2000 },
          target: {
            description: 'The name of the entity, typed by hand',
            type: 'string',
            maxLength: 512,
          },
        },
      },
      ApprovalRequest: {
        type: 'object',
        required: ['plan', 'progress', 'standing', 'sentence'],
        additionalProperties: false,
        properties: {
          plan: { $ref: '#/components/schemas/PlanSummary' },
          progress: { $ref: '#/components/schemas/ApprovalProgress' },
          standing: {
            description: 'What the caller is to it',
            type: 'string',
            enum: ['can-approve', 'has-voted', 'requester', 'cannot-approve'],
          },
          sentence: { type: 'string' },
        },
      },
      ApprovalPage: {
        type: 'object',
        required: ['items', 'total'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ApprovalRequest' },
          },
          total: {
            description: 'How many plans wait for approval in all',
            type: 'integer',
          },
          nextCursor: { type: 'string' },
        },
      },
      OperationDescription: {
        type: 'object',
        required: [
          'id',
          'title',
          'description',
          'connector',
          'verb',
          'reads',
          'reversible',
          'idempotent',
          'input',
        ],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          description: { type: 'string' },
          connector: { type: 'string' },
          verb: { type: 'string' },
          reads: { type: 'boolean' },
          reversible: { type: 'boolean' },
          idempotent: { type: 'boolean' },
          tier: { $ref: '#/components/schemas/RiskTier' },
          input: {
            description: 'JSON schema of the input',
            type: 'object',
            additionalProperties: true,
          },
          output: {
            description: 'JSON schema of the output',
            type: 'object',
            additionalProperties: true,
          },
        },
      },
      OperationList: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/OperationDescription' },
          },
        },
      },
      ClusterList: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterDescription' },
          },
        },
      },
      ClusterDescription: {
        type: 'object',
        required: ['name', 'connector', 'environment', 'environmentKnown'],
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          title: { type: 'string' },
          connector: { type: 'string' },
          environment: { $ref: '#/components/schemas/Environment' },
          environmentKnown: { type: 'boolean' },
          reachable: { type: 'boolean' },
          sentence: { type: 'string' },
        },
      },
      LevelStanding: {
        type: 'object',
        required: ['environment', 'level', 'held', 'cap', 'source', 'sentence'],
        additionalProperties: false,
        properties: {
          environment: { $ref: '#/components/schemas/Environment' },
          level: {
            description: 'What is in force',
            $ref: '#/components/schemas/TakeoverLevel',
          },
          held: { $ref: '#/components/schemas/TakeoverLevel' },
          cap: { $ref: '#/components/schemas/TakeoverLevel' },
          source: { type: 'string', enum: ['default', 'set'] },
          changedAt: { type: 'string', format: 'date-time' },
          sentence: { type: 'string' },
        },
      },
      LevelChange: {
        type: 'object',
        required: [
          'id',
          'environment',
          'from',
          'to',
          'reason',
          'by',
          'at',
          'status',
        ],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          environment: { $ref: '#/components/schemas/Environment' },
          from: { $ref: '#/components/schemas/TakeoverLevel' },
          to: { $ref: '#/components/schemas/TakeoverLevel' },
          reason: { type: 'string' },
          by: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          status: {
            type: 'string',
            enum: [
              'waiting',
              'done',
              'denied',
              'withdrawn',
              'expired',
              'overtaken',
            ],
          },
          decidedBy: { type: 'string' },
          decidedAt: { type: 'string', format: 'date-time' },
          expiresAt: { type: 'string', format: 'date-time' },
          entryId: { type: 'string' },
        },
      },
      Levels: {
        type: 'object',
        required: ['entityRef', 'levels', 'waiting', 'history'],
        additionalProperties: false,
        properties: {
          entityRef: { type: 'string' },
          levels: {
            type: 'array',
            items: { $ref: '#/components/schemas/LevelStanding' },
          },
          waiting: {
            type: 'array',
            items: { $ref: '#/components/schemas/LevelChange' },
          },
          history: {
            description: 'The newest first',
            type: 'array',
            items: { $ref: '#/components/schemas/LevelChange' },
          },
          maySet: { $ref: '#/components/schemas/PlanAction' },
        },
      },
      LevelInput: {
        type: 'object',
        required: ['entityRef', 'environment', 'level', 'reason'],
        additionalProperties: false,
        properties: {
          entityRef: { $ref: '#/components/schemas/EntityRefText' },
          environment: { $ref: '#/components/schemas/Environment' },
          level: { $ref: '#/components/schemas/TakeoverLevel' },
          reason: { type: 'string', minLength: 10, maxLength: 2000 },
        },
      },
      FreezeKind: {
        description:
          '`ai-writes` stops what software starts; `everything` stops people too',
        type: 'string',
        enum: ['ai-writes', 'everything'],
      },
      Freeze: {
        type: 'object',
        required: [
          'id',
          'kind',
          'scope',
          'reason',
          'by',
          'at',
          'active',
          'sentence',
        ],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          kind: { $ref: '#/components/schemas/FreezeKind' },
          scope: {
            type: 'string',
            enum: ['everywhere', 'environment', 'entity', 'guardrails'],
          },
          environment: { $ref: '#/components/schemas/Environment' },
          entityRef: { type: 'string' },
          reason: { type: 'string' },
          by: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          until: { type: 'string', format: 'date-time' },
          active: { type: 'boolean' },
          sentence: { type: 'string' },
        },
      },
      Freezes: {
        type: 'object',
        required: ['items', 'may'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Freeze' },
          },
          may: { $ref: '#/components/schemas/PlanAction' },
        },
      },
      FreezeInput: {
        type: 'object',
        required: ['kind', 'reason'],
        additionalProperties: false,
        properties: {
          kind: { $ref: '#/components/schemas/FreezeKind' },
          environment: { $ref: '#/components/schemas/Environment' },
          entityRef: { $ref: '#/components/schemas/EntityRefText' },
          reason: { type: 'string', minLength: 1, maxLength: 500 },
          until: { type: 'string', format: 'date-time' },
        },
      },
      GuardrailData: {
        description:
          'The guardrails, as the type GuardrailData of the package plugin-understudy-common has them',
        type: 'object',
        additionalProperties: true,
      },
      GuardrailDifference: {
        type: 'object',
        required: ['path'],
        additionalProperties: false,
        properties: {
          path: { description: 'A JSON pointer', type: 'string' },
          before: {},
          after: {},
        },
      },
      GuardrailVersion: {
        type: 'object',
        required: [
          'version',
          'digest',
          'status',
          'reason',
          'by',
          'at',
          'votes',
        ],
        additionalProperties: false,
        properties: {
          version: { type: 'integer' },
          digest: { type: 'string' },
          status: { type: 'string', enum: ['draft', 'active', 'former'] },
          basedOn: { type: 'integer' },
          reason: { type: 'string' },
          by: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          activatedAt: { type: 'string', format: 'date-time' },
          votes: {
            description: 'For the activation that is under way',
            type: 'array',
            items: {
              type: 'object',
              required: ['by', 'at'],
              additionalProperties: false,
              properties: {
                by: { type: 'string' },
                at: { type: 'string', format: 'date-time' },
              },
            },
          },
        },
      },
      GuardrailVersions: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/GuardrailVersion' },
          },
          nextCursor: { type: 'string' },
        },
      },
      GuardrailVersionDetail: {
        type: 'object',
        required: ['version', 'data', 'differences', 'activation'],
        additionalProperties: false,
        properties: {
          version: { $ref: '#/components/schemas/GuardrailVersion' },
          data: { $ref: '#/components/schemas/GuardrailData' },
          differences: {
            description: 'Against the active version',
            type: 'array',
            items: { $ref: '#/components/schemas/GuardrailDifference' },
          },
          activation: {
            type: 'object',
            required: ['needed', 'given', 'sentence', 'allowed'],
            additionalProperties: false,
            properties: {
              needed: { type: 'integer' },
              given: { type: 'integer' },
              sentence: { type: 'string' },
              allowed: {
                description: 'Whether the caller may vote for it now',
                type: 'boolean',
              },
            },
          },
        },
      },
      GuardrailDraft: {
        type: 'object',
        required: ['data', 'reason', 'basedOn'],
        additionalProperties: false,
        properties: {
          data: { $ref: '#/components/schemas/GuardrailData' },
          reason: { type: 'string', minLength: 10, maxLength: 2000 },
          basedOn: {
            description:
              'The version that was edited; it must still be the active one',
            type: 'integer',
            minimum: 1,
          },
        },
      },
      GuardrailSimulation: {
        type: 'object',
        required: ['decisions', 'changed', 'sentence', 'items'],
        additionalProperties: false,
        properties: {
          decisions: {
            description: 'How many recorded decisions were made again',
            type: 'integer',
          },
          changed: { type: 'integer' },
          sentence: { type: 'string' },
          items: {
            description: 'The first hundred that would change',
            type: 'array',
            items: {
              type: 'object',
              required: [
                'planId',
                'at',
                'entityRef',
                'before',
                'after',
                'ruleIds',
              ],
              additionalProperties: false,
              properties: {
                planId: { type: 'string' },
                at: { type: 'string', format: 'date-time' },
                entityRef: { type: 'string' },
                operation: { type: 'string' },
                before: { $ref: '#/components/schemas/DecisionName' },
                after: { $ref: '#/components/schemas/DecisionName' },
                approversBefore: { type: 'integer' },
                approversAfter: { type: 'integer' },
                ruleIds: { type: 'array', items: { type: 'string' } },
              },
            },
          },
        },
      },
      PolicyStatus: {
        type: 'object',
        required: ['ready', 'mode', 'sentence'],
        additionalProperties: false,
        properties: {
          ready: { type: 'boolean' },
          mode: { type: 'string', enum: ['wasm', 'server', 'bundle'] },
          sentence: { type: 'string' },
          stops: {
            description: 'What does not work while it is not ready',
            type: 'array',
            items: { type: 'string' },
          },
          policyVersion: { type: 'string' },
          guardrailVersion: { type: 'integer' },
          lastError: { type: 'string' },
        },
      },
      Presence: {
        type: 'object',
        required: ['planHash', 'possible', 'proven', 'sentence'],
        additionalProperties: false,
        properties: {
          planHash: { $ref: '#/components/schemas/PlanHash' },
          possible: {
            description: 'Whether this installation can prove presence at all',
            type: 'boolean',
          },
          proven: { description: 'Whether it is proven now', type: 'boolean' },
          method: { type: 'string', enum: ['sign-in'] },
          at: {
            description: 'When the person signed in',
            type: 'string',
            format: 'date-time',
          },
          until: {
            description: 'Until when that counts',
            type: 'string',
            format: 'date-time',
          },
          sentence: {
            description: 'What is so, and how to prove presence',
            type: 'string',
          },
        },
      },
      PresenceChallenge: {
        type: 'object',
        required: ['planHash', 'url', 'expiresAt', 'sentence'],
        additionalProperties: false,
        properties: {
          planHash: { $ref: '#/components/schemas/PlanHash' },
          url: {
            description: 'Where the person signs in again',
            type: 'string',
            format: 'uri',
          },
          expiresAt: { type: 'string', format: 'date-time' },
          sentence: { type: 'string' },
        },
      },
      OnCall: {
        type: 'object',
        required: ['entityRef', 'environment', 'people', 'sentence'],
        additionalProperties: false,
        properties: {
          entityRef: { type: 'string' },
          environment: { $ref: '#/components/schemas/Environment' },
          people: {
            description:
              'In the order in which they are called; empty where nobody is known',
            type: 'array',
            items: {
              type: 'object',
              required: ['userEntityRef', 'order'],
              additionalProperties: false,
              properties: {
                userEntityRef: { type: 'string' },
                order: { type: 'integer', minimum: 1 },
              },
            },
          },
          source: { description: 'Who says so', type: 'string' },
          until: {
            description: 'Until when it stays so, as far as that is known',
            type: 'string',
            format: 'date-time',
          },
          sentence: { type: 'string' },
        },
      },
      IncidentState: { type: 'string', enum: ['open', 'closed'] },
      IncidentInput: {
        type: 'object',
        required: ['entityRef', 'title', 'severity'],
        additionalProperties: false,
        properties: {
          entityRef: { $ref: '#/components/schemas/EntityRefText' },
          title: { type: 'string', minLength: 3, maxLength: 200 },
          severity: { $ref: '#/components/schemas/IncidentSeverity' },
        },
      },
      IncidentSeverity: { type: 'string', enum: ['sev1', 'sev2', 'sev3'] },
      Incident: {
        type: 'object',
        required: [
          'id',
          'entityRef',
          'title',
          'severity',
          'state',
          'openedBy',
          'openedAt',
          'because',
          'closesAt',
        ],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          entityRef: { type: 'string' },
          title: { type: 'string' },
          severity: { $ref: '#/components/schemas/IncidentSeverity' },
          state: { $ref: '#/components/schemas/IncidentState' },
          openedBy: { type: 'string' },
          openedAt: { type: 'string', format: 'date-time' },
          because: {
            description: 'Why this person could open it',
            type: 'string',
          },
          closesAt: {
            description: 'When it closes, or has closed, by itself',
            type: 'string',
            format: 'date-time',
          },
          closedAt: { type: 'string', format: 'date-time' },
          closedBy: {
            description: 'The person; none where it closed by itself',
            type: 'string',
          },
          closeReason: { type: 'string' },
        },
      },
      Incidents: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Incident' },
          },
          nextCursor: { type: 'string' },
          mayOpen: {
            description:
              'Where an entity was asked for, whether the caller may open one',
            type: 'object',
            required: ['allowed', 'sentence'],
            additionalProperties: false,
            properties: {
              allowed: { type: 'boolean' },
              sentence: { type: 'string' },
            },
          },
        },
      },
      ElevationInput: {
        type: 'object',
        required: ['entityRef', 'environment', 'level'],
        additionalProperties: false,
        properties: {
          entityRef: { $ref: '#/components/schemas/EntityRefText' },
          environment: { $ref: '#/components/schemas/Environment' },
          level: { $ref: '#/components/schemas/TakeoverLevel' },
          minutes: {
            description: 'For how long from the approval on; 60 if not given',
            type: 'integer',
            minimum: 5,
            maximum: 240,
          },
          incident: { $ref: '#/components/schemas/Uuid' },
          reason: {
            description: 'Why; without an incident, in 20 characters or more',
            type: 'string',
            maxLength: 2000,
          },
          operations: {
            description:
              'Only these operations, as ids or like `kubernetes:*`; if not given, all that an elevation can cover',
            type: 'array',
            minItems: 1,
            maxItems: 20,
            items: {
              type: 'string',
              maxLength: 128,
              pattern: '^[a-z0-9-]+:([a-z0-9-]+|\\*)$',
            },
          },
        },
      },
      ElevationState: {
        type: 'string',
        enum: [
          'waiting',
          'in-force',
          'denied',
          'withdrawn',
          'expired',
          'ended',
        ],
      },
      ElevationRight: {
        type: 'object',
        required: ['allowed', 'sentence'],
        additionalProperties: false,
        properties: {
          allowed: { type: 'boolean' },
          sentence: { type: 'string' },
        },
      },
      ElevationRequest: {
        type: 'object',
        required: [
          'id',
          'entityRef',
          'environment',
          'level',
          'minutes',
          'reason',
          'digest',
          'requestedBy',
          'requestedAt',
          'expiresAt',
          'state',
          'sentence',
          'freshPresence',
          'votes',
          'missing',
        ],
        additionalProperties: false,
        properties: {
          id: { $ref: '#/components/schemas/Uuid' },
          entityRef: { type: 'string' },
          environment: { $ref: '#/components/schemas/Environment' },
          level: { $ref: '#/components/schemas/TakeoverLevel' },
          minutes: { type: 'integer' },
          reason: { type: 'string' },
          incident: { $ref: '#/components/schemas/Uuid' },
          operations: { type: 'array', items: { type: 'string' } },
          extends: {
            description: 'The elevation for which this asks for more time',
            type: 'string',
          },
          digest: { $ref: '#/components/schemas/PlanHash' },
          requestedBy: { type: 'string' },
          requestedAt: { type: 'string', format: 'date-time' },
          expiresAt: {
            description: 'Until when people can answer',
            type: 'string',
            format: 'date-time',
          },
          state: { $ref: '#/components/schemas/ElevationState' },
          sentence: { type: 'string' },
          from: { type: 'string', format: 'date-time' },
          until: { type: 'string', format: 'date-time' },
          endedAt: { type: 'string', format: 'date-time' },
          endedBy: {
            description: 'The person; none where it ended by itself',
            type: 'string',
          },
          endReason: { type: 'string' },
          freshPresence: {
            description:
              'Who approves has to have signed in just before, for this digest',
            type: 'boolean',
          },
          votes: {
            type: 'array',
            items: {
              type: 'object',
              required: ['by', 'decision', 'at', 'counts'],
              additionalProperties: false,
              properties: {
                by: { type: 'string' },
                decision: { type: 'string', enum: ['approved', 'denied'] },
                at: { type: 'string', format: 'date-time' },
                counts: { type: 'boolean' },
                comment: { type: 'string' },
              },
            },
          },
          missing: {
            description: 'Who else has to agree',
            type: 'array',
            items: {
              type: 'object',
              required: ['as', 'count', 'groups'],
              additionalProperties: false,
              properties: {
                as: { type: 'string', enum: ['sre', 'owner'] },
                count: { type: 'integer' },
                groups: { type: 'array', items: { type: 'string' } },
              },
            },
          },
          mayVote: { $ref: '#/components/schemas/ElevationRight' },
          mayWithdraw: { $ref: '#/components/schemas/ElevationRight' },
          mayRevoke: { $ref: '#/components/schemas/ElevationRight' },
          mayExtend: { $ref: '#/components/schemas/ElevationRight' },
        },
      },
      ElevationRequests: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ElevationRequest' },
          },
          mayRequest: {
            description:
              'For people, by environment, whether the caller may ask, and up to which level',
            type: 'array',
            items: {
              type: 'object',
              required: ['environment', 'allowed', 'sentence'],
              additionalProperties: false,
              properties: {
                environment: { $ref: '#/components/schemas/Environment' },
                allowed: { type: 'boolean' },
                sentence: { type: 'string' },
                levels: {
                  description: 'What can be asked for',
                  type: 'array',
                  items: { $ref: '#/components/schemas/TakeoverLevel' },
                },
              },
            },
          },
        },
      },
      ErrorCode: {
        description:
          'What kind of error it is; a code never changes its meaning. An error that Backstage itself gives before the request reaches Understudy, such as a missing sign-in, has none.',
        type: 'string',
        enum: [
          'input-invalid',
          'not-signed-in',
          'not-allowed',
          'permission-missing',
          'not-found',
          'entity-not-found',
          'entry-not-found',
          'view-not-found',
          'not-in-checkpoint',
          'tile-not-found',
          'cursor-invalid',
          'too-many-streams',
          'too-many-views',
          'ledger-unavailable',
          'plan-not-found',
          'plan-changed',
          'plan-state',
          'plan-refused',
          'vote-refused',
          'not-authorised',
          'approval-expired',
          'approval-void',
          'break-glass-not-offered',
          'idempotency-reused',
          'too-many-plans',
          'people-only',
          'presence-missing',
          'presence-impossible',
          'operation-unknown',
          'connector-unavailable',
          'policy-unavailable',
          'version-not-found',
          'freeze-not-found',
          'incident-not-found',
          'too-many-incidents',
          'elevation-not-found',
          'no-run-engine',
          'conflict',
          'too-large',
          'too-many-requests',
          'catalog-unavailable',
          'identity-unavailable',
          'permissions-unavailable',
          'unavailable',
          'internal',
        ],
      },
      ErrorBody: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
              code: { $ref: '#/components/schemas/ErrorCode' },
            },
          },
          request: {
            type: 'object',
            properties: { method: { type: 'string' }, url: { type: 'string' } },
          },
          response: {
            type: 'object',
            required: ['statusCode'],
            properties: { statusCode: { type: 'integer' } },
          },
        },
      },
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          code: { $ref: '#/components/schemas/ErrorCode' },
        },
      },
    },
  },
};
