import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AccessService } from '../access/types';
import type { ApiRouter } from '../http/ApiRouter';
import { AlarmStore } from './AlarmStore';
import { DefaultCustodyService } from './custody/DefaultCustodyService';
import { LedgerPruning, type CompleteExport } from './custody/LedgerPruning';
import { LedgerVerifications } from './custody/LedgerVerifications';
import { PruningStore } from './custody/PruningStore';
import { addCustodyRoutes } from './custody/router';
import { VerificationStore } from './custody/VerificationStore';
import type { LedgerService } from './LedgerService';
import { forgetBelow } from './reading/forgetBelow';
import type { ReadingProjector } from './reading/ReadingProjector';

/** Puts together what keeps the record: alarms, verification, redaction, retention. */
export function createCustody(options: {
  knex: Knex;
  logger: LoggerService;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  access: AccessService;
  ledger: LedgerService;
  projector: ReadingProjector;
  retentionDays: number;
  sinks: readonly unknown[];
  exports(options: { from: number }): Promise<CompleteExport[]>;
}): { addRoutes(api: ApiRouter): void; start(): Promise<void> } {
  const { knex, logger, ledger, projector, scheduler } = options;
  const verifications = new LedgerVerifications({
    store: new VerificationStore(knex),
    alarms: new AlarmStore(knex),
    ledger,
    logger,
  });
  const pruning = new LedgerPruning({
    ...options,
    sinks: options.sinks.length,
    store: new PruningStore(knex),
    forget: below => forgetBelow(knex, below),
  });
  const custody = new DefaultCustodyService({
    ...options,
    verifications,
    forget: request => projector.forget(request),
  });
  return {
    addRoutes(api) {
      addCustodyRoutes({ api, custody });
    },
    async start() {
      await scheduler.scheduleTask({
        id: 'understudy-ledger-verify',
        frequency: { cron: '30 2 * * *' },
        timeout: { hours: 2 },
        fn: async signal => {
          await verifications.run({
            requestedBy: 'understudy:nightly',
            signal,
          });
        },
      });
      await scheduler.scheduleTask({
        id: 'understudy-ledger-retention',
        frequency: { cron: '15 3 * * *' },
        timeout: { hours: 1 },
        fn: async signal => {
          await pruning.prune({ signal });
        },
      });
    },
  };
}
