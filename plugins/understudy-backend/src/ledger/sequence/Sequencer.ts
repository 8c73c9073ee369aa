import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { hashLeaf } from '@understudy/ledger';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlarmStore } from '../AlarmStore';
import type { Checkpointer } from '../checkpoint/Checkpointer';
import type { EntrySeal } from '../entry/EntrySeal';
import { LeaseLostError } from './LeaseLostError';
import type { LeaseStore } from './LeaseStore';
import { LogAlarm } from './LogAlarm';
import type { LogLoader } from './LogLoader';
import type { LogState } from './LogState';
import type { NewLeaf, SequenceStore, WaitingEntry } from './SequenceStore';
import { underLease } from './underLease';

const BATCH = 1000;
/** How long an entry of another replica may wait before it is seen. */
const POLL_MS = 100;
/** Under load entries gather so long, since a batch costs about the same for one as for a hundred. */
const GATHER_MS = 20;
const RENEW_MS = 3_000;
const RETRY_MS = 1_000;
const AFTER_ALARM_MS = 10_000;

interface SequencerOptions {
  knex: Knex;
  /** Who this process is, among all replicas. */
  holder: string;
  store: SequenceStore;
  leases: LeaseStore;
  loader: LogLoader;
  seal: EntrySeal;
  checkpointer: Checkpointer;
  alarms: AlarmStore;
  logger: LoggerService;
  /** Called with what got its index, after it was committed. */
  onSequenced(leaves: readonly NewLeaf[]): void;
  /** Called in the process that holds the lease, at least once a second. */
  afterBatch(): Promise<void>;
}

/**
 * Gives entries their place in the log. Every replica runs one, and the one
 * that holds the lease does the work.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  #state: LogState | undefined;
  #stopping: AbortController | undefined;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #woken = false;
  #renewedAt = 0;
  #batchedAt = -Infinity;
  #afterAt = 0;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  /** Whether this process gives the indexes just now. */
  get leads(): boolean {
    return this.#state !== undefined;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#loop = this.#run(this.#stopping.signal);
  }

  /** Finishes the batch, signs what is there and gives the lease back. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.wake();
    await this.#loop;
    const state = this.#state;
    this.#state = undefined;
    if (state) {
      await this.#checkpoint(state, true).catch(() => {});
      await this.#options.checkpointer.settled();
      await this.#options.leases.release(state.lease).catch(() => {});
    }
  }

  /** There is something to do. */
  wake(): void {
    this.#woken = true;
    this.#wake?.();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const pause = await this.#turn();
        await this.#pause(pause, signal);
        await this.#gather(signal);
      } catch (error) {
        await this.#stumble(error, signal);
      }
    }
  }

  /** One round; gives how long to wait before the next. */
  async #turn(): Promise<number> {
    const { leases, loader, holder } = this.#options;
    if (!this.#state) {
      const lease = await leases.acquire(holder);
      if (!lease) {
        return RETRY_MS;
      }
      try {
        this.#state = await loader.load(lease);
        this.#renewedAt = performance.now();
      } catch (error) {
        await leases.release(lease).catch(() => {});
        throw error;
      }
    }
    const state = this.#state;
    if (performance.now() - this.#renewedAt > RENEW_MS) {
      if (!(await leases.renew(state.lease))) {
        throw new LeaseLostError();
      }
      this.#renewedAt = performance.now();
    }
    const count = await this.#batch(state);
    await this.#checkpoint(state, false);
    if (count > 0) {
      this.#batchedAt = performance.now();
    }
    if (count > 0 || performance.now() - this.#afterAt > 1_000) {
      this.#afterAt = performance.now();
      await this.#options.afterBatch();
    }
    return count === BATCH ? 0 : POLL_MS;
  }

  async #batch(state: LogState): Promise<number> {
    const { knex, store, seal, onSequenced } = this.#options;
    let forged: WaitingEntry[] = [];
    let leaves: NewLeaf[] = [];
    let seen = 0;
    let tip = state.tip;
    let wanted = false;
    await underLease(knex, state.lease, async trx => {
      const waiting = await store.waiting(trx, BATCH);
      seen = waiting.length;
      if (seen === 0) {
        return;
      }
      const head = await store.head(trx);
      if (
        head.size !== tip.size ||
        (tip.size && !sameRoot(head.root, tip.root()))
      ) {
        throw new LogAlarm(
          'head-changed',
          `The head of the log was at ${tip.size} entries and says ${head.size} now, past the sequencer: somebody changed it.`,
        );
      }
      const hashed = waiting.map(entry => ({
        entry,
        leafHash:
          entry.body === undefined
            ? undefined
            : hashLeaf(Buffer.from(entry.body)),
      }));
      const isOurs = ({ entry, leafHash }: (typeof hashed)[number]) =>
        leafHash !== undefined &&
        seal.isStaged({ id: entry.id, leafHash }, entry.mac);
      forged = hashed.filter(one => !isOurs(one)).map(({ entry }) => entry);
      const good = hashed.filter(isOurs);
      leaves = good.map(({ entry, leafHash }, i) => ({
        id: entry.id,
        index: state.tip.size + i,
        leafHash: leafHash!,
      }));
      wanted = good.some(({ entry }) => entry.wantsAnchor);
      await store.refuse(
        trx,
        forged.map(({ id }) => id),
      );
      if (leaves.length === 0) {
        return;
      }
      const next = await state.tip.with(leaves.map(leaf => leaf.leafHash));
      const root = next.tip.root();
      await store.append(trx, {
        epoch: state.lease.epoch,
        leaves,
        tiles: next.tiles,
        head: {
          size: next.tip.size,
          root,
          mac: seal.head({ size: next.tip.size, root }),
        },
      });
      tip = next.tip;
    });
    state.tip = tip;
    state.anchorWanted ||= wanted;
    if (leaves.length > 0) {
      onSequenced(leaves);
    }
    if (forged.length > 0) {
      await this.#raise(forgery(forged));
    }
    return seen;
  }

  async #checkpoint(state: LogState, wanted: boolean): Promise<void> {
    const { checkpointer } = this.#options;
    const { tip, last } = state;
    const due = checkpointer.isDue({
      size: tip.size,
      last,
      wanted: wanted || state.anchorWanted,
    });
    if (due) {
      state.last = await checkpointer.sign(state);
    }
    state.anchorWanted = false;
  }

  async #stumble(error: unknown, signal: AbortSignal): Promise<void> {
    const { logger } = this.#options;
    this.#state = undefined;
    if (error instanceof LeaseLostError) {
      logger.info(error.message);
      return;
    }
    const alarm = asAlarm(error);
    if (alarm) {
      await this.#raise(alarm);
      await this.#pause(AFTER_ALARM_MS, signal, { untilWoken: false });
      return;
    }
    logger.error('The ledger cannot give indexes', toError(error));
    await this.#pause(RETRY_MS, signal, { untilWoken: false });
  }

  async #raise({ code, message, stops }: LogAlarm): Promise<void> {
    const { alarms, logger } = this.#options;
    logger.error(`Ledger: ${message}`);
    try {
      await alarms.raise({ code, sentence: message, stops });
    } catch (error) {
      logger.error('An alarm cannot be kept', toError(error));
    }
  }

  /** After a quiet time this waits for nothing. */
  async #gather(signal: AbortSignal): Promise<void> {
    const left = this.#batchedAt + GATHER_MS - performance.now();
    if (left > 0) {
      await sleep(left, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #pause(
    ms: number,
    signal: AbortSignal,
    options = { untilWoken: true },
  ): Promise<void> {
    if (options.untilWoken && this.#woken) {
      this.#woken = false;
      return;
    }
    const woken = new AbortController();
    this.#wake = options.untilWoken ? () => woken.abort() : undefined;
    await sleep(ms, undefined, {
      signal: AbortSignal.any([woken.signal, signal]),
      ref: false,
    }).catch(() => {});
    this.#wake = undefined;
    this.#woken = false;
  }
}

function sameRoot(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}

function forgery(forged: readonly WaitingEntry[]): LogAlarm {
  const names = forged.slice(0, 5).map(({ id }) => id);
  const more = forged.length > 5 ? ` and ${forged.length - 5} more` : '';
  const gone = forged.every(({ body }) => body === undefined);
  return new LogAlarm(
    'entry-forged',
    gone
      ? `Entries that waited for their index are gone: ${names.join(
          ', ',
        )}${more}. Somebody deleted them from the database.`
      : `Rows were put before the sequencer that no writer of ours wrote: ${names.join(
          ', ',
        )}${more}. They were refused, and stand outside the log. Somebody can write to the database: change its password and look who.`,
    { stops: false },
  );
}

/** A leaf or checkpoint that is there already was not put there by us: the fence holds. */
function asAlarm(error: unknown): LogAlarm | undefined {
  if (error instanceof LogAlarm) {
    return error;
  }
  const code = String((error as { code?: unknown })?.code ?? '');
  return /^(23505|SQLITE_CONSTRAINT)/.test(code)
    ? new LogAlarm(
        'index-taken',
        'An index, entry or checkpoint that was to be written stands in the database already, and not from us: somebody wrote it past the sequencer.',
      )
    : undefined;
}
