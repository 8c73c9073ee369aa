import { setImmediate as nextTurn } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import type { AuditFilters } from './AuditFilters';
import type { AuditScope } from './AuditScope';
import { columnFields, columnOf, lowerRef } from './columns';
import type {
  Driver,
  IndexRange,
  NumberFilters,
  ReadingStore,
} from './ReadingStore';
import { shortHash } from './shortHash';
import { wordsOf } from './wordsOf';

/** By how many entries a search goes. */
export interface SearchSteps {
  /** So few are read by their index and sorted; more are walked through in order. */
  few: number;
  /** Of so few the words are looked at one by one. */
  fewWithWords: number;
  firstWindow: number;
  firstWindowOfWords: number;
  largestWindow: number;
}

const STEPS: SearchSteps = {
  few: 20_000,
  fewWithWords: 2_000,
  firstWindow: 20_000,
  firstWindowOfWords: 2_000,
  largestWindow: 100_000,
};
const PIECE = 200;
const MOST_WORDS = 10;
const SHORTEST_START = 3;

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

interface Plan {
  filters: NumberFilters;
  driver: Driver;
  /** How many entries the driver has at most. */
  estimate: number;
  single: { column: string; id: number } | undefined;
}

/**
 * Finds entries in the order of the log. What is frequent is found by walking
 * along the newest ones, what is rare through an index; how frequent each value
 * is, the read model counts. Works in steps, so that neither the thread nor a
 * transaction is held for long, and stops when its time is over.
 */
export class AuditSearch {
  readonly #store: ReadingStore;
  readonly #now: () => number;
  readonly #sizes: SearchSteps;

  constructor(options: {
    store: ReadingStore;
    now?: () => number;
    steps?: SearchSteps;
  }) {
    this.#store = options.store;
    this.#sizes = options.steps ?? STEPS;
    this.#now = options.now ?? (() => performance.now());
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    const { newest, after, limit } = request;
    const until = this.#now() + request.budgetMs;
    const size = await this.#store.size();
    const plan = await this.#plan(request, size);
    const done = { indexes: [], more: false, stoppedAt: undefined, size };
    if (!plan) {
      return done;
    }
    const { fromTime, toTime } = plan.filters;
    const ranges = (
      await this.#store.rangesOf({ fromTime, toTime, size })
    ).flatMap(range => clip(range, newest, after));
    if (newest) {
      ranges.reverse();
    }
    const indexes: number[] = [];
    const steps = this.#steps(plan, ranges, newest);
    for await (const { range, driver } of steps) {
      const wanted = limit + 1 - indexes.length;
      indexes.push(
        ...(await this.#look(plan, { range, driver, newest, limit: wanted })),
      );
      if (indexes.length > limit) {
        return { ...done, indexes: indexes.slice(0, limit), more: true };
      }
      const edge = newest ? range.from : range.to - 1;
      const last = ranges[ranges.length - 1];
      const isLast = newest ? edge <= last.from : edge >= last.to - 1;
      if (!isLast && this.#now() > until) {
        return { ...done, indexes, more: true, stoppedAt: edge };
      }
      await nextTurn();
    }
    return { ...done, indexes };
  }

  /** The stretches to look at one after the other, and how. */
  async *#steps(
    plan: Plan,
    ranges: readonly IndexRange[],
    newest: boolean,
  ): AsyncGenerator<{ range: IndexRange; driver: Driver }> {
    const { driver, estimate, filters } = plan;
    const byWords = filters.words.length > 0;
    if (ranges.length === 0) {
      return;
    }
    const few =
      estimate <= (byWords ? this.#sizes.fewWithWords : this.#sizes.few);
    if (few && driver !== 'index') {
      yield { range: hull(ranges), driver };
      return;
    }
    let width = byWords
      ? this.#sizes.firstWindowOfWords
      : this.#sizes.firstWindow;
    let first = true;
    for (const range of ranges) {
      let rest = range;
      while (rest.from < rest.to) {
        let step = cut(rest, newest, width);
        if (!first && byWords) {
          // What was not among the first is not frequent.
          step = rest;
        } else if (!first && plan.single) {
          step = await this.#stepAlong(plan.single, rest, newest);
        }
        yield {
          range: step,
          driver: drive(first, byWords, plan),
        };
        rest = newest
          ? { from: rest.from, to: step.from }
          : { from: step.to, to: rest.to };
        width = Math.min(width * 2, this.#sizes.largestWindow);
        first = false;
      }
    }
  }

  /** A stretch with a known number of entries of one value in it. */
  async #stepAlong(
    single: { column: string; id: number },
    range: IndexRange,
    newest: boolean,
  ): Promise<IndexRange> {
    const edge = await this.#store.skip({
      ...single,
      range,
      newest,
      count: this.#sizes.few,
    });
    if (edge === undefined) {
      return range;
    }
    return newest
      ? { from: edge, to: range.to }
      : { from: range.from, to: edge + 1 };
  }

  async #look(
    plan: Plan,
    options: {
      range: IndexRange;
      driver: Driver;
      newest: boolean;
      limit: number;
    },
  ): Promise<number[]> {
    const { filters } = plan;
    const { range, driver, newest, limit } = options;
    if (filters.words.length === 0 || driver === 'words') {
      return this.#store.find({ filters, ...options });
    }
    if (driver === 'index') {
      const have = await this.#store.scanWords(filters, range);
      return this.#pieces(inOrder(have, newest), limit, among =>
        this.#store.find({ filters, ...options, among }),
      );
    }
    // How many entries a plan or a correlation has is not counted, so there may be more than a few.
    const most = this.#sizes.fewWithWords;
    const found: number[] = [];
    for (let rest = range; rest.from < rest.to; ) {
      const fitting = await this.#store.find({
        filters,
        ...options,
        range: rest,
        limit: most,
      });
      found.push(
        ...(await this.#pieces(fitting, limit - found.length, async among =>
          inOrder(await this.#store.scanWords(filters, among), newest),
        )),
      );
      if (found.length >= limit || fitting.length < most) {
        break;
      }
      const last = fitting[fitting.length - 1];
      rest = newest
        ? { from: rest.from, to: last }
        : { from: last + 1, to: rest.to };
    }
    return found;
  }

  /** Goes through a list until enough was found. */
  async #pieces(
    list: readonly number[],
    limit: number,
    check: (piece: readonly number[]) => Promise<number[]>,
  ): Promise<number[]> {
    const found: number[] = [];
    for (let at = 0; at < list.length && found.length < limit; at += PIECE) {
      found.push(...(await check(list.slice(at, at + PIECE))));
    }
    return found.slice(0, limit);
  }

  /** Undefined where nothing can fit. */
  async #plan(request: SearchRequest, size: number): Promise<Plan | undefined> {
    const { filters, scope } = request;
    const wanted = columnFields.flatMap(field => {
      const values: readonly string[] | undefined = filters[field];
      return values ? [{ field: field as string, values }] : [];
    });
    const entities = wanted.find(({ field }) => field === 'entityRef');
    if (entities) {
      entities.values = entities.values.map(lowerRef);
    }
    if (scope.kind === 'owned') {
      const may = new Set(scope.entityRefs.map(lowerRef));
      if (entities) {
        entities.values = entities.values.filter(ref => may.has(ref));
      } else {
        wanted.push({ field: 'entityRef', values: [...may] });
      }
    }
    if (filters.ruleId) {
      wanted.push({ field: 'ruleId', values: filters.ruleId });
    }
    const numbers = await this.#store.numbersOf(wanted);
    if ([...numbers.values()].some(({ ids }) => ids.length === 0)) {
      return undefined;
    }
    const words = searchedWords(filters.text);
    const candidates: Array<{ driver: Driver; estimate: number }> = [];
    const columns: Array<{ column: string; ids: readonly number[] }> = [];
    for (const field of columnFields) {
      const known = numbers.get(field);
      if (known) {
        const column = columnOf[field];
        columns.push({ column, ids: known.ids });
        candidates.push({ driver: { column }, estimate: known.entries });
      }
    }
    const rules = numbers.get('ruleId');
    if (rules) {
      candidates.push({ driver: 'rules', estimate: rules.entries });
    }
    for (const [column, id] of [
      ['correlation', filters.correlationId],
      ['plan', filters.planId],
    ] as const) {
      if (id !== undefined) {
        columns.push({ column, ids: [shortHash(id)] });
        candidates.push({ driver: { column }, estimate: 0 });
      }
    }
    const best = candidates.reduce(
      (a, b) => (b.estimate < a.estimate ? b : a),
      {
        driver: 'index' as Driver,
        estimate: Math.max(size, this.#sizes.few + 1),
      },
    );
    const along = typeof best.driver === 'object' ? best.driver.column : '';
    const alone = columns.find(({ column }) => column === along);
    return {
      ...best,
      single:
        alone?.ids.length === 1 && best.estimate < size / 2
          ? { column: along, id: alone.ids[0] }
          : undefined,
      filters: {
        columns,
        rules: rules?.ids,
        fromTime: millis(filters.from),
        toTime: millis(filters.to),
        words,
        openEnd:
          words.length > 0 &&
          /[\p{L}\p{N}]$/u.test(filters.text ?? '') &&
          words[words.length - 1].length >= SHORTEST_START,
      },
    };
  }
}

function drive(first: boolean, byWords: boolean, plan: Plan): Driver {
  if (first) {
    return 'index';
  }
  if (byWords) {
    return 'words';
  }
  return plan.single ? plan.driver : 'index';
}

function searchedWords(text: string | undefined): string[] {
  if (text === undefined) {
    return [];
  }
  const words = wordsOf(text);
  if (words.length === 0) {
    throw new InputError(
      'The text to look for has neither letters nor digits in it',
    );
  }
  if (words.length > MOST_WORDS) {
    throw new InputError(
      `The text to look for has more than ${MOST_WORDS} different words`,
    );
  }
  return words;
}

function millis(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time);
}

function inOrder(indexes: readonly number[], newest: boolean): number[] {
  return [...indexes].sort((a, b) => (newest ? b - a : a - b));
}

function clip(
  range: IndexRange,
  newest: boolean,
  after: number | undefined,
): IndexRange[] {
  const clipped = { ...range };
  if (after !== undefined && newest) {
    clipped.to = Math.min(range.to, after);
  } else if (after !== undefined) {
    clipped.from = Math.max(range.from, after + 1);
  }
  return clipped.from < clipped.to ? [clipped] : [];
}

function cut(range: IndexRange, newest: boolean, width: number): IndexRange {
  return newest
    ? { from: Math.max(range.from, range.to - width), to: range.to }
    : { from: range.from, to: Math.min(range.to, range.from + width) };
}

function hull(ranges: readonly IndexRange[]): IndexRange {
  return {
    from: Math.min(...ranges.map(({ from }) => from)),
    to: Math.max(...ranges.map(({ to }) => to)),
  };
}
