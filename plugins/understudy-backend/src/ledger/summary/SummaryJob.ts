import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { EntryFeed } from '../feed/EntryFeed';
import type { LedgerService } from '../LedgerService';
import type { OpenIntentService } from '../reconcile/types';
import type { FlagStore } from '../reviews/FlagStore';
import type { OnceRecorder } from '../sources/OnceRecorder';
import { describeSummary } from './describeSummary';
import { dueDays, timeOfDay } from './dueDays';
import { SummaryCounter } from './SummaryCounter';
import type { SummaryStore } from './SummaryStore';
import type { DailySummary } from './types';

const NOTIFY_ATTEMPTS = 5;

interface Options {
  knex: Knex;
  store: SummaryStore;
  flags: FlagStore;
  openIntents: OpenIntentService;
  ledger: Pick<LedgerService, 'size' | 'checkpoint' | 'anchors'>;
  once: OnceRecorder;
  notifications: NotificationService;
  /** The groups that are told. */
  groups: readonly string[];
  logger: LoggerService;
  now?: () => number;
}

/**
 * Makes the summary of each day once it is over, also of days on which nothing
 * ran. The table allows one of a day, whatever the number of replicas.
 */
export class SummaryJob {
  readonly #options: Options;
  readonly #feed: EntryFeed;

  constructor(options: Options) {
    this.#options = options;
    this.#feed = new EntryFeed(options.knex);
  }

  /** Makes what is due, records it and tells people. */
  async run(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { store } = this.#options;
    const newestDay = await store.newestDay();
    const days = dueDays({
      now: this.#now(),
      newestDay,
      firstWrittenAt:
        newestDay === undefined ? await this.#feed.firstWrittenAt() : undefined,
    });
    for (const day of days) {
      options.signal?.throwIfAborted();
      await store.add(await this.#make(day, options.signal));
    }
    await this.#finish();
  }

  async #make(day: string, signal?: AbortSignal): Promise<DailySummary> {
    const { flags, openIntents, ledger } = this.#options;
    const time = timeOfDay(day);
    const counter = new SummaryCounter();
    for await (const page of this.#feed.byWritingTime({ ...time, signal })) {
      page.forEach(({ entry, index }) => counter.add(entry, index));
    }
    const anchors = await ledger.anchors();
    return {
      day,
      madeAt: new Date(this.#now()).toISOString(),
      ...counter.result(),
      flagsRaised: await flags.count(time),
      flagsOpen: await flags.countOpen(),
      openIntents: await openIntents.count({ olderThanMs: 0 }),
      anchoring: {
        size: await ledger.size(),
        checkpointed: (await ledger.checkpoint())?.size ?? 0,
        sinks: anchors.map(({ sink, size, anchoredAt }) => ({
          sink,
          size,
          anchoredAt: anchoredAt.toISOString(),
        })),
      },
    };
  }

  /** What a crash left half done is done here too. */
  async #finish(): Promise<void> {
    const { store, once } = this.#options;
    for (const { summary, notified, attempts } of await store.unfinished()) {
      if (summary.entryId === undefined) {
        const entryId = await once.event(`summary\n${summary.day}`, {
          actor: { type: 'service', id: 'understudy' },
          source: 'scheduler',
          operationType: 'ledger',
          action: 'audit:daily-summary',
          reason: describeSummary(summary).description,
          outcome: 'success',
          contextTags: {
            day: summary.day,
            entries: String(summary.entries),
            operations: String(summary.operations),
          },
        });
        if (entryId !== undefined) {
          await store.setEntry(summary.day, entryId);
        }
      }
      if (notified === 'waiting') {
        await this.#notify(summary, attempts);
      }
    }
  }

  async #notify(summary: DailySummary, attempts: number): Promise<void> {
    const { store, notifications, groups, logger } = this.#options;
    const { day } = summary;
    if (groups.length === 0) {
      await store.setNotified(day, 'nobody');
      return;
    }
    if (!(await store.takeNotification(day, attempts))) {
      return;
    }
    const { title, description, needsALook } = describeSummary(summary);
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: [...groups] },
        payload: {
          title,
          description,
          link: '/understudy/audit',
          severity: needsALook ? 'high' : 'normal',
          topic: 'understudy-daily-summary',
          // One that arrives twice takes the place of the first.
          scope: `understudy-daily-summary-${day}`,
        },
      });
      await store.setNotified(day, 'sent');
    } catch (error) {
      const last = attempts + 1 >= NOTIFY_ATTEMPTS;
      logger.warn(
        `Nobody could be told of the summary of ${day}${
          last ? ', and it is not tried again' : ''
        }; it can be read on the Audit page`,
        toError(error),
      );
      if (last) {
        await store.setNotified(day, 'failed');
      }
    }
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
