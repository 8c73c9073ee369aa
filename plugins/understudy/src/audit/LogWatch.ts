import type { LedgerVerifier } from '../proof/LedgerVerifier';
import type { LogVerdict } from '../proof/LogVerdict';

/** What the last look at the log found; undefined before the first one has ended. */
export type LogLook = { verdict?: LogVerdict; error?: Error };

const SETTLED_MS = 30_000;
const UNSETTLED_MS = 5_000;

/** Looks at the log for every part of a page that shows something of it, once for all of them. */
export class LogWatch {
  readonly #verifier: LedgerVerifier;
  readonly #listeners = new Set<() => void>();
  #look: LogLook | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #again = false;
  /** The index of the newest entry that is shown anywhere. */
  #newest = -1;

  constructor(verifier: LedgerVerifier) {
    this.#verifier = verifier;
  }

  get look(): LogLook | undefined {
    return this.#look;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.check();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        clearTimeout(this.#timer);
      }
    };
  }

  /** An entry is shown that the newest checkpoint may not have yet. */
  expect(index: number): void {
    if (index > this.#newest) {
      this.#newest = index;
      this.#plan();
    }
  }

  check(): void {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    clearTimeout(this.#timer);
    this.#verifier
      .checkLog()
      .then(
        verdict => this.#set({ verdict }),
        error => this.#set({ verdict: this.#look?.verdict, error }),
      )
      .finally(() => {
        this.#busy = false;
        if (this.#again) {
          this.#again = false;
          this.check();
        } else {
          this.#plan();
        }
      });
  }

  forget(): void {
    this.#verifier.forget();
    this.check();
  }

  #set(look: LogLook): void {
    this.#look = look;
    this.#listeners.forEach(listener => listener());
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#listeners.size === 0 || this.#busy) {
      return;
    }
    const { verdict, error } = this.#look ?? {};
    // A refusal stays one, and each would be recorded as a denial.
    if ((error as { statusCode?: number } | undefined)?.statusCode === 403) {
      return;
    }
    // Somebody waits for a proof: of an entry without a checkpoint, or without an anchor.
    const settled =
      verdict !== undefined &&
      this.#newest < verdict.size &&
      (!verdict.anchor || this.#newest < verdict.anchor.size);
    this.#timer = setTimeout(
      () => (document.hidden ? this.#plan() : this.check()),
      settled ? SETTLED_MS : UNSETTLED_MS,
    );
  }
}
