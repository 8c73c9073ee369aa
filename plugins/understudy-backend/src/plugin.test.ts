import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import understudyPlugin from '.';
import { entities } from './__testUtils__/entities';
import { startUnderstudy } from './__testUtils__/startUnderstudy';

jest.setTimeout(60_000);

describe('understudyPlugin', () => {
  it('starts in a foreign Backstage without any configuration, reads, and would write nothing', async () => {
    const { server } = await startTestBackend({
      features: [understudyPlugin, catalogServiceMock.factory({ entities })],
    });
    const get = (path: string) =>
      request(server).get(`/api/understudy/v1${path}`);

    const operations = await get(
      '/entities/component/default/payments/operations',
    );
    expect(operations.status).toBe(200);
    expect(operations.body.nextStep.title).toBe(
      'Tell Backstage about development, production',
    );
    expect(operations.body.clusters).toMatchObject([
      { configured: false, environmentSource: 'unknown' },
      { configured: false, environmentSource: 'unknown' },
    ]);

    const health = await get('/health');
    expect(health.status).toBe(200);
    expect(health.body.status).toBe('failed');

    const me = await get('/me/permissions');
    expect(me.status).toBe(200);
    expect(me.body.roles).toEqual([]);
    expect(
      me.body.permissions
        .filter((permission: { allowed: boolean }) => permission.allowed)
        .map((permission: { name: string }) => permission.name),
    ).toEqual(['understudy.read']);
  });

  it('gives the same without configuration but with the permission framework', async () => {
    const understudy = await startUnderstudy({
      config: { permission: { enabled: true } },
    });
    const { body } = await understudy.as('sam', '/v1/me/permissions');
    expect(
      body.permissions.filter(
        (permission: { allowed: boolean }) => permission.allowed,
      ),
    ).toEqual([
      expect.objectContaining({
        name: 'understudy.read',
        reason:
          'Everybody who is signed in may read, since understudy.roles gives no roles yet.',
      }),
    ]);
  });

  it('does not start with a mistake in its configuration, and says where it is', async () => {
    await expect(
      startUnderstudy({
        config: {
          understudy: { roles: [{ group: 'sre', roles: ['boss'] }] },
        },
      }),
    ).rejects.toThrow('understudy.roles[0].roles has the unknown role "boss"');
  });

  it('does not start with guests beside a real production cluster', async () => {
    await expect(
      startUnderstudy({
        config: {
          auth: {
            providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
          },
          understudy: {
            environments: [{ name: 'production', clusters: ['eu-1'] }],
          },
        },
      }),
    ).rejects.toThrow('Understudy does not start');
  });

  it('tells Backstage its permissions, and looks after its health every minute', async () => {
    const permissionsRegistry = mockServices.permissionsRegistry.mock();
    const scheduler = mockServices.scheduler.mock();
    await startUnderstudy({
      features: [permissionsRegistry.factory, scheduler.factory],
    });
    const [[permissions]] = permissionsRegistry.addPermissions.mock.calls;
    expect(permissions.map(({ name }) => name)).toHaveLength(13);
    expect(scheduler.scheduleTask).toHaveBeenCalledWith(
      expect.objectContaining({
        id: 'understudy-health-observe',
        frequency: { minutes: 1 },
      }),
    );
    // Everything that runs by itself comes through on an empty database, also
    // where there is neither a scaffolder nor anything else.
    const tasks = scheduler.scheduleTask.mock.calls.map(([task]) => task);
    expect(tasks.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'understudy-anomalies',
        'understudy-daily-summary',
        'understudy-occurrences',
        'understudy-open-intents',
        'understudy-scaffolder-tasks',
      ]),
    );
    for (const task of tasks) {
      await expect(
        task.fn(new AbortController().signal),
      ).resolves.toBeUndefined();
    }
  });

  it('records in the audit log who looked at what', async () => {
    const understudy = await startUnderstudy();
    await understudy.as('sam', '/v1/health');
    await understudy.as('sam', '/v1/me/permissions');
    await understudy.as(
      'sam',
      '/v1/entities/component/default/payments/operations',
    );
    expect(
      understudy.auditor.createEvent.mock.calls
        .map(([event]) => event.eventId)
        // What is recorded is mirrored too, whenever it is written.
        .filter(eventId => !eventId.startsWith('ledger-')),
    ).toEqual([
      'health-fetch',
      'my-permissions-fetch',
      'entity-operations-fetch',
    ]);
  });

  it('limits requests as configured', async () => {
    const understudy = await startUnderstudy({
      config: { understudy: { api: { requestsPerMinute: 1 } } },
    });
    expect((await understudy.as('sam', '/v1/health')).status).toBe(200);
    expect((await understudy.as('sam', '/v1/me/permissions')).status).toBe(429);
    expect((await understudy.as('dana', '/v1/health')).status).toBe(200);
  });
});
