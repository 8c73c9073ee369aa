import type { AuditEntry } from '@understudy/plugin-understudy-common';

type Cell = string | number | undefined;

/** What stands in a table of entries, and where it comes from. */
export const exportColumns: ReadonlyArray<
  readonly [name: string, read: (item: AuditEntry) => Cell]
> = [
  ['index', item => item.index],
  ['time', item => item.entry.occurredAt],
  ['actor', item => item.entry.actor.id],
  ['source', item => item.entry.source],
  ['entity', item => item.entry.entityRef],
  ['environment', item => item.entry.environment],
  ['cluster', item => item.entry.scope?.cluster],
  ['namespace', item => item.entry.scope?.namespace],
  ['resources', item => item.entry.scope?.resources?.join(' ')],
  ['kind', item => item.entry.kind],
  ['operation type', item => item.entry.operationType],
  ['action', item => item.entry.action],
  ['command', item => item.entry.commandText],
  ['reason', item => item.entry.reason],
  ['decision', item => item.entry.decision?.decision],
  ['rules', item => item.entry.decision?.ruleIds.join(' ')],
  ['outcome', item => item.entry.outcome ?? item.outcome?.outcome],
  ['duration in ms', item => item.entry.durationMs],
  ['correlation', item => item.entry.correlationId],
  ['plan', item => item.entry.planId],
  ['redacted', item => item.redacted.join(' ')],
  ['problem', item => item.problem],
  ['id', item => item.entry.id],
  ['leaf hash', item => item.leafHash],
];
