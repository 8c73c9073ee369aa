import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type {
  HealthCheckResult,
  HealthReport,
} from '@understudy/plugin-understudy-common';
import { understudyHealthExtensionPoint } from '@understudy/plugin-understudy-node';
import {
  goodConfig,
  startUnderstudy,
  type StartOptions,
} from '../__testUtils__/startUnderstudy';

jest.setTimeout(60_000);

const PATH = '/v1/health';

async function ask(options: StartOptions = {}) {
  const understudy = await startUnderstudy(options);
  const response = await understudy.as('sam', PATH);
  expect(response.status).toBe(200);
  const report: HealthReport = response.body;
  return {
    report,
    check: (id: string) =>
      report.checks.find(one => one.id === id) as HealthCheckResult,
    notOk: report.checks
      .filter(({ status }) => status !== 'ok')
      .map(({ id, status }) => `${id} ${status}`),
  };
}

const withConfig = (...changes: JsonObject[]): JsonObject =>
  Object.assign({}, goodConfig, ...changes);

function pluginNamed(pluginId: string) {
  return createBackendModule({
    pluginId,
    moduleId: 'test',
    register(reg) {
      reg.registerInit({
        deps: { logger: coreServices.logger },
        async init() {},
      });
    },
  });
}

describe('GET /v1/health', () => {
  it('is ok where everything is as it should be', async () => {
    const { report } = await ask();
    expect(report.status).toBe('ok');
    expect(report.checks.map(({ id }) => id)).toEqual([
      'permission-framework',
      'roles',
      'sign-in',
      'database',
      'ledger',
      'open-intents',
      'catalog',
      'clusters',
      'environments',
      'policy',
      'people',
      'plans',
      'presence',
      'on-call',
      'door-kubernetes-proxy',
      'door-pod-delete',
      'door-pod-exec',
      'door-mcp',
    ]);
    for (const { sentence, since } of report.checks) {
      expect(sentence).toMatch(/^[^]+\.$/);
      expect(new Date(since).toISOString()).toBe(since);
    }
  });

  it('is for people with a role and for services that may read', async () => {
    const understudy = await startUnderstudy();
    for (const person of ['dana', 'sam', 'priya', 'colin'] as const) {
      expect((await understudy.as(person, PATH)).status).toBe(200);
    }
    expect((await understudy.asService(PATH)).status).toBe(200);

    const refused = await understudy.as('stranger', PATH);
    expect(refused.status).toBe(403);
    expect(refused.body.error.code).toBe('permission-missing');
    expect((await understudy.anonymous(PATH)).status).toBe(401);
    expect(
      (await understudy.call(PATH, mockCredentials.user.invalidHeader()))
        .status,
    ).toBe(401);
    expect(
      (await understudy.call(PATH, mockCredentials.service.invalidHeader()))
        .status,
    ).toBe(401);

    const denied = await startUnderstudy({
      policy: () => AuthorizeResult.DENY,
    });
    expect((await denied.as('sam', PATH)).status).toBe(403);
  });

  it('is red without the permission framework, and says what that means', async () => {
    const { permission: _, ...config } = goodConfig;
    const { report, check } = await ask({ config });
    expect(report.status).toBe('failed');
    expect(check('permission-framework')).toMatchObject({
      status: 'failed',
      stops: 'writes',
      sentence:
        'permission.enabled is not set: Backstage allows everybody everything, so Understudy writes nothing and shows no ledger.',
      action: expect.stringContaining('permission.enabled: true'),
    });
  });

  it('says what a new installation still needs', async () => {
    const { notOk } = await ask({ config: {} });
    expect(notOk).toEqual([
      'permission-framework failed',
      'roles attention',
      'sign-in attention',
      'clusters attention',
      'people attention',
      'presence attention',
    ]);
  });

  it('finds a group with roles that the catalog does not have', async () => {
    const { check, notOk } = await ask({
      config: withConfig({
        understudy: {
          ...goodConfig.understudy,
          roles: [
            ...goodConfig.understudy.roles,
            { group: 'group:default/typo', roles: ['viewer'] },
          ],
        },
      }),
    });
    expect(notOk).toEqual(['roles attention']);
    expect(check('roles').sentence).toBe(
      'understudy.roles names group:default/typo, which the catalog does not have.',
    );
  });

  it('finds clusters without environment and environments without cluster', async () => {
    const withEnvironments = (environments: JsonObject[]) =>
      withConfig({ understudy: { ...goodConfig.understudy, environments } });

    const unknown = await ask({
      config: withEnvironments([{ name: 'test', clusters: ['development'] }]),
    });
    expect(unknown.notOk).toEqual(['environments attention']);
    expect(unknown.check('environments').sentence).toBe(
      'No environment has production, so the rules of production hold there.',
    );

    const absent = await ask({
      config: withEnvironments([
        { name: 'test', clusters: ['development', 'production', 'moon'] },
      ]),
    });
    expect(absent.check('environments').sentence).toBe(
      'understudy.environments has moon, which Backstage does not know as a cluster.',
    );
  });

  it('tells of a sign-in that is not for real use', async () => {
    const practice = await ask({
      config: withConfig({
        understudy: {
          ...goodConfig.understudy,
          practice: { identity: { port: 7008 } },
        },
      }),
    });
    expect(practice.notOk).toEqual(['sign-in attention']);

    const guest = await ask({
      config: withConfig({
        understudy: { roles: goodConfig.understudy.roles },
        auth: {
          providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
        },
      }),
    });
    expect(guest.check('sign-in').sentence).toContain('as a guest');

    const open = await ask({
      config: withConfig({
        backend: { auth: { dangerouslyDisableDefaultAuthPolicy: true } },
      }),
    });
    expect(open.check('sign-in').status).toBe('failed');
  });

  it('names the doors that are not ours, and how to close them', async () => {
    const config = withConfig({
      kubernetes: {
        ...goodConfig.kubernetes,
        frontend: { podDelete: { enabled: true } },
        podExecTerminal: { enabled: true },
      },
    });
    const features = [pluginNamed('kubernetes'), pluginNamed('mcp-actions')];

    const guarded = await ask({ config, features });
    expect(guarded.notOk).toEqual([
      'door-kubernetes-proxy attention',
      'door-pod-delete attention',
      'door-pod-exec attention',
      'door-mcp attention',
    ]);
    expect(guarded.check('door-kubernetes-proxy')).toMatchObject({
      sentence: expect.stringContaining('development, production'),
      action: expect.stringContaining('kubernetes.proxy'),
    });

    const open = await ask({
      config: { ...config, permission: {} },
      features,
    });
    expect(open.check('door-kubernetes-proxy').status).toBe('failed');

    const empty = await ask({
      config: withConfig({ kubernetes: { clusterLocatorMethods: [] } }),
      features,
    });
    expect(empty.check('door-kubernetes-proxy').sentence).toBe(
      'There is no cluster behind it.',
    );
  });

  it('says so when the catalog does not answer', async () => {
    const fail = async () => {
      throw new Error('connect ECONNREFUSED 10.1.2.3:7007');
    };
    const { check, notOk, report } = await ask({
      catalog: catalogServiceMock.mock({
        queryEntities: fail,
        getEntitiesByRefs: fail,
      }),
    });
    expect(notOk).toEqual(['roles attention', 'catalog failed']);
    expect(check('catalog').stops).toBe('everything');
    expect(JSON.stringify(report)).not.toContain('10.1.2.3');
  });

  it('has the checks that modules add', async () => {
    const features = [
      createBackendModule({
        pluginId: 'understudy',
        moduleId: 'test',
        register(reg) {
          reg.registerInit({
            deps: { health: understudyHealthExtensionPoint },
            async init({ health }) {
              health.addCheck({
                id: 'coffee',
                title: 'Coffee',
                stops: 'everything',
                check: async () => ({
                  status: 'failed',
                  sentence: 'The machine is empty.',
                }),
              });
            },
          });
        },
      }),
    ];
    const { report, check } = await ask({ features });
    expect(report.status).toBe('failed');
    expect(check('coffee').sentence).toBe('The machine is empty.');
  });
});
