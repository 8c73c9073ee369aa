import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import type { CheckpointSinkList } from './CheckpointSinkList';
import { readLedgerConfig } from './config/readLedgerConfig';
import { DefaultLedgerService } from './DefaultLedgerService';
import { loadLedgerKeys } from './keys/loadLedgerKeys';
import { ledgerCheck } from './ledgerCheck';

/** The ledger as it is configured, and what the Health page says about it. */
export async function createLedger(options: {
  rootConfig: RootConfigService;
  knex: Knex;
  logger: LoggerService;
  addedSinks: CheckpointSinkList;
  production: boolean;
  mirror(entry: LedgerEntry): void;
  afterBatch(): Promise<void>;
}): Promise<{ ledger: DefaultLedgerService; check: HealthCheck }> {
  const { rootConfig, knex, logger, addedSinks, production } = options;
  const config = readLedgerConfig(rootConfig);
  const sinks = addedSinks.after([]);
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
  return { ledger, check: ledgerCheck({ ledger, keys, sinks, production }) };
}
