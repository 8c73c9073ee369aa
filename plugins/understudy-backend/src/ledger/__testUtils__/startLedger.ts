import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { generateSigningKey } from '@understudy/ledger';
import type { NewLedgerEntry } from '@understudy/plugin-understudy-common';
import type { CheckpointSink } from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import { DefaultLedgerService } from '../DefaultLedgerService';
import type { LedgerKeys } from '../keys/LedgerKeys';
import { parseLedgerKeys } from '../keys/parseLedgerKeys';

/** The name of the log in tests. */
export const origin = 'understudy.example.test/ledger';

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

/** An entry as somebody would write it. */
export function someEntry(
  entry: Partial<NewLedgerEntry> = {},
): NewLedgerEntry & { reason: string } {
  return {
    actor: { type: 'user', id: 'user:default/sam', display: 'Sam Okafor' },
    source: 'ui',
    operationType: 'deployment',
    action: 'kubernetes:scale',
    environment: 'production',
    entityRef: 'component:default/payments',
    scope: { cluster: 'production', resources: ['Deployment/payments'] },
    parameters: { replicas: 4 },
    commandText: 'kubectl scale deployment payments --replicas 4',
    reason: 'The queue grows',
    ...entry,
  };
}
