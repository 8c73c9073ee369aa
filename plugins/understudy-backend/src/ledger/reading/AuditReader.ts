import { NotFoundError } from '@backstage/errors';
import type {
  AuditEntry,
  AuditEntryDetail,
  AuditFacets,
  AuditFacetField,
  AuditPage,
} from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { withCode } from '../../http/errorCode';
import type { AuditFilters } from './AuditFilters';
import type { AuditScope } from './AuditScope';
import { columnFields, columnOf, lowerRef } from './columns';
import { LeafStore } from './LeafStore';
import { formatPageCursor, parsePageCursor } from './pageCursor';
import { ReadingStore } from './ReadingStore';
import { AuditSearch } from './search/AuditSearch';
import { readEntry, toAuditEntry, type ReadEntry } from './toAuditEntry';

const BUDGET_MS = 1_000;
const SAMPLE = 2_000;
const MOST_NOTES = 500;

/** One page of entries, asked for. */
export interface PageRequest {
  filters: AuditFilters;
  order: 'newest' | 'oldest';
  limit: number;
  cursor?: string;
  evidence: boolean;
}

/**
 * Reads entries for people. Every method takes the scope of the caller, and
 * gives nothing that lies outside of it: not in lists, counts or values.
 */
export class AuditReader {
  readonly #store: ReadingStore;
  readonly #leaves: LeafStore;
  readonly #search: AuditSearch;

  static create(options: { knex: Knex }): AuditReader {
    return new AuditReader(options);
  }

  private constructor(options: { knex: Knex }) {
    this.#store = new ReadingStore(options.knex);
    this.#leaves = new LeafStore(options.knex);
    this.#search = AuditSearch.create(options);
  }

  /** One page of the entries that fit. */
  async page(request: PageRequest, scope: AuditScope): Promise<AuditPage> {
    const { filters, order, limit, cursor, evidence } = request;
    const search = { filters, order, scope: scope.kind };
    const found = await this.#search.search({
      filters,
      scope,
      newest: order === 'newest',
      ...(cursor !== undefined && { after: parsePageCursor(search, cursor) }),
      limit,
      budgetMs: BUDGET_MS,
    });
    const { indexes, stoppedAt, more, size } = found;
    const { items, damaged } = await this.entries(indexes, {
      scope,
      evidence,
      filters,
    });
    const end = stoppedAt ?? indexes[indexes.length - 1];
    const time =
      stoppedAt === undefined ? undefined : await this.#store.timeOf(stoppedAt);
    return {
      items,
      ...(damaged.length > 0 && { damaged }),
      ...(more && { nextCursor: formatPageCursor(search, end) }),
      ...(stoppedAt !== undefined && {
        stoppedAt: {
          index: stoppedAt,
          ...(time !== undefined && {
            occurredAt: new Date(time).toISOString(),
          }),
        },
      }),
      scope: scope.kind,
      size,
    };
  }

  /** New entries after an index, and up to where everything was looked at. */
  async after(
    request: { filters: AuditFilters; index: number; limit: number },
    options: { scope: AuditScope; evidence: boolean },
  ): Promise<{ items: AuditEntry[]; upTo: number }> {
    const { filters, index, limit } = request;
    const { indexes, more, stoppedAt, size } = await this.#search.search({
      filters,
      scope: options.scope,
      newest: false,
      after: index,
      limit,
      budgetMs: BUDGET_MS,
    });
    const { items } = await this.entries(indexes, { ...options, filters });
    const last = indexes[indexes.length - 1] ?? index;
    const all = Math.max(index, size - 1);
    return { items, upTo: more ? stoppedAt ?? last : all };
  }

  /** The indexes of everything that fits, up to a limit. */
  async all(
    request: {
      filters: AuditFilters;
      order: 'newest' | 'oldest';
      limit: number;
    },
    scope: AuditScope,
  ): Promise<{ indexes: number[]; complete: boolean }> {
    const { filters, order, limit } = request;
    const indexes: number[] = [];
    let after: number | undefined;
    for (;;) {
      const found = await this.#search.search({
        filters,
        scope,
        newest: order === 'newest',
        ...(after !== undefined && { after }),
        limit: limit - indexes.length,
        budgetMs: BUDGET_MS,
      });
      indexes.push(...found.indexes);
      if (!found.more || indexes.length >= limit) {
        return { indexes, complete: !found.more };
      }
      after = found.stoppedAt;
    }
  }

  /** How many entries can be read. */
  async size(): Promise<number> {
    return this.#store.size();
  }

  /** One entry, with its intent and its notes. Throws a NotFoundError. */
  async get(id: string, scope: AuditScope): Promise<AuditEntryDetail> {
    const entry = await this.#one(id, scope);
    const { intentId } = entry.entry;
    const intent =
      intentId === undefined ? undefined : await this.#find(intentId, scope);
    const notes = (await this.#store.notesOn([id])).slice(-MOST_NOTES);
    const { items } = await this.entries(
      notes.map(({ index }) => index),
      { scope, evidence: true, filters: {} },
    );
    return { entry, ...(intent && { intent }), notes: items };
  }

  /** Whether somebody may see the entry at an index. */
  async maySee(index: number, scope: AuditScope): Promise<boolean> {
    if (scope.kind === 'all') {
      return true;
    }
    const { items } = await this.entries([index], {
      scope,
      evidence: false,
      filters: {},
    });
    return items.length === 1;
  }

  /** The values that filters can have, as far as the caller may know them. */
  async facets(
    request: {
      fields: readonly AuditFacetField[];
      contains: string | undefined;
      limit: number;
    },
    scope: AuditScope,
  ): Promise<AuditFacets> {
    const { fields, contains, limit } = request;
    const known = scope.kind === 'all' ? undefined : await this.#known(scope);
    const facets = [];
    for (const field of fields) {
      const values = await this.#store.valuesOf({
        field,
        contains,
        limit: limit + 1,
        ...(known && { ids: known.get(field) ?? [] }),
      });
      facets.push({
        field,
        values: values.slice(0, limit),
        more: values.length > limit,
      });
    }
    return { facets, scope: scope.kind };
  }

  /** Entries by their indexes, with what belongs to them, in that order. */
  async entries(
    indexes: readonly number[],
    options: { scope: AuditScope; evidence: boolean; filters: AuditFilters },
  ): Promise<{ items: AuditEntry[]; damaged: number[] }> {
    const { scope, evidence, filters } = options;
    const stored = await this.#leaves.read(indexes);
    const read = stored.map(leaf => ({ leaf, entry: readEntry(leaf) }));
    const damaged =
      scope.kind === 'all'
        ? read.filter(({ entry }) => !entry).map(({ leaf }) => leaf.index)
        : [];
    const visible = read
      .flatMap(({ entry }) => entry ?? [])
      .filter(entry => isInScope(entry, scope) && fits(entry, filters));
    const ids = visible.map(({ recorded }) => recorded.entry.id);
    const notes = ids.length === 0 ? [] : await this.#store.notesOn(ids);
    const counts = new Map<string, number>();
    for (const { targetId } of notes) {
      counts.set(targetId, (counts.get(targetId) ?? 0) + 1);
    }
    const outcomes = await this.#outcomes(visible, scope);
    return {
      damaged,
      items: visible.map(entry => {
        const { id } = entry.recorded.entry;
        const outcome = outcomes.get(id);
        return {
          ...toAuditEntry(entry, { notes: counts.get(id) ?? 0, evidence }),
          ...(outcome && { outcome }),
        };
      }),
    };
  }

  async #outcomes(
    entries: readonly ReadEntry[],
    scope: AuditScope,
  ): Promise<Map<string, NonNullable<AuditEntry['outcome']>>> {
    const intents = entries
      .map(({ recorded }) => recorded.entry)
      .filter(({ kind }) => kind === 'intent');
    if (intents.length === 0) {
      return new Map();
    }
    const found = await this.#store.outcomesOf(intents.map(({ id }) => id));
    const stored = await this.#leaves.read(found.map(({ index }) => index));
    return new Map(
      stored.flatMap(leaf => {
        const read = readEntry(leaf);
        if (!read || !isInScope(read, scope)) {
          return [];
        }
        const { entry, redacted } = read.recorded;
        const { outcome, durationMs, errorContext, recoveryActions } = entry;
        return [
          [
            entry.intentId!,
            {
              entryId: entry.id,
              index: leaf.index,
              occurredAt: entry.occurredAt,
              redacted,
              ...(outcome && { outcome }),
              ...(durationMs !== undefined && { durationMs }),
              ...(errorContext && { errorContext }),
              ...(recoveryActions && { recoveryActions }),
            },
          ] as const,
        ];
      }),
    );
  }

  async #one(id: string, scope: AuditScope): Promise<AuditEntry> {
    const entry = await this.#find(id, scope);
    if (!entry) {
      throw withCode(
        'entry-not-found',
        new NotFoundError(
          `The ledger has no entry ${id}, or you may not see it. An entry that was just written is there after a second.`,
        ),
      );
    }
    return entry;
  }

  async #find(id: string, scope: AuditScope): Promise<AuditEntry | undefined> {
    const index = await this.#leaves.indexOf(id);
    if (index === undefined) {
      return undefined;
    }
    const { items } = await this.entries([index], {
      scope,
      evidence: true,
      filters: {},
    });
    return items[0];
  }

  /** The numbers of the values that come up in the newest entries of a scope. */
  async #known(scope: AuditScope): Promise<Map<AuditFacetField, number[]>> {
    const { indexes } = await this.#search.search({
      filters: {},
      scope,
      newest: true,
      limit: SAMPLE,
      budgetMs: BUDGET_MS,
    });
    const rows = await this.#store.rows(indexes);
    const known = new Map<AuditFacetField, number[]>();
    for (const field of columnFields) {
      const ids = rows.flatMap(row => row[columnOf[field]] ?? []);
      known.set(field, [...new Set(ids)]);
    }
    known.set('ruleId', await this.#store.rulesOf(indexes));
    return known;
  }
}

function isInScope({ recorded }: ReadEntry, scope: AuditScope): boolean {
  const { entityRef } = recorded.entry;
  return (
    scope.kind === 'all' ||
    (entityRef !== undefined && scope.entityRefs.includes(lowerRef(entityRef)))
  );
}

/** What the read model finds by part of a hash is compared in whole. */
function fits({ recorded }: ReadEntry, filters: AuditFilters): boolean {
  const { correlationId, planId } = recorded.entry;
  return (
    (filters.correlationId ?? correlationId) === correlationId &&
    (filters.planId ?? planId) === planId
  );
}
