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
      'The API of the Understudy backend plugin. Every answer is JSON. An error has the body that Backstage gives, with a stable `error.code`; ask for `application/problem+json` by Accept to get a problem document instead.',
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
