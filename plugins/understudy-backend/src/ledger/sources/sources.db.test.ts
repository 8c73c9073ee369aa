import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import { scaffolderServiceMock } from '@backstage/plugin-scaffolder-node/testUtils';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { makeKeys, migrate, startLedger } from '../__testUtils__/startLedger';
import type { DefaultLedgerService } from '../DefaultLedgerService';
import { DenialSource, type Denial } from './DenialSource';
import { KeySource } from './KeySource';
import { OnceRecorder } from './OnceRecorder';
import { ScaffolderSource } from './ScaffolderSource';
import type { ScaffolderTask } from './ScaffolderTask';
import { SessionSource } from './SessionSource';
import { toPolicyDenial } from './toPolicyDenial';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Tasks and their events, answered as the scaffolder's API answers them. */
class TaskList {
  readonly tasks: ScaffolderTask[] = [];
  readonly events: LogEvent[] = [];
  readonly service = scaffolderServiceMock.mock({
    listTasks: async ({ limit = 10, offset = 0, status }) => {
      const wanted = [status ?? []].flat() as string[];
      const found = this.tasks
        .filter(task => wanted.length === 0 || wanted.includes(task.status))
        .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
      return {
        items: found.slice(offset, offset + limit),
        totalItems: found.length,
      };
    },
    getTask: async ({ taskId }) => {
      const task = this.tasks.find(({ id }) => id === taskId);
      if (!task) {
        throw new NotFoundError('no such task');
      }
      return task;
    },
    getLogs: async ({ taskId }) =>
      this.events.filter(event => event.taskId === taskId),
  });

  start(id: string, time: number, parameters = {}): ScaffolderTask {
    const task = {
      id,
      status: 'processing',
      createdAt: new Date(time).toISOString(),
      createdBy: 'user:default/dana',
      spec: {
        user: { ref: 'user:default/dana' },
        templateInfo: { entityRef: 'template:default/handover-note' },
        parameters,
      },
    } as unknown as ScaffolderTask;
    this.tasks.push(task);
    return task;
  }

  end(task: ScaffolderTask, status: string, time: number, body = {}): void {
    task.status = status as ScaffolderTask['status'];
    this.events.push({
      id: this.events.length + 1,
      type: 'completion',
      taskId: task.id,
      createdAt: new Date(time).toISOString(),
      body: { message: `Run completed with status: ${status}`, ...body },
    } as LogEvent);
  }
}

describe.each(databases.eachSupportedId())('sources on %p', id => {
  let knex: Knex;
  let ledger: DefaultLedgerService;
  let now: number;
  const logger = mockServices.logger.mock();
  const newOnce = () =>
    new OnceRecorder({ knex, record: ledger.record, now: () => now });
  const entries = async (type: string): Promise<LedgerEntry[]> => {
    const rows = await knex('ledger_entries').orderBy('id').select('id');
    const read = await ledger.read({ ids: rows.map(row => row.id) });
    return read
      .map(({ entry }) => entry)
      .filter(({ operationType }) => operationType === type)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  };

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    ledger = startLedger({ knex, keys: await makeKeys() });
    now = Date.now();
  });
  afterEach(() => ledger.stop());

  describe('tasks of the scaffolder', () => {
    const newSource = (list: TaskList) =>
      new ScaffolderSource({
        knex,
        once: newOnce(),
        scaffolder: list.service,
        auth: mockServices.auth(),
        logger,
        now: () => now,
      });

    it('are recorded from start to end, once, over replicas, restarts and retries', async () => {
      const list = new TaskList();
      list.start('long-ago', now - 2 * HOUR).status = 'completed';
      await newSource(list).look();
      const task = list.start('t1', now + MINUTE, {
        component: 'component:default/payments',
        apiToken: 'canary',
      });
      await Promise.all([newSource(list).look(), newSource(list).look()]);
      await newSource(list).look();
      list.end(task, 'failed', now + 3 * MINUTE, {
        error: { name: 'Error', message: 'disk\u0000 full' },
        stepId: 'write',
      });
      await newSource(list).look();
      await newSource(list).look();

      const [started, finished, ...more] = await entries('template_task');
      expect(more).toEqual([]);
      expect(started).toMatchObject({
        actor: { type: 'user', id: 'user:default/dana' },
        action: 'scaffolder:task-start',
        occurredAt: task.createdAt,
        entityRef: 'component:default/payments',
        executionId: 't1',
        scope: { resources: ['template:default/handover-note'] },
        parameters: {
          component: 'component:default/payments',
          apiToken: '(not recorded)',
        },
      });
      expect(started.outcome).toBeUndefined();
      expect(finished).toMatchObject({
        action: 'scaffolder:task-finish',
        outcome: 'failure',
        durationMs: 2 * MINUTE,
        errorContext: { message: 'disk\ufffd full', step: 'write' },
        recoveryActions: [],
        correlationId: started.correlationId,
      });

      // Retried, and over before anybody looks: its events say so.
      task.status = 'processing';
      await newSource(list).noticed('t1');
      await newSource(list).noticed('../../etc');
      list.end(task, 'completed', now + 9 * MINUTE, {
        output: { entityRef: 'component:default/new' },
      });
      await newSource(list).look();
      await newSource(list).look();
      const all = await entries('template_task');
      expect(all.map(({ outcome }) => outcome)).toEqual([
        undefined,
        'failure',
        'success',
      ]);
      expect(all[2].entityRef).toBe('component:default/new');
      expect(await knex('ledger_watched_tasks').select()).toEqual([]);
    });

    it('are caught up with after we were down, also more than one page', async () => {
      const list = new TaskList();
      await newSource(list).look();
      for (let i = 0; i < 230; i++) {
        const task = list.start(`t${i}`, now + i * 1_000);
        list.end(task, 'completed', now + i * 1_000 + 500);
      }
      now += 5 * HOUR;
      await newSource(list).look();
      expect(await entries('template_task')).toHaveLength(460);
    });

    it('are not lost while the ledger cannot be written, and one bad task keeps no other out', async () => {
      const list = new TaskList();
      await newSource(list).look();
      list.end(list.start('t1', now + 1_000), 'completed', now + 2_000);
      const write = jest
        .spyOn(ledger.record, 'event')
        .mockRejectedValue(new ServiceUnavailableError('cannot be written'));
      await expect(newSource(list).look()).rejects.toThrow('cannot be written');
      write.mockRestore();
      now += 6 * MINUTE;
      list.end(list.start('t2', now), 'completed', now);
      const getLogs = jest.spyOn(list.service, 'getLogs');
      getLogs.mockImplementationOnce(async () => {
        throw new Error('cannot be read');
      });
      await newSource(list).look();
      expect(await entries('template_task')).toHaveLength(3);
      await newSource(list).look();
      expect(await entries('template_task')).toHaveLength(4);
    });

    it('are no trouble where there is no scaffolder', async () => {
      const list = new TaskList();
      list.service.listTasks.mockRejectedValue(new NotFoundError('no route'));
      await expect(newSource(list).look()).resolves.toBeUndefined();
    });
  });

  describe('denials', () => {
    const denial: Denial = {
      actor: { type: 'user', id: 'user:default/dana' },
      action: 'api:list-audit-entries',
      reason: 'You may not see this (understudy.audit.read).',
      permission: 'understudy.audit.read',
    };

    it('are recorded at once, and a flood with its number once in a minute', async () => {
      const source = new DenialSource({
        record: ledger.record,
        logger,
        now: () => now,
      });
      for (let i = 0; i < 5_000; i++) {
        source.attempted(denial);
        now += 10;
        if (i % 500 === 0) {
          await source.flush();
        }
      }
      source.attempted({
        ...denial,
        actor: { type: 'user', id: '\u0000dana' },
      });
      await source.flush({ all: true });
      const all = await entries('denial');
      expect(all.length).toBeLessThanOrEqual(4);
      const mine = all.filter(({ actor }) => actor.id === 'user:default/dana');
      expect(
        mine.reduce(
          (sum, { contextTags }) => sum + Number(contextTags?.count),
          0,
        ),
      ).toBe(5_000);
      expect(mine[0]).toMatchObject({
        outcome: 'denied',
        action: 'api:list-audit-entries',
        permissionLevel: 'understudy.audit.read',
        contextTags: { count: '1' },
      });
      expect(mine[1].contextTags).toMatchObject({
        counting: 'further refusals of the same within 1 min',
      });
    });

    it('of more callers than can be told apart are counted together', async () => {
      const source = new DenialSource({ record: ledger.record, logger });
      for (let i = 0; i < 1_300; i++) {
        source.attempted({ ...denial, actor: { type: 'user', id: `u${i}` } });
      }
      await source.flush({ all: true });
      const all = await entries('denial');
      expect(all).toHaveLength(1_001);
      // They are written side by side, so it need not be the last.
      expect(
        all.filter(({ action }) => action === 'denial:uncounted'),
      ).toMatchObject([{ contextTags: { count: '300' } }]);
    });
  });

  it('of the permission policy are read with care, and counted by the hour', async () => {
    const source = new DenialSource({
      record: ledger.record,
      logger,
      now: () => now,
    });
    for (const payload of [
      undefined,
      'text',
      { userEntityRef: 'user:default/dana' },
      { userEntityRef: 'user:default/dana', permission: 'catalog.entity.read' },
      { userEntityRef: 7, permission: 'understudy.approve' },
    ]) {
      expect(toPolicyDenial(payload)).toBeUndefined();
    }
    for (let minute = 0; minute < 125; minute++) {
      const { denial, count } = toPolicyDenial({
        userEntityRef: 'user:default/dana',
        permission: 'understudy.approve',
        count: 3,
      })!;
      source.asked(denial, count);
      now += MINUTE;
      await source.flush();
    }
    const all = await entries('denial');
    expect(all.map(({ contextTags }) => contextTags?.count)).toEqual([
      '3',
      '177',
      '180',
    ]);
    expect(all[0]).toMatchObject({
      action: 'permission:refuse',
      permissionLevel: 'understudy.approve',
    });
  });

  it('of keys tell once from when on a key signs, also long afterwards', async () => {
    const look = async (verifierKeys: string[]) => {
      const source = new KeySource({
        knex,
        once: newOnce(),
        ledger: { keys: { origin: 'log', verifierKeys } },
      });
      await Promise.all([source.look(), source.look()]);
      await source.look();
    };
    await look(['log+1+a']);
    await newOnce().forget({ before: new Date(now + HOUR) });
    await look(['log+1+a']);
    await look(['log+2+b', 'log+1+a']);
    await look([]);
    expect(await entries('key_rotation')).toMatchObject([
      { contextTags: { verifierKey: 'log+1+a' } },
      { contextTags: { verifierKey: 'log+2+b', alsoSigning: '1' } },
    ]);
  });

  describe('sessions', () => {
    const token = `x.${Buffer.from(
      JSON.stringify({ sub: 'user:default/sam', iat: 1_764_000_000 }),
    ).toString('base64url')}.x`;
    const newSource = () =>
      new SessionSource({ knex, once: newOnce(), logger, now: () => now });

    it('are recorded when a person is seen again after a long time', async () => {
      const person = { userEntityRef: 'user:default/sam', token };
      const here = [newSource(), newSource(), newSource()];
      await Promise.all(here.map(source => source.seen(person)));
      for (let hours = 0; hours < 20; hours++) {
        now += HOUR;
        await here[hours % 3].seen(person);
      }
      expect(await entries('sign_in')).toMatchObject([
        {
          actor: { id: 'user:default/sam' },
          action: 'session:first-seen',
          contextTags: { tokenIssuedAt: '2025-11-24T16:00:00.000Z' },
        },
      ]);
      now += 9 * HOUR;
      await Promise.all(here.map(source => source.seen(person)));
      await newSource().seen({
        userEntityRef: 'user:default/dana',
        token: '?',
      });
      now -= 30 * HOUR;
      await newSource().seen(person);
      expect(await entries('sign_in')).toHaveLength(3);
    });
  });
});
