import type {
  EvidenceFilter,
  LedgerEntry,
} from '@understudy/plugin-understudy-common';

/** Whether an entry fits all that a filter says. */
export function matchesFilter(
  entry: LedgerEntry,
  filter: EvidenceFilter | undefined,
): boolean {
  if (!filter) {
    return true;
  }
  const same = (wanted: string | undefined, found: string | undefined) =>
    wanted === undefined || wanted === found;
  return (
    same(filter.entityRef, entry.entityRef) &&
    same(filter.project, entry.project) &&
    same(filter.environment, entry.environment) &&
    same(filter.cluster, entry.scope?.cluster) &&
    same(filter.action, entry.action) &&
    same(filter.actor, entry.actor.id) &&
    same(filter.outcome, entry.outcome) &&
    (filter.operationType?.includes(entry.operationType) ?? true)
  );
}
