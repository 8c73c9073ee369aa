import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type { LedgerRecorder, NewOutcome } from '../types';
import type { OpenIntentStore } from './OpenIntentStore';

const ABANDONED_AFTER_MS = 15 * 60_000;
const BATCH = 200;

/** Finds out how an intent ended, from what the effect itself left behind. */
export interface IntentResolver {
  /** Whether it knows about such intents. */
  knows(intent: LedgerEntry): boolean;
  /** How it ended; undefined if that cannot be known. */
  resolve(
    intent: LedgerEntry,
  ): Promise<Pick<NewOutcome, 'outcome' | 'reason'> | undefined>;
}

/**
 * Says the end of intents whose process stopped in between, where what they
 * were about shows whether it was done. Everything else stays open, and a
 * person has to look.
 */
export class IntentReconciler {
  readonly #store: OpenIntentStore;
  readonly #record: LedgerRecorder;
  readonly #resolvers: readonly IntentResolver[];
  readonly #logger: LoggerService;
  readonly #now: () => number;

  constructor(options: {
    store: OpenIntentStore;
    record: LedgerRecorder;
    resolvers: readonly IntentResolver[];
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#record = options.record;
    this.#resolvers = options.resolvers;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Returns how many were closed. */
  async run(options: { signal?: AbortSignal } = {}): Promise<number> {
    const now = this.#now();
    await this.#store.settle(now);
    const open = await this.#store.list({
      limit: BATCH,
      before: now - ABANDONED_AFTER_MS,
    });
    let closed = 0;
    for (const { entry } of open) {
      options.signal?.throwIfAborted();
      const resolver = this.#resolvers.find(({ knows }) => knows(entry));
      const end = await resolver?.resolve(entry);
      if (end) {
        closed += (await this.#close(entry, end)) ? 1 : 0;
      }
    }
    return closed;
  }

  async #close(
    intent: LedgerEntry,
    end: Pick<NewOutcome, 'outcome' | 'reason'>,
  ): Promise<boolean> {
    try {
      await this.#record.outcome(intent.id, {
        actor: {
          type: 'service',
          id: 'understudy',
          onBehalfOf: intent.actor.id,
        },
        source: 'scheduler',
        operationType: intent.operationType,
        action: intent.action,
        entityRef: intent.entityRef,
        environment: intent.environment,
        correlationId: intent.correlationId,
        ...end,
        contextTags: { reconciled: 'true' },
      });
      return true;
    } catch (error) {
      // Its own process was alive after all, or another replica was faster.
      this.#logger.warn(
        `The intent ${intent.id} could not be closed`,
        toError(error),
      );
      return false;
    }
  }
}
