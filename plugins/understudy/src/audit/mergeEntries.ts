import type { AuditEntry } from './AuditEntry';
import type { AuditOutcome } from './AuditTypes';

/** More would only make the browser slow; what is older is on the next page. */
const MOST = 200;

/** New entries and known ones, newest first, each once; an outcome also closes its intent. */
export function mergeEntries(
  fresh: readonly AuditEntry[],
  known: readonly AuditEntry[],
): AuditEntry[] {
  const byId = new Map<string, AuditEntry>();
  for (const item of [...known, ...fresh]) {
    byId.set(item.id, item);
  }
  for (const { id, index, entry } of byId.values()) {
    const intent = entry.intentId && byId.get(entry.intentId);
    if (intent && !intent.closed) {
      const closed: AuditOutcome = {
        entryId: id,
        index,
        occurredAt: entry.occurredAt,
        outcome: entry.outcome,
        durationMs: entry.durationMs,
        errorContext: entry.errorContext,
        recoveryActions: entry.recoveryActions,
        redacted: [],
      };
      byId.set(intent.id, { ...intent, closed });
    }
  }
  return [...byId.values()]
    .sort((a, b) => b.index - a.index)
    .slice(0, Math.max(MOST, known.length));
}
