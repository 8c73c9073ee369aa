import type {
  AuditorServiceCreateEventOptions,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  LedgerEntry,
  OperationType,
} from '@understudy/plugin-understudy-common';

const SEVERITIES: AuditorServiceEventSeverityLevel[] = [
  'low',
  'medium',
  'high',
  'critical',
];

/** What is at stake in an entry whose risk was not computed. */
const SEVERITY_OF_TYPE: Partial<
  Record<OperationType, AuditorServiceEventSeverityLevel>
> = {
  deployment: 'medium',
  configuration_change: 'medium',
  data_migration: 'high',
  rollback: 'medium',
  permission_change: 'high',
  exec: 'high',
  approval: 'medium',
  elevation: 'high',
  policy_change: 'high',
  export: 'medium',
  template_task: 'medium',
  denial: 'medium',
  key_rotation: 'high',
  redaction: 'high',
};

/**
 * An entry as Backstage's auditor gets it. The ledger is the record and this
 * its mirror in the log of the host, so that what is sealed there, and can be
 * redacted, never gets here, where it could not be.
 */
export function toAuditorEvent(entry: LedgerEntry): {
  event: AuditorServiceCreateEventOptions;
  /** For what did not go well: why, for the `fail` of the event. */
  problem?: Error;
} {
  const { outcome } = entry;
  const meta = {
    entryId: entry.id,
    kind: entry.kind,
    intentId: entry.intentId,
    occurredAt: entry.occurredAt,
    action: entry.action,
    actorType: entry.actor.type,
    actor: entry.actor.id,
    onBehalfOf: entry.actor.onBehalfOf,
    source: entry.source,
    entityRef: entry.entityRef,
    environment: entry.environment,
    cluster: entry.scope?.cluster,
    namespace: entry.scope?.namespace,
    riskTier: entry.riskTier,
    takeoverLevel: entry.takeoverLevel,
    decision: entry.decision?.decision,
    outcome,
    correlationId: entry.correlationId,
    planId: entry.planId,
    executionId: entry.executionId,
  };
  return {
    event: {
      eventId: `ledger-${entry.operationType.replaceAll('_', '-')}`,
      severityLevel: severityOf(entry),
      meta: Object.fromEntries(
        Object.entries(meta).filter(([, value]) => value !== undefined),
      ) as JsonObject,
    },
    ...(outcome !== undefined &&
      outcome !== 'success' &&
      outcome !== 'rolled_back' && {
        problem: new Error(`${entry.action} ended as ${outcome}`),
      }),
  };
}

function severityOf(entry: LedgerEntry): AuditorServiceEventSeverityLevel {
  const { riskTier, outcome } = entry;
  const byRisk = riskTier === 'read' ? 'low' : riskTier;
  const at = SEVERITIES.indexOf(
    byRisk ?? SEVERITY_OF_TYPE[entry.operationType] ?? 'low',
  );
  // What broke, or may have, deserves a closer look than what went well.
  const broke =
    outcome === 'failure' || outcome === 'partial' || outcome === 'unverified';
  const raised = broke ? at + 1 : at;
  const least = outcome === 'denied' ? 1 : 0;
  return SEVERITIES[Math.min(Math.max(raised, least), 3)];
}
