import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { HealthStatus } from '@understudy/plugin-understudy-common';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import { DefaultHealthService } from './DefaultHealthService';
import type { HealthStore, SeenState } from './HealthStore';

const start = Date.UTC(2026, 10, 1, 12);

function check(
  id: string,
  look: HealthCheck['check'],
  extra: Partial<HealthCheck> = {},
): HealthCheck {
  return { id, title: `The ${id}`, stops: 'writes', check: look, ...extra };
}

const ok: HealthCheck['check'] = async () => ({
  status: 'ok',
  sentence: 'All is well.',
});

/** Remembers in memory, as the real one does in its table. */
function createStore() {
  const states = new Map<string, { status: HealthStatus; since: Date }>();
  return {
    record: jest.fn(
      async (options: { states: readonly SeenState[]; seenAt: Date }) => {
        for (const { id, status } of options.states) {
          if (states.get(id)?.status !== status) {
            states.set(id, { status, since: options.seenAt });
          }
        }
        return states;
      },
    ),
    forget: jest.fn(async (_: { notSeenSince: Date }) => 0),
  };
}

function setUp(checks: HealthCheck[], store = createStore()) {
  let now = start;
  const record = jest.fn();
  const logger = mockServices.logger.mock();
  const health = DefaultHealthService.create({
    checks,
    store: store as unknown as HealthStore,
    metrics: metricsServiceMock.mock({ createGauge: () => ({ record }) }),
    logger,
    now: () => new Date(now),
  });
  return {
    health,
    store,
    record,
    logger,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('DefaultHealthService', () => {
  it('reports every check, and the worst of them as the whole', async () => {
    const { health, record } = setUp([
      check('a', ok),
      check(
        'b',
        async () => ({
          status: 'attention',
          sentence: 'It works, but.',
          action: 'Look.',
          link: '/docs',
        }),
        { stops: 'nothing' },
      ),
    ]);

    expect(await health.report()).toEqual({
      status: 'attention',
      checkedAt: '2026-11-01T12:00:00.000Z',
      checks: [
        {
          id: 'a',
          title: 'The a',
          status: 'ok',
          sentence: 'All is well.',
          stops: 'writes',
          since: '2026-11-01T12:00:00.000Z',
        },
        {
          id: 'b',
          title: 'The b',
          status: 'attention',
          sentence: 'It works, but.',
          action: 'Look.',
          link: '/docs',
          stops: 'nothing',
          since: '2026-11-01T12:00:00.000Z',
        },
      ],
    });
    expect(record).toHaveBeenCalledWith(0, { check: 'a' });
    expect(record).toHaveBeenCalledWith(1, { check: 'b' });
  });

  it('keeps what a check throws out of the report', async () => {
    const { health, logger } = setUp([
      check('a', async () => {
        throw new Error('password hunter2 refused');
      }),
      check('b', ok),
    ]);

    const report = await health.report();

    expect(report.status).toBe('failed');
    expect(report.checks.map(({ status }) => status)).toEqual(['failed', 'ok']);
    expect(JSON.stringify(report)).not.toContain('hunter2');
    expect(logger.error).toHaveBeenCalledWith(
      'The health check a threw',
      expect.objectContaining({ message: 'password hunter2 refused' }),
    );
  });

  it('waits for no check longer than it may take, and tells it to stop', async () => {
    let stopped = false;
    const { health } = setUp([
      check(
        'slow',
        ({ signal }) =>
          new Promise(() => {
            signal.addEventListener('abort', () => {
              stopped = true;
            });
          }),
        { timeoutMs: 20 },
      ),
      check('b', ok),
    ]);

    const { checks } = await health.report();

    expect(checks[0]).toMatchObject({
      status: 'failed',
      sentence: 'No answer within 0.02 seconds.',
    });
    expect(checks[1].status).toBe('ok');
    expect(stopped).toBe(true);
  });

  it('knows since when something is so, and looks when nobody asks', async () => {
    let status: HealthStatus = 'ok';
    const { health, pass, store } = setUp([
      check('a', async () => ({ status, sentence: 'So it is.' })),
    ]);
    await health.observe();
    pass(60);
    status = 'failed';
    await health.observe();
    pass(600);

    const { checks, checkedAt } = await health.report();

    expect(checks[0].since).toBe('2026-11-01T12:01:00.000Z');
    expect(checkedAt).toBe('2026-11-01T12:11:00.000Z');
    expect(store.forget).toHaveBeenLastCalledWith({
      notSeenSince: new Date('2026-10-02T12:01:00.000Z'),
    });
  });

  it('looks once for everybody who asks at the same time', async () => {
    const look = jest.fn(ok);
    const { health, pass } = setUp([check('a', look)]);

    await Promise.all([health.report(), health.report(), health.report()]);
    pass(4);
    await health.report();
    expect(look).toHaveBeenCalledTimes(1);

    pass(1);
    await health.report();
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('still reports while the database does not answer, with what it has seen itself', async () => {
    const store = createStore();
    let status: HealthStatus = 'ok';
    const { health, pass, logger } = setUp(
      [check('a', async () => ({ status, sentence: 'So it is.' }))],
      store,
    );
    await health.report();
    store.record.mockRejectedValue(new Error('connection refused'));

    pass(60);
    const still = await health.report();
    pass(60);
    status = 'failed';
    const failed = await health.report();
    pass(60);
    const later = await health.report();

    expect(still.checks[0].since).toBe('2026-11-01T12:00:00.000Z');
    expect(failed.checks[0].since).toBe('2026-11-01T12:02:00.000Z');
    expect(later.checks[0].since).toBe('2026-11-01T12:02:00.000Z');
    expect(logger.error).toHaveBeenCalledWith(
      'The health states cannot be kept',
      expect.objectContaining({ message: 'connection refused' }),
    );
  });

  it('believes the table more than itself: another replica may have seen it first', async () => {
    const store = createStore();
    await store.record({
      states: [{ id: 'a', status: 'ok', sentence: '' }],
      seenAt: new Date('2026-10-01T00:00:00.000Z'),
    });
    const { health } = setUp([check('a', ok)], store);
    expect((await health.report()).checks[0].since).toBe(
      '2026-10-01T00:00:00.000Z',
    );
  });
});
