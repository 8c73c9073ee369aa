/** Something that can happen again and again. */
interface Counted<T> {
  /** What happened first in this window. */
  first: T;
  /** How often it happened since it was told last. */
  further: number;
  openedAt: number;
  lastAt: number;
}

/**
 * Turns a flood into a trickle: the first of a kind is told at once, what
 * follows within the window once, with its number.
 */
export class RepeatCounter<T> {
  readonly #windowMs: number;
  readonly #maximumKinds: number;
  readonly #tell: (
    first: T,
    options: { count: number; from: number; to: number; further: boolean },
  ) => void;
  readonly #kinds = new Map<string, Counted<T>>();
  #beyond = 0;

  constructor(options: {
    windowMs: number;
    /** How many kinds are told apart; those beyond are only counted. */
    maximumKinds?: number;
    tell: (
      first: T,
      options: { count: number; from: number; to: number; further: boolean },
    ) => void;
  }) {
    this.#windowMs = options.windowMs;
    this.#maximumKinds = options.maximumKinds ?? 1_000;
    this.#tell = options.tell;
  }

  /** Something has happened. */
  count(kind: string, what: T, now: number, times: number = 1): void {
    const known = this.#kinds.get(kind);
    if (known) {
      known.further += times;
      known.lastAt = now;
      return;
    }
    if (this.#kinds.size >= this.#maximumKinds) {
      this.#beyond += times;
      return;
    }
    this.#kinds.set(kind, {
      first: what,
      further: 0,
      openedAt: now,
      lastAt: now,
    });
    this.#tell(what, { count: times, from: now, to: now, further: false });
  }

  /** Tells what has come together in windows that are over, or in all. */
  flush(now: number, options: { all?: boolean } = {}): void {
    for (const [kind, counted] of this.#kinds) {
      const age = now - counted.openedAt;
      // A clock that was set back must not keep a window open for ever.
      if (!options.all && age >= 0 && age < this.#windowMs) {
        continue;
      }
      if (counted.further === 0) {
        this.#kinds.delete(kind);
        continue;
      }
      this.#tell(counted.first, {
        count: counted.further,
        from: counted.openedAt,
        to: counted.lastAt,
        further: true,
      });
      counted.further = 0;
      counted.openedAt = now;
    }
  }

  /** How much was beyond the number of kinds, and starts again from nought. */
  takeBeyond(): number {
    const beyond = this.#beyond;
    this.#beyond = 0;
    return beyond;
  }
}
