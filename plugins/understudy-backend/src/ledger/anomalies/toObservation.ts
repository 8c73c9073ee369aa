import type {
  EntryActor,
  EntryOutcome,
  LedgerEntry,
  OperationType,
} from '@understudy/plugin-understudy-common';
import { boundedText } from '../sources/boundedText';
import type { Observation } from './types';

const FAILED: readonly EntryOutcome[] = ['failure', 'partial', 'unverified'];

/** What is no operation: nobody operates anything by it. */
const NO_OPERATION: readonly OperationType[] = [
  'sign_in',
  'denial',
  'review',
  'note',
  'ledger',
];

/**
 * An entry as the detectors see it; undefined for what is no operation, or has
 * not ended. An intent is seen by its outcome.
 */
export function toObservation(entry: LedgerEntry): Observation | undefined {
  if (
    entry.kind === 'intent' ||
    entry.outcome === undefined ||
    NO_OPERATION.includes(entry.operationType)
  ) {
    return undefined;
  }
  return {
    id: entry.id,
    at: Date.parse(entry.occurredAt),
    actor: actorOf(entry.actor),
    type: entry.operationType,
    failed: FAILED.includes(entry.outcome),
    ...(entry.entityRef !== undefined && {
      entityRef: boundedText(entry.entityRef),
    }),
  };
}

function actorOf({ type, id }: EntryActor): string {
  // What a database cannot hold must not stop the counting for ever.
  const name = boundedText(id) ?? 'unknown';
  return type === 'user' ? name : `${type}:${name}`;
}
