import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { PlanState } from '@understudy/plugin-understudy-common';
import { understudyActor } from '../plans/planEntry';
import type { PlanJournal } from '../plans/PlanJournal';
import type { PlanStore, StoredPlan } from '../plans/types';
import type { ApprovalNotifier } from './ApprovalNotifier';
import type { RunStarter } from './RunStarter';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A draft that nobody touched for so long is over. */
const DRAFT_DAYS = 30;
/** How long plans are kept after they ended; the ledger keeps what they did. */
const KEPT_DAYS = 400;
/** When incidents are called out again, after the request. */
const REMINDERS_MS = [2 * MINUTE_MS, 5 * MINUTE_MS];
const AT_ONCE = 200;

interface Options {
  store: PlanStore;
  journal: PlanJournal;
  starter: RunStarter;
  notifier: ApprovalNotifier;
  logger: LoggerService;
  now(): number;
}

/**
 * Ends what nobody decided about, reminds, and starts what waits for its
 * window. Nothing rests on its being in time: every moment is checked again
 * when it matters.
 */
export class PlanTidyUp {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'understudy-plan-tidy-up',
      frequency: { seconds: 20 },
      initialDelay: { seconds: 20 },
      timeout: { minutes: 5 },
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    await this.#each('expire', () => this.#expire());
    await this.#each('remind', () => this.#remind());
    await this.#each('start', () => this.#start());
    await this.#each('hand over', () => this.#options.starter.handOverAgain());
    await this.#each('forget', async () => {
      const { store, now } = this.#options;
      await store.forget({
        before: now() - KEPT_DAYS * DAY_MS,
        limit: AT_ONCE,
      });
    });
  }

  /** What fails does not keep the rest from being done. */
  async #each(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.logger.error(`Plans: it failed to ${what}`, toError(error));
    }
  }

  async #expire(): Promise<void> {
    const { store, journal, now } = this.#options;
    const at = now();
    const found = await store.overdue({
      now: at,
      previewingBefore: at - 5 * MINUTE_MS,
      draftsBefore: at - DRAFT_DAYS * DAY_MS,
      limit: AT_ONCE,
    });
    for (const plan of found) {
      const [to, reason] = endOf(plan);
      await journal.write(
        plan,
        {
          actor: understudyActor,
          source: 'scheduler',
          action: to === 'draft' ? 'plan:preview' : 'plan:expire',
          to,
          reason,
          voidBecause: reason,
        },
        at,
      );
    }
  }

  async #remind(): Promise<void> {
    const { store, notifier, now } = this.#options;
    const at = now();
    for (const [index, after] of REMINDERS_MS.entries()) {
      for (const plan of await store.takeReminders({
        number: index + 1,
        requestedBefore: at - after,
        now: at,
        limit: AT_ONCE,
      })) {
        await notifier.remind(plan, at);
      }
    }
  }

  async #start(): Promise<void> {
    const { store, starter } = this.#options;
    for (const { id } of await store.startable(AT_ONCE)) {
      await starter.startIfDue(id);
    }
  }
}

function endOf(plan: StoredPlan): [PlanState, string] {
  if (plan.state === 'previewing') {
    return ['draft', 'Looking at it was not finished'];
  }
  return [
    'expired',
    plan.state === 'draft'
      ? `Nobody touched it for ${DRAFT_DAYS} days`
      : 'Nobody decided or started it in time',
  ];
}
