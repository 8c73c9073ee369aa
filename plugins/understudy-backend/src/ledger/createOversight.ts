import type {
  AuthService,
  LifecycleService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type { RoleAssignment } from '@understudy/plugin-understudy-common';
import type {
  CheckpointSink,
  HealthCheck,
} from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import type { AccessService } from '../access/types';
import type { ApiRouter } from '../http/ApiRouter';
import { AnomalyJob } from './anomalies/AnomalyJob';
import { readAnomalyThresholds } from './anomalies/readAnomalyThresholds';
import type { LedgerService } from './LedgerService';
import { DefaultOpenIntentService } from './reconcile/DefaultOpenIntentService';
import { IntentReconciler } from './reconcile/IntentReconciler';
import { openIntentsCheck } from './reconcile/openIntentsCheck';
import { OpenIntentStore } from './reconcile/OpenIntentStore';
import { addOpenIntentRoutes } from './reconcile/router';
import { DefaultReviewService } from './reviews/DefaultReviewService';
import { FlagStore } from './reviews/FlagStore';
import { FollowUpJob } from './reviews/FollowUpJob';
import { FollowUpStore } from './reviews/FollowUpStore';
import { readFollowUpConfig } from './reviews/readFollowUpConfig';
import { ReviewAccess } from './reviews/ReviewAccess';
import { reviewIntentResolver } from './reviews/reviewIntentResolver';
import { addReviewRoutes } from './reviews/router';
import { DenialSource } from './sources/DenialSource';
import { KeySource } from './sources/KeySource';
import { OnceRecorder } from './sources/OnceRecorder';
import { ScaffolderSource } from './sources/ScaffolderSource';
import { SessionSource } from './sources/SessionSource';
import { policyDenialTopic, toPolicyDenial } from './sources/toPolicyDenial';
import { DefaultSummaryService } from './summary/DefaultSummaryService';
import { addSummaryRoutes } from './summary/router';
import { SummaryJob } from './summary/SummaryJob';
import { SummaryStore } from './summary/SummaryStore';

const OCCURRENCES_KEPT_MS = 90 * 86_400_000;

interface Options {
  rootConfig: RootConfigService;
  knex: Knex;
  logger: LoggerService;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  lifecycle: LifecycleService;
  notifications: NotificationService;
  scaffolder: ScaffolderService;
  scheduler: SchedulerService;
  access: AccessService;
  assignments: readonly RoleAssignment[];
  ledger: LedgerService;
  sinks: ReadonlyArray<Pick<CheckpointSink, 'id'>>;
}

/** What looks at the ledger and what brings entries into it: sources, detectors, reviews, summaries. */
export interface Oversight {
  checks: HealthCheck[];
  denials: DenialSource;
  sessions: SessionSource;
  addRoutes(api: ApiRouter): void;
  /** Begins with everything that runs by itself. */
  start(): Promise<void>;
}

/** Puts the parts together as they are configured. */
export function createOversight(options: Options): Oversight {
  const { rootConfig, knex, logger, ledger, assignments } = options;
  const followUp = readFollowUpConfig(rootConfig);
  const once = new OnceRecorder({ knex, record: ledger.record });
  const flags = new FlagStore(knex);
  const followUps = new FollowUpStore(knex);
  const access = new ReviewAccess(options);
  const summaryStore = new SummaryStore(knex);
  const intentStore = new OpenIntentStore(knex);
  const openIntents = new DefaultOpenIntentService({
    ...options,
    store: intentStore,
  });
  const denials = new DenialSource({ record: ledger.record, logger });
  const sessions = new SessionSource({ knex, once, logger });
  const keys = new KeySource({ knex, once, ledger });
  const scaffolderTasks = new ScaffolderSource({ ...options, once });
  const anomalies = new AnomalyJob({
    knex,
    flags,
    once,
    thresholds: readAnomalyThresholds(rootConfig),
    logger,
  });
  const summaries = new SummaryJob({
    ...options,
    store: summaryStore,
    flags,
    openIntents,
    once,
    groups: assignments
      .filter(({ roles }) => roles.includes('compliance'))
      .map(({ group }) => group),
  });
  const reconciler = new IntentReconciler({
    store: intentStore,
    record: ledger.record,
    resolvers: [reviewIntentResolver(knex)],
    logger,
  });
  const appUrl = rootConfig.getOptionalString('app.baseUrl') ?? '';

  return {
    checks: [openIntentsCheck({ openIntents })],
    denials,
    sessions,
    addRoutes(api) {
      addReviewRoutes({
        api,
        reviews: DefaultReviewService.create({
          ...options,
          access,
          flags,
          followUps,
          ...(followUp && {
            followUpLink: id =>
              `${appUrl.replace(/\/$/, '')}/understudy/audit?flag=${id}`,
          }),
        }),
      });
      addSummaryRoutes({
        api,
        summaries: new DefaultSummaryService({ store: summaryStore, access }),
      });
      addOpenIntentRoutes({ api, access, openIntents });
    },
    async start() {
      const { scheduler, lifecycle, events } = options;
      await events.subscribe({
        id: 'understudy-scaffolder-tasks',
        topics: ['scaffolder.task'],
        onEvent: async ({ eventPayload }) =>
          scaffolderTasks.noticed((eventPayload as { id?: unknown })?.id),
      });
      await events.subscribe({
        id: 'understudy-permission-denials',
        topics: [policyDenialTopic],
        onEvent: async ({ eventPayload }) => {
          const refused = toPolicyDenial(eventPayload);
          if (refused) {
            denials.asked(refused.denial, refused.count);
          }
        },
      });
      const flush = setInterval(() => denials.flush(), 15_000);
      flush.unref();
      lifecycle.addShutdownHook(async () => {
        clearInterval(flush);
        await denials.flush({ all: true });
      });
      const jobs: Array<{
        id: string;
        minutes: number;
        /** Instead of the minutes, where people wait for it. */
        seconds?: number;
        run: (signal: AbortSignal) => Promise<unknown>;
      }> = [
        {
          id: 'scaffolder-tasks',
          minutes: 1,
          // Somebody who ran a template looks for it on the timeline.
          seconds: 10,
          run: signal => scaffolderTasks.look({ signal }),
        },
        { id: 'signing-key', minutes: 5, run: () => keys.look() },
        {
          id: 'open-intents',
          minutes: 1,
          run: signal => reconciler.run({ signal }),
        },
        {
          id: 'daily-summary',
          minutes: 1,
          run: signal => summaries.run({ signal }),
        },
        {
          id: 'anomalies',
          minutes: 15,
          run: signal => anomalies.run({ signal }),
        },
        {
          id: 'occurrences',
          minutes: 24 * 60,
          run: () =>
            once.forget({ before: new Date(Date.now() - OCCURRENCES_KEPT_MS) }),
        },
      ];
      if (followUp) {
        const job = new FollowUpJob({
          config: followUp,
          store: followUps,
          once,
          logger,
        });
        jobs.push({
          id: 'follow-ups',
          minutes: 1,
          run: signal => job.run({ signal }),
        });
      }
      for (const { id, minutes, seconds, run } of jobs) {
        await scheduler.scheduleTask({
          id: `understudy-${id}`,
          frequency: seconds ? { seconds } : { minutes },
          // Not while the other plugins are still starting.
          initialDelay: { seconds: 30 },
          timeout: { minutes: Math.max(minutes, 10) },
          fn: async signal => {
            await run(signal as AbortSignal);
          },
        });
      }
    },
  };
}
