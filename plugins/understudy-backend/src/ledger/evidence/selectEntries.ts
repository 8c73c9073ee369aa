import type { EvidenceInput } from '@understudy/evidence';
import type { SealedField } from '@understudy/ledger';
import type { EvidenceFilter } from '@understudy/plugin-understudy-common';
import type { LedgerService } from '../LedgerService';
import type { RecordedEntry } from '../types';
import { matchesFilter } from './matchesFilter';
import type { RangeStore, RedactionRow } from './RangeStore';

type Streamed = RecordedEntry & { index: number; fields: SealedField[] };

/**
 * The entries of a package, by rising index: those asked for, those that redact
 * something in them, and for a whole period the ones on both sides of it.
 */
export async function* selectEntries(options: {
  ledger: Pick<LedgerService, 'stream'>;
  store: RangeStore;
  range: { from: number; to: number };
  minimum: number;
  /** The size of the checkpoint under which all of it stands. */
  size: number;
  filter: EvidenceFilter | undefined;
  /** Told of each entry that was gone through. */
  onEntry: () => void;
}): AsyncGenerator<EvidenceInput, void, void> {
  const { ledger, store, range, minimum, size, filter, onEntry } = options;
  const redactions = await followRedactions(store, range);
  const sides = filter === undefined ? [range.from - 1, range.to] : [];
  const supports = new Set(
    [...redactions.values()]
      .flat()
      .map(({ byIndex }) => byIndex)
      .concat(sides)
      .filter(
        (index): index is number =>
          index !== undefined && index >= minimum && index < size,
      ),
  );
  const toInput = async (
    entry: Streamed,
    support?: EvidenceInput['support'],
  ): Promise<EvidenceInput> => ({
    index: entry.index,
    body: entry.body,
    fields: entry.fields,
    redacted: await namesOf(entry, redactions, store),
    withheld: [],
    ...(support && { support }),
  });
  const supportOf = (index: number): EvidenceInput['support'] => {
    if (sides[0] === index) {
      return 'before';
    }
    return sides[1] === index ? 'after' : 'redaction';
  };
  async function* others(from: number, to: number) {
    const indexes = [...supports].filter(i => i >= from && i < to);
    for (const index of indexes.sort((a, b) => a - b)) {
      for await (const entry of ledger.stream({ from: index, to: index + 1 })) {
        yield toInput(entry, supportOf(index));
      }
    }
  }
  yield* others(minimum, range.from);
  for await (const entry of ledger.stream(range)) {
    onEntry();
    if (matchesFilter(entry.entry, filter)) {
      yield toInput(entry);
    } else if (supports.has(entry.index)) {
      yield toInput(entry, 'redaction');
    }
  }
  yield* others(range.to, size);
}

/** A redaction may itself have been redacted. */
async function followRedactions(
  store: RangeStore,
  range: { from: number; to: number },
): Promise<Map<string, RedactionRow[]>> {
  const known = new Map<string, RedactionRow[]>();
  let found = await store.redactionsIn(range);
  while (found.length > 0) {
    const next = new Set<string>();
    for (const row of found) {
      known.set(row.entryId, [...(known.get(row.entryId) ?? []), row]);
      next.add(row.by);
    }
    found = await store.redactionsOf([...next].filter(id => !known.has(id)));
  }
  return known;
}

async function namesOf(
  entry: Streamed,
  redactions: ReadonlyMap<string, RedactionRow[]>,
  store: RangeStore,
): Promise<Array<{ pointer: string; by: string }>> {
  if (entry.redacted.length === 0) {
    return [];
  }
  let rows = redactions.get(entry.entry.id) ?? [];
  const lacks = () =>
    entry.redacted.some(pointer => !rows.some(row => row.pointer === pointer));
  if (lacks()) {
    // Redacted while the package was being made.
    rows = await store.redactionsOf([entry.entry.id]);
  }
  return rows
    .filter(({ pointer }) => entry.redacted.includes(pointer))
    .map(({ pointer, by }) => ({ pointer, by }));
}
