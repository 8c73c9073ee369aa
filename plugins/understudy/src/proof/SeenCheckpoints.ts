import type { SeenCheckpoint } from './SeenCheckpoint';

const KEY = 'understudy:ledger:seen';

/**
 * What this browser remembers of the ledger, for each address that pages come
 * from. A browser that keeps nothing has simply seen nothing yet.
 */
export class SeenCheckpoints {
  readonly #storage: () => Storage;

  constructor(storage: () => Storage = () => window.localStorage) {
    this.#storage = storage;
  }

  read(): SeenCheckpoint | undefined {
    try {
      return parseSeen(this.#storage().getItem(KEY));
    } catch {
      return undefined;
    }
  }

  /** Says whether it could be kept. */
  keep(seen: SeenCheckpoint): boolean {
    try {
      const before = this.read();
      // Another tab may have looked later than the one that asks now.
      if (!before || before.size <= seen.size) {
        this.#storage().setItem(KEY, JSON.stringify(seen));
      }
      return true;
    } catch {
      return false;
    }
  }

  forget(): void {
    try {
      this.#storage().removeItem(KEY);
    } catch {
      // Where nothing can be kept there is nothing to forget.
    }
  }
}

function parseSeen(text: string | null): SeenCheckpoint | undefined {
  if (!text) {
    return undefined;
  }
  const value = JSON.parse(text) as Partial<SeenCheckpoint>;
  const whole =
    typeof value.origin === 'string' &&
    Number.isSafeInteger(value.size) &&
    typeof value.root === 'string' &&
    typeof value.note === 'string' &&
    typeof value.seenAt === 'string' &&
    typeof value.signed === 'boolean';
  return whole ? (value as SeenCheckpoint) : undefined;
}
