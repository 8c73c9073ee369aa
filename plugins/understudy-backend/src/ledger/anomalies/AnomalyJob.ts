import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { CursorStore } from '../feed/CursorStore';
import { EntryFeed } from '../feed/EntryFeed';
import type { FlagStore } from '../reviews/FlagStore';
import type { ReviewFlag } from '../reviews/types';
import type { OnceRecorder } from '../sources/OnceRecorder';
import { ActivityStore } from './ActivityStore';
import { detectAnomalies } from './detectAnomalies';
import { HOUR_MS, hourOf } from './hourOf';
import { toObservation } from './toObservation';
import type { ActivityBefore, AnomalyThresholds, Observation } from './types';

const READER = 'anomalies';
/** What is told so late is counted, and not judged any more. */
const JUDGED_HOURS = 7 * 24;
const KEPT_MS = 40 * 24 * HOUR_MS;

/**
 * Looks for what is out of the ordinary in the entries that came since it
 * looked last, and raises flags.
 *
 * It goes by the order of the log and judges the hours in which the new
 * entries happened. So nothing depends on when it runs or how often, and no
 * clock that is set back makes it skip or repeat anything.
 */
export class AnomalyJob {
  readonly #feed: EntryFeed;
  readonly #activity: ActivityStore;
  readonly #cursors: CursorStore;
  readonly #flags: FlagStore;
  readonly #once: OnceRecorder;
  readonly #thresholds: AnomalyThresholds;
  readonly #logger: LoggerService;
  readonly #now: () => number;

  constructor(options: {
    knex: Knex;
    flags: FlagStore;
    once: OnceRecorder;
    thresholds: AnomalyThresholds;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#feed = new EntryFeed(options.knex);
    this.#activity = new ActivityStore(options.knex);
    this.#cursors = new CursorStore(options.knex);
    this.#flags = options.flags;
    this.#once = options.once;
    this.#thresholds = options.thresholds;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Returns how many flags were raised. */
  async run(options: { signal?: AbortSignal } = {}): Promise<number> {
    const { signal } = options;
    const size = await this.#feed.size();
    await this.#count(size, signal);
    const judged = await this.#cursors.startAt(READER, 0);
    const counted = await this.#activity.countedTo();
    let raised = 0;
    for (const hour of await this.#hoursWithNews(judged, counted, signal)) {
      signal?.throwIfAborted();
      raised += await this.#judge(hour, signal);
    }
    await this.#cursors.advance(READER, counted);
    await this.#recordFlags();
    await this.#activity.forget({ before: new Date(this.#now() - KEPT_MS) });
    if (raised > 0) {
      this.#logger.info(`${raised} flags were raised for review`);
    }
    return raised;
  }

  async #count(size: number, signal?: AbortSignal): Promise<void> {
    let from = await this.#activity.countedTo();
    for await (const page of this.#feed.byIndex({ from, to: size, signal })) {
      const to = page[page.length - 1].index + 1;
      const observations = page.flatMap(
        ({ entry }) => toObservation(entry) ?? [],
      );
      if (!(await this.#activity.count({ from, to, observations }))) {
        return;
      }
      from = to;
    }
  }

  async #hoursWithNews(
    from: number,
    to: number,
    signal?: AbortSignal,
  ): Promise<number[]> {
    const oldest = hourOf(this.#now()) - JUDGED_HOURS;
    const hours = new Set<number>();
    for await (const page of this.#feed.byIndex({ from, to, signal })) {
      for (const { entry } of page) {
        const observation = toObservation(entry);
        if (observation && hourOf(observation.at) >= oldest) {
          hours.add(hourOf(observation.at));
        }
      }
    }
    return Array.from(hours).sort((a, b) => a - b);
  }

  async #judge(hour: number, signal?: AbortSignal): Promise<number> {
    const observations: Observation[] = [];
    const time = { from: (hour - 1) * HOUR_MS, to: (hour + 1) * HOUR_MS };
    for await (const page of this.#feed.byTime({ ...time, signal })) {
      observations.push(...page.flatMap(entry => toObservation(entry) ?? []));
    }
    const before = new Map<string, ActivityBefore>();
    for (const { actor } of observations) {
      if (!before.has(actor)) {
        before.set(actor, await this.#activity.before(actor, hour));
      }
    }
    const findings = detectAnomalies(
      { hour, observations, before: actor => before.get(actor)! },
      this.#thresholds,
    );
    let raised = 0;
    for (const finding of findings) {
      const result = await this.#flags.raise(finding, this.#now());
      raised += result === 'raised' ? 1 : 0;
    }
    return raised;
  }

  /** A flag that was raised before a crash gets its entry afterwards. */
  async #recordFlags(): Promise<void> {
    for (const flag of await this.#flags.unrecorded()) {
      const entryId = await this.#once.event(
        `flag\n${flag.id}`,
        raisedEntry(flag),
      );
      if (entryId !== undefined) {
        await this.#flags.setEntry(flag.id, entryId);
      }
    }
  }
}

function raisedEntry(flag: ReviewFlag) {
  return {
    actor: { type: 'service' as const, id: 'understudy' },
    source: 'scheduler' as const,
    operationType: 'review' as const,
    action: 'review:raise',
    reason: flag.sentence,
    ...(flag.entityRefs.length === 1 && { entityRef: flag.entityRefs[0] }),
    correlationId: `review-flag:${flag.id}`,
    evidenceRefs: flag.entryIds,
    outcome: 'success' as const,
    contextTags: {
      flag: flag.id,
      detector: flag.detector,
      about: flag.actor,
      ...Object.fromEntries(
        Object.entries(flag.numbers).map(([name, value]) => [
          name,
          String(value),
        ]),
      ),
    },
  };
}
