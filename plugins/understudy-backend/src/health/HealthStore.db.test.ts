import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { HealthStatus } from '@understudy/plugin-understudy-common';
import {
  createTestDatabases,
  testMigrations,
} from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { HealthStore } from './HealthStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 12, minute));

describe.each(databases.eachSupportedId())('HealthStore on %p', id => {
  let knex: Knex;
  let store: HealthStore;

  const see = async (
    minute: number,
    status: HealthStatus,
    check = 'database',
    by = store,
  ) => {
    const states = [{ id: check, status, sentence: `${status} at ${minute}` }];
    const known = await by.record({ states, seenAt: at(minute) });
    return known.get(check);
  };

  beforeEach(async () => {
    knex = await databases.init(id);
    store = await HealthStore.create({
      database: mockServices.database({ knex }),
    });
  });

  it('knows since when something is as it is', async () => {
    expect(await see(0, 'ok')).toEqual({ status: 'ok', since: at(0) });
    expect(await see(1, 'ok')).toEqual({ status: 'ok', since: at(0) });
    expect(await see(2, 'failed')).toEqual({ status: 'failed', since: at(2) });
    expect(await see(3, 'failed')).toEqual({ status: 'failed', since: at(2) });
    expect(await see(4, 'ok')).toEqual({ status: 'ok', since: at(4) });
    expect(await knex('health_states').select('check_id', 'sentence')).toEqual([
      { check_id: 'database', sentence: 'ok at 4' },
    ]);
  });

  it('still knows it after a restart, and does not mix up checks', async () => {
    await see(0, 'failed', 'catalog');
    await see(0, 'ok', 'database');
    const restarted = await HealthStore.create({
      database: mockServices.database({ knex }),
    });
    expect(await see(5, 'failed', 'catalog', restarted)).toEqual({
      status: 'failed',
      since: at(0),
    });
    const both = await restarted.record({
      states: [
        { id: 'catalog', status: 'ok', sentence: '' },
        { id: 'database', status: 'ok', sentence: '' },
        { id: 'new', status: 'attention', sentence: '' },
      ],
      seenAt: at(6),
    });
    expect(Object.fromEntries(both)).toEqual({
      catalog: { status: 'ok', since: at(6) },
      database: { status: 'ok', since: at(0) },
      new: { status: 'attention', since: at(6) },
    });
  });

  it('lets what was seen earlier not overwrite what was seen later', async () => {
    await see(0, 'ok');
    await see(2, 'failed');
    expect(await see(1, 'ok')).toEqual({ status: 'failed', since: at(2) });
    expect(await see(3, 'failed')).toEqual({ status: 'failed', since: at(2) });
  });

  it('has one beginning when many replicas see the same at once', async () => {
    await see(0, 'ok');
    const replicas = await Promise.all(
      Array.from({ length: 8 }, () =>
        HealthStore.create({ database: mockServices.database({ knex }) }),
      ),
    );
    await Promise.all(
      replicas.map((replica, index) =>
        see(1 + index, 'failed', 'database', replica),
      ),
    );
    const rows = await knex('health_states').select();
    expect(rows).toHaveLength(1);
    const final = await see(20, 'failed');
    expect(final?.status).toBe('failed');
    // The first that wrote set it, and nobody moved it afterwards.
    expect(final?.since).toEqual(new Date(rows[0].since));
    expect(final!.since.getTime()).toBeGreaterThanOrEqual(at(1).getTime());
    expect(final!.since.getTime()).toBeLessThanOrEqual(at(8).getTime());
  });

  it('records a new check once when many replicas are the first', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => see(index, 'ok', 'new')),
    );
    expect(await knex('health_states').select()).toHaveLength(1);
  });

  it('forgets what nobody has looked at for long', async () => {
    await see(0, 'ok', 'gone');
    await see(1, 'ok', 'kept');
    expect(await store.forget({ notSeenSince: at(1) })).toBe(1);
    expect(await knex('health_states').select('check_id')).toEqual([
      { check_id: 'kept' },
    ]);
  });

  it('takes sentences in any language, of any length', async () => {
    const sentence = `Zażółć 数据库 💾 '"; drop table health_states; -- ${'x'.repeat(
      10_000,
    )}`;
    await store.record({
      states: [{ id: 'database', status: 'ok', sentence }],
      seenAt: at(0),
    });
    expect(await knex('health_states').select('sentence')).toEqual([
      { sentence },
    ]);
  });
});

describe.each(databases.eachSupportedId())('migrations on %p', engine => {
  it('go up, down and up again, and keep the data of earlier releases', async () => {
    await expect(
      testMigrations({
        knex: await databases.init(engine),
        directory: resolvePackagePath(
          '@understudy/plugin-understudy-backend',
          'migrations',
        ),
        rows: {
          '20261101000000_health_states.js': async knex => {
            await knex('health_states').insert({
              check_id: 'database',
              status: 'failed',
              sentence: 'The database does not answer.',
              since: new Date('2026-11-01T12:00:00.123Z'),
              last_seen: new Date('2026-11-01T12:05:00.456Z'),
            });
          },
          '20261125000000_ledger.js': async knex => {
            const entryId = '019ab9c0-0000-7000-8000-000000000003';
            await knex('ledger_entries').insert({
              id: entryId,
              occurred_at: Date.parse('2026-11-25T12:00:00Z'),
              kind: 'event',
              body: '{"id":"019ab9c0-0000-7000-8000-000000000003"}',
            });
            await knex('ledger_fields').insert({
              entry_id: entryId,
              pointer: '/reason',
              salt: Buffer.alloc(32, 1),
              value: '"The queue grows"',
            });
            await knex('ledger_leaves').insert({
              leaf_index: 0,
              entry_id: entryId,
              leaf_hash: Buffer.alloc(32, 2),
              epoch: 1,
            });
            await knex('ledger_tiles').insert({
              level: 0,
              tile_index: 0,
              hashes: Buffer.alloc(32, 2),
            });
            await knex('ledger_head').update({ size: 1 });
            await knex('ledger_checkpoints').insert({
              size: 1,
              note: 'a signed note',
              signed_at: 1,
              epoch: 1,
            });
            await knex('ledger_alarms').insert({
              id: entryId,
              raised_at: 1,
              code: 'entry-forged',
              sentence: 'Somebody forged a row.',
              stops: true,
            });
          },
          '20261125040000_ledger_custody.js': async knex => {
            await knex('ledger_verifications').insert({
              id: '019ab9c0-0000-7000-8000-000000000004',
              requested_by: 'user:default/colin',
              started_at: 1,
              seen_at: 2,
              done: 3,
              report: '{}',
            });
          },
          '20261125050000_path.js': async knex => {
            await knex('freezes').insert({
              id: '019ab9c0-0000-7000-8000-000000000005',
              kind: 'everything',
              reason: 'Quarter end',
              by: 'user:default/sam',
              at: Date.parse('2026-11-25T12:00:00Z'),
              entry_id: '019ab9c0-0000-7000-8000-000000000006',
            });
          },
          '20261126020000_approvals.js': async knex => {
            await knex('plan_told').insert({
              plan_id: '019ab9c0-0000-7000-8000-000000000007',
              user_entity_ref: 'user:default/sam',
              at: Date.parse('2026-11-26T02:00:00Z'),
              why: 'On call',
            });
          },
          '20261126030000_presence.js': async knex => {
            const then = Date.parse('2026-11-26T03:00:00Z');
            await knex('presence_challenges').insert({
              state_hash: 'a'.repeat(64),
              user_entity_ref: 'user:default/sam',
              plan_hash: `sha256:${'a'.repeat(64)}`,
              nonce: 'n',
              code_verifier: 'v',
              created_at: then,
              expires_at: then + 600_000,
            });
            await knex('presence_proofs').insert({
              id: '019ab9c0-0000-7000-8000-000000000008',
              user_entity_ref: 'user:default/sam',
              plan_hash: `sha256:${'a'.repeat(64)}`,
              method: 'sign-in',
              at: then,
              entry_id: '019ab9c0-0000-7000-8000-000000000006',
            });
            await knex('incidents').insert({
              id: '019ab9c0-0000-7000-8000-000000000009',
              entity_ref: 'component:default/payments',
              title: 'Payments are slow',
              title_key: 'b'.repeat(64),
              severity: 'sev2',
              opened_by: 'user:default/sam',
              opened_at: then,
              because: 'On call.',
              entry_id: '019ab9c0-0000-7000-8000-000000000006',
            });
          },
          '20261126040000_elevations.js': async knex => {
            const then = Date.parse('2026-11-26T04:00:00Z');
            await knex('elevations').insert({
              id: '019ab9c0-0000-7000-8000-00000000000a',
              entity_ref: 'component:default/payments',
              environment: 'production',
              level: 'L3_SEMI_AUTO',
              minutes: 60,
              reason: 'Payments are slow, and it is night',
              requested_by: 'user:default/sam',
              requested_at: then,
              expires_at: then + 1_800_000,
              state: 'waiting',
              entry_id: '019ab9c0-0000-7000-8000-000000000006',
            });
            await knex('elevation_votes').insert({
              id: '019ab9c0-0000-7000-8000-00000000000b',
              elevation_id: '019ab9c0-0000-7000-8000-00000000000a',
              entry_id: '019ab9c0-0000-7000-8000-000000000006',
            });
          },
          '20261125020000_ledger_evidence.js': async knex => {
            await knex('evidence_exports').insert({
              id: '019ab9c0-0000-7000-8000-000000000002',
              state: 'ready',
              requested_by: 'user:default/colin',
              requested_at: Date.parse('2026-11-25T12:00:00Z'),
              request: '{"period":{},"reason":"audit"}',
              occasion: 'week 2026-11-16',
              bytes: 3_000_000_000,
              sha256: 'a'.repeat(64),
              expires_at: Date.parse('2027-02-23T12:00:00Z'),
            });
          },
          '20261125030000_ledger_reviews.js': async knex => {
            const id = '019ab9c0-0000-7000-8000-000000000001';
            const when = Date.parse('2026-11-25T12:00:00Z');
            await knex('ledger_occurrences').insert({
              occurrence: 'a'.repeat(64),
              claimed_at: when,
            });
            await knex('ledger_cursors').insert({ reader: 'r', position: 7 });
            await knex('ledger_watched_tasks').insert({
              task_id: 't',
              noted_at: when,
            });
            await knex('ledger_open_intents').insert({ entry_id: id });
            await knex('ledger_sightings').insert({
              user_ref: 'user:default/sam',
              seen_at: when,
            });
            await knex('ledger_activity').insert({
              actor: 'user:default/sam',
              hour: 490_000,
              operation_type: 'deployment',
              operations: 3,
            });
            await knex('review_flags').insert({
              id,
              detector: 'error-rate',
              subject: 'user:default/sam',
              actor: 'user:default/sam',
              sentence: 'Something was seen',
              evidence: '{"numbers":{},"entryIds":[]}',
              raised_at: when,
              last_seen_at: when,
              times: 1,
              status: 'open',
              version: 1,
              changed_at: when,
            });
            await knex('review_flag_hours').insert({
              detector: 'error-rate',
              subject: 'user:default/sam',
              hour: 490_000,
              flag_id: id,
            });
            await knex('review_flag_entities').insert({
              flag_id: id,
              entity_ref: 'component:default/payments',
            });
            await knex('review_acts').insert({
              flag_id: id,
              version: 2,
              id,
              kind: 'comment',
              person: 'user:default/colin',
              at: when,
              entry_id: id,
            });
            await knex('review_follow_ups').insert({
              id,
              flag_id: id,
              person: 'user:default/colin',
              body: '{}',
              status: 'waiting',
              attempts: 0,
              next_at: when,
              created_at: when,
              entry_id: id,
            });
            await knex('audit_summaries').insert({
              day: '2026-11-24',
              summary: '{}',
              made_at: when,
              notified: 'waiting',
              notify_attempts: 0,
            });
          },
          '20261125010000_ledger_reading.js': async knex => {
            await knex('audit_views').insert({
              id: '0190f5a0-0000-7000-8000-000000000001',
              owner: 'user:default/dana',
              name: 'Failures in production',
              query: '{"outcome":["failure"]}',
              shared: true,
              created_at: 1764100000000,
              updated_at: 1764100000001,
            });
            await knex('ledger_reading').insert({
              leaf_index: 0,
              occurred_at: 1764100000000,
              entity: 1,
            });
            await knex('ledger_reading_values').insert({
              field: 'entityRef',
              value: 'component:default/payments',
              entries: 1,
            });
          },
        },
      }),
    ).resolves.toBeUndefined();
  });
});
