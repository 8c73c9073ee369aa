import type { Knex } from 'knex';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditFilters } from '../AuditFilters';
import type { AuditScope } from '../AuditScope';
import { ReadingStore } from '../ReadingStore';
import { PostgresFinder } from './PostgresFinder';
import { planSearch } from './planSearch';
import { clip } from './ranges';
import { SearchWalk } from './SearchWalk';
import { SqliteFinder } from './SqliteFinder';
import type { EntryFinder, SearchSteps } from './types';

/** What a search asks for. */
export interface SearchRequest {
  filters: AuditFilters;
  scope: AuditScope;
  newest: boolean;
  /** Where an earlier page ended: that index is not given again. */
  after?: number;
  limit: number;
  /** After how long it gives what it has. */
  budgetMs: number;
}

/** What a search found. */
export interface SearchResult {
  /** The indexes of what fits, in order. */
  indexes: number[];
  /** Whether there may be more beyond the last one, or beyond `stoppedAt`. */
  more: boolean;
  /** How far it looked, where time was over before that was everything. */
  stoppedAt: number | undefined;
  /** How many entries there were to be searched. */
  size: number;
}

/**
 * Finds entries in the order of the log. What is frequent is found by walking
 * along the newest ones, what is rare through an index; how frequent each value
 * is, the read model counts. Works in steps, so that neither the thread nor a
 * transaction is held for long, and stops when its time is over.
 */
export class AuditSearch {
  readonly #store: ReadingStore;
  readonly #finder: EntryFinder;
  readonly #now: () => number;
  readonly #sizes: SearchSteps;

  static create(options: {
    knex: Knex;
    now?: () => number;
    steps?: SearchSteps;
  }): AuditSearch {
    return new AuditSearch(options);
  }

  private constructor(options: {
    knex: Knex;
    now?: () => number;
    steps?: SearchSteps;
  }) {
    const { knex } = options;
    this.#store = new ReadingStore(knex);
    this.#finder =
      knex.client.config.client === 'pg'
        ? new PostgresFinder(knex)
        : new SqliteFinder(knex);
    this.#sizes = options.steps ?? this.#finder.steps;
    this.#now = options.now ?? (() => performance.now());
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    const { newest, after, limit } = request;
    const until = this.#now() + request.budgetMs;
    const size = await this.#store.size();
    const plan = await planSearch(this.#store, { ...request, size });
    const done = { indexes: [], more: false, stoppedAt: undefined, size };
    if (!plan) {
      return done;
    }
    const { filters, single } = plan;
    const { fromTime, toTime } = filters;
    const ranges = (
      await this.#store.rangesOf({ fromTime, toTime, size })
    ).flatMap(range => clip(range, { newest, after }));
    const walk = new SearchWalk({
      plan,
      ranges: newest ? ranges.reverse() : ranges,
      newest,
      sizes: this.#sizes,
      // One more, to know whether there are more.
      wanted: limit + 1,
      skip: async range =>
        single &&
        this.#store.skip({ ...single, range, newest, count: this.#sizes.few }),
    });
    const indexes: number[] = [];
    for (
      let step = await walk.next(0);
      step;
      step = await walk.next(indexes.length)
    ) {
      const { range, driver, isLast } = step;
      indexes.push(
        ...(await this.#finder.find({
          filters,
          driver,
          range,
          newest,
          limit: limit + 1 - indexes.length,
        })),
      );
      if (indexes.length > limit) {
        return { ...done, indexes: indexes.slice(0, limit), more: true };
      }
      if (!isLast && this.#now() > until) {
        const stoppedAt = newest ? range.from : range.to - 1;
        return { ...done, indexes, more: true, stoppedAt };
      }
      await nextTurn();
    }
    return { ...done, indexes };
  }
}
