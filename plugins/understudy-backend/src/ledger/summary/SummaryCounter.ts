import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { toObservation } from '../anomalies/toObservation';
import type { DailySummary } from './types';

const INTENTS_REMEMBERED = 100_000;
const NONE = 'none';

type Facets = Pick<
  LedgerEntry,
  'takeoverLevel' | 'changeLevel' | 'environment'
>;

/** Counts the entries of a day, in memory that does not grow with them. */
export class SummaryCounter {
  #entries = 0;
  #firstIndex: number | undefined;
  #lastIndex: number | undefined;
  #operations = 0;
  #denials = 0;
  #overrides = 0;
  readonly #byOutcome = new Map<string, number>();
  readonly #byType = new Map<string, number>();
  readonly #byTakeoverLevel = new Map<string, number>();
  readonly #byChangeLevel = new Map<string, number>();
  readonly #byEnvironment = new Map<string, number>();
  /** An outcome need not repeat what its intent says. */
  readonly #intents = new Map<string, Facets>();

  add(entry: LedgerEntry, index: number | undefined): void {
    this.#entries += 1;
    if (index !== undefined) {
      this.#firstIndex = Math.min(this.#firstIndex ?? index, index);
      this.#lastIndex = Math.max(this.#lastIndex ?? index, index);
    }
    if (entry.operationType === 'denial') {
      this.#denials += countOf(entry);
    } else if (entry.kind !== 'intent' && entry.outcome === 'denied') {
      this.#denials += 1;
    }
    if (isOverride(entry)) {
      this.#overrides += 1;
    }
    if (entry.kind === 'intent') {
      this.#remember(entry);
    }
    if (toObservation(entry)) {
      this.#addOperation(entry);
    }
  }

  result(): Pick<
    DailySummary,
    | 'entries'
    | 'firstIndex'
    | 'lastIndex'
    | 'operations'
    | 'successRate'
    | 'byOutcome'
    | 'byType'
    | 'byTakeoverLevel'
    | 'byChangeLevel'
    | 'byEnvironment'
    | 'denials'
    | 'overrides'
  > {
    const success = this.#byOutcome.get('success') ?? 0;
    return {
      entries: this.#entries,
      ...(this.#firstIndex !== undefined && {
        firstIndex: this.#firstIndex,
        lastIndex: this.#lastIndex,
      }),
      operations: this.#operations,
      ...(this.#operations > 0 && { successRate: success / this.#operations }),
      byOutcome: sorted(this.#byOutcome),
      byType: sorted(this.#byType),
      byTakeoverLevel: sorted(this.#byTakeoverLevel),
      byChangeLevel: sorted(this.#byChangeLevel),
      byEnvironment: sorted(this.#byEnvironment),
      denials: this.#denials,
      overrides: this.#overrides,
    };
  }

  #remember(intent: LedgerEntry): void {
    if (this.#intents.size < INTENTS_REMEMBERED) {
      const { takeoverLevel, changeLevel, environment } = intent;
      this.#intents.set(intent.id, { takeoverLevel, changeLevel, environment });
    }
  }

  #addOperation(entry: LedgerEntry): void {
    const intent = this.#intents.get(entry.intentId ?? '');
    this.#intents.delete(entry.intentId ?? '');
    this.#operations += 1;
    count(this.#byOutcome, entry.outcome!);
    count(this.#byType, entry.operationType);
    count(
      this.#byTakeoverLevel,
      entry.takeoverLevel ?? intent?.takeoverLevel ?? NONE,
    );
    count(
      this.#byChangeLevel,
      entry.changeLevel ?? intent?.changeLevel ?? NONE,
    );
    count(
      this.#byEnvironment,
      entry.environment ?? intent?.environment ?? NONE,
    );
  }
}

/** One entry can stand for many refusals. */
function countOf({ contextTags }: LedgerEntry): number {
  const times = Number(contextTags?.count ?? 1);
  return Number.isSafeInteger(times) && times > 0 ? times : 1;
}

function isOverride({
  kind,
  operationType,
  permissionLevel,
  outcome,
}: LedgerEntry): boolean {
  return (
    kind !== 'outcome' &&
    outcome !== 'denied' &&
    (operationType === 'elevation' ||
      permissionLevel === 'understudy.dryrun.override')
  );
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function sorted(map: Map<string, number>): Record<string, number> {
  return Object.fromEntries(
    Array.from(map).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
  );
}
