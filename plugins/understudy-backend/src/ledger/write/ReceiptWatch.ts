import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AlarmStore } from '../AlarmStore';
import type { NewLeaf, SequenceStore } from '../sequence/SequenceStore';

const LOOK_MS = 100;
/** An entry that nobody waits for is looked after once it should long have its index. */
const LATE_MS = 2_000;
const AT_ONCE = 500;

interface Receipt {
  id: string;
  leafHash: Uint8Array;
  since: number;
  missed: number;
  waiting: Array<(index: number) => void>;
}

/**
 * Follows every entry that this process wrote until it stands in the log, and
 * raises an alarm if one vanishes on the way or arrives as another.
 */
export class ReceiptWatch {
  readonly #store: SequenceStore;
  readonly #alarms: AlarmStore;
  readonly #logger: LoggerService;
  readonly #receipts = new Map<string, Receipt>();
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(options: {
    store: SequenceStore;
    alarms: AlarmStore;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#alarms = options.alarms;
    this.#logger = options.logger;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.look().catch(error =>
        this.#logger.warn('Receipts cannot be followed', toError(error)),
      );
    }, LOOK_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** How many entries are still on their way. */
  get pending(): number {
    return this.#receipts.size;
  }

  /** Begins to follow an entry. */
  add(entry: { id: string; leafHash: Uint8Array }): void {
    this.#receipts.set(entry.id, {
      ...entry,
      since: performance.now(),
      missed: 0,
      waiting: [],
    });
  }

  /** Stops following an entry that could not be written. */
  forget(id: string): void {
    this.#receipts.delete(id);
  }

  /** Waits for the index of an entry that is followed. */
  async sequenced(id: string, signal?: AbortSignal): Promise<number> {
    const receipt = this.#receipts.get(id);
    if (!receipt) {
      const found = (await this.#store.indexesOf([id])).get(id);
      if (found) {
        return found.index;
      }
      throw new Error(`The entry ${id} is not on its way into the log`);
    }
    return new Promise((resolve, reject) => {
      receipt.waiting.push(resolve);
      signal?.addEventListener('abort', () => reject(signal.reason), {
        once: true,
      });
    });
  }

  /** Entries got their index in this process. */
  arrived(leaves: readonly NewLeaf[]): void {
    for (const { id, index, leafHash } of leaves) {
      const receipt = this.#receipts.get(id);
      if (receipt && Buffer.from(leafHash).equals(receipt.leafHash)) {
        this.#receipts.delete(id);
        receipt.waiting.forEach(resolve => resolve(index));
      }
    }
  }

  /** Looks after those that did not arrive by themselves. */
  async look(): Promise<void> {
    const now = performance.now();
    const late = [...this.#receipts.values()]
      .filter(
        ({ since, waiting }) => waiting.length > 0 || now - since > LATE_MS,
      )
      .slice(0, AT_ONCE);
    if (late.length === 0 || this.#looking) {
      return;
    }
    this.#looking = true;
    try {
      await this.#lookAfter(late);
    } finally {
      this.#looking = false;
    }
  }

  async #lookAfter(late: readonly Receipt[]): Promise<void> {
    const ids = late.map(({ id }) => id);
    // First who waits: an entry moves from there to the leaves, never back.
    const waiting = await this.#store.stillWaiting(ids);
    const found = await this.#store.indexesOf(ids);
    for (const receipt of late) {
      const leaf = found.get(receipt.id);
      if (leaf && Buffer.from(leaf.leafHash).equals(receipt.leafHash)) {
        this.#receipts.delete(receipt.id);
        receipt.waiting.forEach(resolve => resolve(leaf.index));
      } else if (leaf) {
        this.#receipts.delete(receipt.id);
        await this.#alarms.raise({
          code: 'entry-changed',
          sentence: `The entry ${receipt.id} stands at index ${leaf.index} as another than was written: somebody changed it on its way into the log.`,
          stops: true,
        });
      } else if (!waiting.has(receipt.id) && ++receipt.missed > 1) {
        this.#receipts.delete(receipt.id);
        await this.#alarms.raise({
          code: 'entry-vanished',
          sentence: `The entry ${receipt.id} was written, and is gone before it got its index: somebody deleted it from the database, or an old copy was restored.`,
          stops: true,
        });
      }
    }
    // Those that only waited in the queue go to its end, so that all get their turn.
    for (const receipt of late) {
      if (this.#receipts.delete(receipt.id)) {
        this.#receipts.set(receipt.id, receipt);
      }
    }
  }
}
