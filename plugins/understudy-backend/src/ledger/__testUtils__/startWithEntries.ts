import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { NewLedgerEntry } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  goodConfig,
  startUnderstudy,
  type Person,
} from '../../__testUtils__/startUnderstudy';
import { CheckpointSinkList } from '../CheckpointSinkList';
import { createLedger } from '../createLedger';

/** An entity that Dana's team owns. */
export const MINE = 'component:default/payments';
/** An entity that nobody in the tests owns. */
export const THEIRS = 'component:default/secret-project';

/** An entry with what it has to have. */
export const entry = (given: Partial<NewLedgerEntry>): NewLedgerEntry => ({
  actor: { type: 'user', id: 'user:default/dana', display: 'Dana' },
  source: 'ui',
  operationType: 'deployment',
  action: 'kubernetes:scale',
  ...given,
});

/**
 * Starts the plugin on a database of its own, with a few entries in its
 * ledger: two about an entity of Dana's, one about another, one about none.
 */
export async function startWithEntries(
  databases: TestDatabases,
  policy?: Parameters<typeof startUnderstudy>[0],
) {
  const knex: Knex = await databases.init('SQLITE_3');
  const world = await startUnderstudy({
    config: {
      ...goodConfig,
      understudy: {
        ...goodConfig.understudy,
        ledger: { checkpoint: { seconds: 1 } },
      },
    },
    ...policy,
    features: [
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({ getClient: async () => knex }),
      }),
    ],
  });
  const { ledger } = await createLedger({
    rootConfig: mockServices.rootConfig({ data: goodConfig }),
    knex,
    logger: mockServices.logger.mock(),
    addedSinks: new CheckpointSinkList(),
    production: false,
    mirror() {},
    async afterBatch() {},
  });
  const settle = async () => {
    for (;;) {
      const [{ left }] = await knex('ledger_staged').count('* as left');
      const { size } = await knex('ledger_head').first('size');
      const { next_index: read } = await knex(
        'ledger_reading_position',
      ).first();
      if (left === 0 && size > 0 && size === read) {
        return size;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  const intent = await ledger.record.intent(
    entry({
      entityRef: MINE,
      environment: 'production',
      scope: { cluster: 'production', resources: ['Deployment/payments'] },
      commandText: 'kubectl scale deployment payments --replicas 6',
      reason: 'the queue grows',
      correlationId: 'c-1',
      planId: 'p-1',
      decision: { decision: 'allow', ruleIds: ['risk.low', 'hours.office'] },
    }) as NewLedgerEntry & { reason: string },
  );
  await ledger.record.outcome(intent.id, {
    ...entry({ entityRef: MINE, correlationId: 'c-1' }),
    outcome: 'failure',
    errorContext: { code: 'Timeout' },
    recoveryActions: ['asked again'],
  });
  const theirs = await ledger.record.event(
    entry({
      actor: { type: 'user', id: 'user:default/zoe' },
      entityRef: THEIRS,
      action: 'secret:deed',
      commandText: 'unicorn --now',
      correlationId: 'c-1',
    }),
  );
  const nobodys = await ledger.record.event(
    entry({ action: 'auth:sign-in', operationType: 'sign_in' }),
  );
  await settle();
  const post = (person: Person, path: string, body: object) =>
    request(world.server)
      .post(`/api/understudy${path}`)
      .set(
        'Authorization',
        mockCredentials.user.header(`user:default/${person}`),
      )
      .send(body);
  return { ...world, knex, ledger, intent, theirs, nobodys, settle, post };
}
