import { cut, hull } from './ranges';
import type { Driver, IndexRange, SearchPlan, SearchSteps } from './types';

/** What to look at next. */
export interface SearchStep {
  range: IndexRange;
  driver: Driver;
  /** Whether nothing is left after it. */
  isLast: boolean;
}

/** More than what is to be expected, so that one window more is seldom needed. */
const AMPLE = 1.25;

/** Walks along the log in windows: what to look at next, after what was found so far. */
export class SearchWalk {
  readonly #plan: SearchPlan;
  readonly #newest: boolean;
  readonly #sizes: SearchSteps;
  readonly #wanted: number;
  readonly #skip: (range: IndexRange) => Promise<number | undefined>;
  #left: IndexRange[];
  #width: number;
  #first = true;
  #read = 0;
  #asksIndex = false;

  constructor(options: {
    plan: SearchPlan;
    /** In the order in which they are walked. */
    ranges: readonly IndexRange[];
    newest: boolean;
    sizes: SearchSteps;
    wanted: number;
    /** Where the window ends that has a few entries of the single value in it. */
    skip: (range: IndexRange) => Promise<number | undefined>;
  }) {
    this.#plan = options.plan;
    this.#left = [...options.ranges];
    this.#newest = options.newest;
    this.#sizes = options.sizes;
    this.#wanted = options.wanted;
    this.#skip = options.skip;
    this.#width = options.sizes.firstWindow;
  }

  /** Undefined at the end. */
  async next(found: number): Promise<SearchStep | undefined> {
    if (this.#left.length === 0) {
      return undefined;
    }
    const { driver, estimate, filters } = this.#plan;
    const byWords = filters.words.length > 0;
    const { few, fewWithWords } = this.#sizes;
    if (driver !== 'index' && estimate <= (byWords ? fewWithWords : few)) {
      const range = hull(this.#left);
      this.#left = [];
      return { range, driver, isLast: true };
    }
    const step = byWords ? this.#nextByWords(found) : await this.#nextAlong();
    this.#first = false;
    return { ...step, isLast: this.#left.length === 0 };
  }

  /** Reads words in order while they come up often enough, and then asks the index. */
  #nextByWords(found: number): { range: IndexRange; driver: Driver } {
    const { wordsRead, firstWindowRead } = this.#sizes;
    const { firstWindowOfWords, largestWindowOfWords } = this.#sizes;
    if (!this.#asksIndex) {
      const width = this.#first
        ? firstWindowRead
        : Math.max(
            firstWindowRead,
            ((this.#wanted - found) * this.#read * AMPLE) / found,
          );
      if (this.#first || this.#read + width <= wordsRead) {
        const range = this.#take(Math.ceil(width));
        this.#read += range.to - range.from;
        return { range, driver: 'index' };
      }
      this.#asksIndex = true;
      this.#width = firstWindowOfWords;
    }
    const range = this.#take(this.#width);
    this.#width = largestWindowOfWords;
    return { range, driver: 'words' };
  }

  async #nextAlong(): Promise<{ range: IndexRange; driver: Driver }> {
    const { single, driver } = this.#plan;
    if (this.#first || !single) {
      const range = this.#take(this.#width);
      this.#width = Math.min(this.#width * 2, this.#sizes.largestWindow);
      return { range, driver: 'index' };
    }
    const [{ from, to }] = this.#left;
    const edge = await this.#skip({ from, to });
    const width = this.#newest ? to - (edge ?? from) : (edge ?? to) + 1 - from;
    return { range: this.#take(width), driver };
  }

  #take(width: number): IndexRange {
    const [range, ...others] = this.#left;
    const [step, rest] = cut(range, { newest: this.#newest, width });
    this.#left = rest.from < rest.to ? [rest, ...others] : others;
    return step;
  }
}
