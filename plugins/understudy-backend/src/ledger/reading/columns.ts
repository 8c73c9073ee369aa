import type {
  AuditFacetField,
  LedgerEntry,
} from '@understudy/plugin-understudy-common';

/** A filter with known values, kept as a number in a column of its own. */
export type ColumnField = Exclude<AuditFacetField, 'ruleId'>;

/** Values longer than this cannot be looked for. */
export const VALUE_LIMIT = 512;

/** The column of each filter. */
export const columnOf: Record<ColumnField, string> = {
  entityRef: 'entity',
  project: 'project',
  environment: 'environment',
  cluster: 'cluster',
  operationType: 'operation_type',
  action: 'action',
  actor: 'actor',
  outcome: 'outcome',
  decision: 'decision',
  source: 'source',
  kind: 'kind',
};

/** The filters that have a column. */
export const columnFields = Object.keys(columnOf) as ColumnField[];

/** Entity references are the same in whatever case. */
export function lowerRef(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}

/** What an entry has for each of them. */
export function valuesOf(
  entry: LedgerEntry,
): Record<ColumnField, string | undefined> {
  const entityRef = entry.entityRef && lowerRef(entry.entityRef);
  return {
    entityRef,
    project: entry.project ?? entityRef,
    environment: entry.environment,
    cluster: entry.scope?.cluster,
    operationType: entry.operationType,
    action: entry.action,
    actor: entry.actor.id,
    outcome: entry.outcome,
    decision: entry.decision?.decision,
    source: entry.source,
    kind: entry.kind,
  };
}
