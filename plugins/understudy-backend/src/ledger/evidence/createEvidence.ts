import {
  type LifecycleService,
  type LoggerService,
  type RootConfigService,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AccessService } from '../../access/types';
import type { ApiRouter } from '../../http/ApiRouter';
import { readLedgerConfig } from '../config/readLedgerConfig';
import type { LedgerKeys } from '../keys/LedgerKeys';
import type { LedgerService } from '../LedgerService';
import { DefaultEvidenceService } from './DefaultEvidenceService';
import { EvidenceExporter } from './EvidenceExporter';
import { EvidenceWorker } from './EvidenceWorker';
import { ExportStore } from './ExportStore';
import { FolderFiles } from './FolderFiles';
import { lastWeek } from './lastWeek';
import { RangeStore } from './RangeStore';
import { readEvidenceConfig } from './readEvidenceConfig';
import { addEvidenceRoutes } from './router';
import { S3Files } from './S3Files';
import { toolName } from './toolName';

const GRACE_MS = 15_000;

/** Evidence packages as they are configured. */
export function createEvidence(options: {
  rootConfig: RootConfigService;
  knex: Knex;
  access: AccessService;
  ledger: LedgerService;
  keys: LedgerKeys | Error;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): {
  addRoutes(api: ApiRouter): void;
  start(): Promise<void>;
  /** The packages that hold every entry of a range, if that reaches beyond an index. */
  complete: ExportStore['complete'];
} {
  const { rootConfig, knex, ledger, keys, scheduler, lifecycle } = options;
  const config = readEvidenceConfig(rootConfig);
  const { checkpointEvery } = readLedgerConfig(rootConfig);
  const store = new ExportStore(knex);
  const files = config.store
    ? new S3Files(config.store)
    : new FolderFiles(config.directory);
  const worker = new EvidenceWorker({
    ...options,
    ...config,
    store,
    files,
    record: ledger.record,
    exporter: new EvidenceExporter({
      ledger,
      keys: keys instanceof Error ? undefined : keys,
      store: new RangeStore(knex),
      tool: toolName(),
      checkpointWaitMs: checkpointEvery.seconds * 1000 + GRACE_MS,
    }),
  });
  const evidence = DefaultEvidenceService.create({
    ...options,
    ...config,
    store,
    worker,
    files,
    record: ledger.record,
  });
  return {
    addRoutes: api => addEvidenceRoutes({ api, evidence }),
    complete: request => store.complete(request),
    async start() {
      lifecycle.addShutdownHook(() => worker.stop());
      await scheduler.scheduleTask({
        id: 'understudy-evidence',
        frequency: { minutes: 1 },
        initialDelay: { seconds: 10 },
        timeout: { minutes: 5 },
        // In every process, since each has a folder of its own.
        scope: 'local',
        async fn() {
          await worker.tidy();
          worker.wake();
        },
      });
      if (config.weekly) {
        await scheduler.scheduleTask({
          id: 'understudy-evidence-weekly',
          frequency: { cron: '0 6 * * 1' },
          timeout: { minutes: 5 },
          async fn() {
            const period = lastWeek(Date.now());
            await evidence.createFor({
              occasion: `week ${period.from}`,
              request: { period, reason: 'The weekly report' },
            });
          },
        });
      }
    },
  };
}
