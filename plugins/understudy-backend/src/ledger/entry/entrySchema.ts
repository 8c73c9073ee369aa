import {
  entryOutcomes,
  entrySources,
  environmentNames,
  operationTypes,
  takeoverLevels,
} from '@understudy/plugin-understudy-common';

const line = { type: 'string', minLength: 1, maxLength: 512 };
const lines = { type: 'array', maxItems: 200, items: line };
const time = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
};
const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const count = { type: 'integer', minimum: 0, maximum: 1e15 };
const object = (
  required: string[],
  properties: Record<string, object>,
): object => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

/** The JSON schema of an entry. What it does not name is refused. */
export const entrySchema = {
  ...object(
    [
      'schemaVersion',
      'id',
      'kind',
      'occurredAt',
      'actor',
      'source',
      'operationType',
      'action',
    ],
    {
      schemaVersion: { const: 1 },
      id: line,
      kind: { enum: ['event', 'intent', 'outcome'] },
      intentId: line,
      occurredAt: time,
      actor: object(['type', 'id'], {
        type: { enum: ['user', 'service', 'agent'] },
        id: line,
        display: line,
        mappedFrom: line,
        onBehalfOf: line,
      }),
      actingIdentity: line,
      source: { enum: [...entrySources] },
      channelRef: line,
      correlationId: line,
      entityRef: line,
      project: line,
      version: line,
      specSnapshotId: line,
      environment: { enum: [...environmentNames] },
      permissionLevel: line,
      takeoverLevel: { enum: [...takeoverLevels] },
      riskTier: { enum: ['read', 'low', 'medium', 'high'] },
      changeLevel: line,
      operationType: { enum: [...operationTypes] },
      action: { type: 'string', pattern: '^[a-z0-9][a-z0-9:._/-]{0,127}$' },
      tool: line,
      toolRationale: { type: 'string', maxLength: 4096 },
      targetSystem: line,
      scope: object([], {
        cluster: line,
        namespace: line,
        resources: lines,
        count,
      }),
      parameters: { type: 'object' },
      commandText: { type: 'string', minLength: 1, maxLength: 65_536 },
      reason: { type: 'string', minLength: 1, maxLength: 16_384 },
      planId: line,
      planRevision: count,
      planHash: digest,
      stepId: line,
      executionId: line,
      decision: object(['decision', 'ruleIds'], {
        decision: { enum: ['allow', 'require-approval', 'deny'] },
        ruleIds: lines,
        policyVersion: line,
        constraints: lines,
        ttlSeconds: count,
      }),
      approvals: {
        type: 'array',
        maxItems: 100,
        items: object(['by', 'decision', 'at'], {
          by: line,
          decision: { enum: ['approved', 'denied'] },
          at: time,
          entryId: line,
        }),
      },
      dryRunRef: line,
      outcome: { enum: [...entryOutcomes] },
      outputDigest: digest,
      outputRef: line,
      evidenceRefs: lines,
      errorContext: { type: 'object' },
      recoveryActions: {
        type: 'array',
        maxItems: 200,
        items: { type: 'string', maxLength: 4096 },
      },
      rollbackOf: line,
      durationMs: { type: 'number', minimum: 0, maximum: 1e15 },
      contextTags: {
        type: 'object',
        maxProperties: 64,
        propertyNames: { maxLength: 64 },
        additionalProperties: { type: 'string', maxLength: 1024 },
      },
    },
  ),
  allOf: [
    {
      if: {
        properties: { outcome: { const: 'failure' } },
        required: ['outcome'],
      },
      then: { required: ['errorContext', 'recoveryActions'] },
    },
    {
      if: { properties: { kind: { const: 'intent' } } },
      then: { required: ['reason'], properties: { outcome: false } },
    },
    {
      if: { properties: { kind: { const: 'outcome' } } },
      then: { required: ['outcome', 'intentId'] },
      else: { properties: { intentId: false } },
    },
  ],
};
