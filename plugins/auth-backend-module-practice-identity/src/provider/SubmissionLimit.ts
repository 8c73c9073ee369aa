/** Lets through so many submissions in a minute, and no more. */
export class SubmissionLimit {
  readonly #perMinute: number;
  readonly #now: () => number;
  #tokens: number;
  #refilledAt: number;

  constructor(options: { perMinute: number; now?: () => number }) {
    this.#perMinute = options.perMinute;
    this.#now = options.now ?? Date.now;
    this.#tokens = options.perMinute;
    this.#refilledAt = this.#now();
  }

  /** Takes one submission; `false` when there were too many. */
  take(): boolean {
    const now = this.#now();
    this.#tokens = Math.min(
      this.#perMinute,
      this.#tokens + ((now - this.#refilledAt) / 60_000) * this.#perMinute,
    );
    this.#refilledAt = now;
    if (this.#tokens < 1) {
      return false;
    }
    this.#tokens -= 1;
    return true;
  }
}
