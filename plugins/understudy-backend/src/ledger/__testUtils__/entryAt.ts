import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { newEntryId } from '../entry/newEntryId';

/** An entry as it stands in a log, written and done at a time; all but an intent have an outcome. */
export function entryAt(
  time: number,
  rest: Partial<LedgerEntry> = {},
): LedgerEntry {
  const { outcome, ...others } = rest;
  const isOpen = rest.kind === 'intent';
  return {
    schemaVersion: 1,
    id: newEntryId(time),
    kind: 'event',
    occurredAt: new Date(time).toISOString(),
    actor: { type: 'user', id: 'user:default/sam' },
    source: 'ui',
    operationType: 'deployment',
    action: 'kubernetes:scale',
    ...(!isOpen && { outcome: outcome ?? 'success' }),
    ...others,
  };
}
