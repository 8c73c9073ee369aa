import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type {
  CheckpointSink,
  HealthCheck,
} from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import type { CheckpointSinkList } from './CheckpointSinkList';
import { readLedgerConfig } from './config/readLedgerConfig';
import { DefaultLedgerService } from './DefaultLedgerService';
import type { LedgerKeys } from './keys/LedgerKeys';
import { loadLedgerKeys } from './keys/loadLedgerKeys';
import { ledgerCheck } from './ledgerCheck';
import { createConfiguredSinks } from './sinks/createConfiguredSinks';

/** The ledger as it is configured, and what the Health page says about it. */
export async function createLedger(options: {
  rootConfig: RootConfigService;
  knex: Knex;
  logger: LoggerService;
  metrics?: MetricsService;
  addedSinks: CheckpointSinkList;
  production: boolean;
  mirror(entry: LedgerEntry): void;
  afterBatch(): Promise<void>;
}): Promise<{
  ledger: DefaultLedgerService;
  sinks: readonly CheckpointSink[];
  check: HealthCheck;
  /** The keys, or why there are none. */
  keys: LedgerKeys | Error;
  /** How long entries are kept. */
  retentionDays: number;
}> {
  const { rootConfig, knex, logger, addedSinks, production } = options;
  const config = readLedgerConfig(rootConfig);
  const sinks = addedSinks.after(createConfiguredSinks(config, { logger }));
  const keys = await loadLedgerKeys({
    config,
    knex,
    logger,
    production,
  }).catch(error => {
    logger.error('The ledger has no key to sign with', toError(error));
    return toError(error);
  });
  const ledger = DefaultLedgerService.create({
    ...options,
    keys,
    sinks,
    checkpointEvery: config.checkpointEvery,
  });
  const check = ledgerCheck({ ledger, keys, sinks, production });
  return {
    ledger,
    sinks,
    check,
    keys,
    retentionDays: config.retentionDays,
  };
}
