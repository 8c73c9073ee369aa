import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { generateSigningKey } from '@understudy/ledger';
import type { CheckpointSink } from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import { DefaultLedgerService } from '../DefaultLedgerService';
import type { LedgerKeys } from '../keys/LedgerKeys';
import { parseLedgerKeys } from '../keys/parseLedgerKeys';
import { origin, someEntry } from './someEntry';

/** Makes the keys of an installation. */
export async function makeKeys(count = 1): Promise<LedgerKeys> {
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    texts.push((await generateSigningKey(origin)).signingKey);
  }
  return parseLedgerKeys(texts, { origin, where: 'the test', kept: 'secret' });
}

/** Makes the tables. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@understudy/plugin-understudy-backend',
      'migrations',
    ),
  });
}

/** A replica of the ledger on these tables, running. */
export function startLedger(options: {
  knex: Knex;
  keys: LedgerKeys;
  sinks?: CheckpointSink[];
  checkpointEvery?: { entries: number; seconds: number };
  leaseTtlMs?: number;
  logger?: ReturnType<typeof mockServices.logger.mock>;
}): DefaultLedgerService {
  const ledger = DefaultLedgerService.create({
    sinks: [],
    checkpointEvery: { entries: 10, seconds: 60 },
    logger: mockServices.logger.mock(),
    ...options,
  });
  ledger.start();
  return ledger;
}

export { origin, someEntry };
