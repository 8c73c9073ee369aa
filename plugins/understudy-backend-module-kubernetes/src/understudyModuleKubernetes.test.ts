import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  ConnectorRegistry,
  understudyConnectorsExtensionPoint,
  understudyHealthExtensionPoint,
  type HealthCheck,
  type HealthObservation,
} from '@understudy/plugin-understudy-node';
import {
  startPracticeCluster,
  type PracticeCluster,
} from '@understudy/practice-cluster';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import understudyModuleKubernetes from '.';

jest.setTimeout(60_000);

/** Starts the module beside a plugin that only takes what it brings. */
async function start(config: JsonObject) {
  const connectors = new ConnectorRegistry();
  const checks: HealthCheck[] = [];
  const logger = mockServices.logger.mock();
  await startTestBackend({
    features: [
      understudyModuleKubernetes,
      createBackendPlugin({
        pluginId: 'understudy',
        register(env) {
          env.registerExtensionPoint(understudyConnectorsExtensionPoint, {
            addConnector: connector => connectors.add(connector),
          });
          env.registerExtensionPoint(understudyHealthExtensionPoint, {
            addCheck: check => checks.push(check),
          });
          env.registerInit({ deps: {}, async init() {} });
        },
      }),
      mockServices.rootConfig.factory({ data: config }),
      logger.factory,
    ],
  });
  return { connectors, checks, logger };
}

describe('understudyModuleKubernetes', () => {
  let cluster: PracticeCluster;
  let silent: Server;
  const tokens = {
    limited: ['limited', 'account', '1'].join('-'),
    careful: ['careful', 'account', '2'].join('-'),
    stale: ['stale', 'account', '3'].join('-'),
  };

  beforeAll(async () => {
    cluster = await startPracticeCluster({
      tokens: [
        { token: tokens.limited, username: 'limited' },
        { token: tokens.careful, username: 'careful' },
      ],
    });
    const rbac = 'rbac.authorization.k8s.io';
    const allow = (name: string, rules: object[], users: string[]) => {
      cluster.apply({
        apiVersion: `${rbac}/v1`,
        kind: 'ClusterRole',
        metadata: { name },
        rules,
      });
      cluster.apply({
        apiVersion: `${rbac}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name },
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
        subjects: users.map(user => ({
          apiGroup: rbac,
          kind: 'User',
          name: user,
        })),
      });
    };
    allow(
      'reads',
      [{ apiGroups: [''], resources: ['namespaces'], verbs: ['get'] }],
      ['limited', 'careful'],
    );
    // As the docs say it: some people only, by name.
    allow(
      'impersonates',
      [
        {
          apiGroups: [''],
          resources: ['users', 'groups'],
          verbs: ['impersonate'],
          resourceNames: ['sam', 'sre'],
        },
      ],
      ['careful'],
    );
    silent = createServer(() => {});
    await new Promise<void>(resolve => {
      silent.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(async () => {
    silent.close();
    await cluster.close();
  });

  it('brings the connector and one check for each cluster, which says how it is and who acts there', async () => {
    const at = (name: string, more: JsonObject = {}) => ({
      name,
      url: cluster.url,
      ...more,
    });
    const { connectors, checks, logger } = await start({
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              at('read', {
                authProvider: 'serviceAccount',
                serviceAccountToken: tokens.limited,
              }),
              at('Cloud One', { authProvider: 'google' }),
            ],
          },
        ],
      },
      understudy: {
        kubernetes: {
          commitmentKey: 'a key for tests',
          clusters: [
            at('own', { token: cluster.adminToken }),
            at('people', { token: tokens.careful, impersonate: {} }),
            at('barred', { token: tokens.limited, impersonate: {} }),
            at('renewed', { token: tokens.stale }),
            {
              name: 'gone',
              url: 'http://127.0.0.1:1',
              token: tokens.limited,
            },
            {
              name: 'hanging',
              url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
              token: tokens.limited,
            },
          ],
        },
      },
    });
    expect(connectors.describe().map(({ id }) => id)).toEqual([
      'kubernetes:get',
      'kubernetes:list',
      'kubernetes:scale',
      'kubernetes:rollout-restart',
    ]);
    const said: Record<string, HealthObservation> = {};
    await Promise.all(
      checks.map(async check => {
        said[check.id] = await check.check({
          signal: new AbortController().signal,
        });
      }),
    );
    const answers = (name: string) =>
      `The cluster ${name} answers (v1.36.3). Understudy`;
    const ok = (name: string, acts: string) => ({
      status: 'ok',
      sentence: `${answers(name)} ${acts}`,
    });
    const failed = (sentence: RegExp, name: string) => ({
      status: 'failed',
      sentence: expect.stringMatching(sentence),
      action: expect.stringContaining(`the entry ${name} under kubernetes`),
    });
    expect(said).toEqual({
      'kubernetes-read': ok('read', 'only reads there.'),
      [`kubernetes-cloud-one-${checks[1].id.slice(-8)}`]: {
        status: 'attention',
        sentence:
          'The cluster Cloud One is configured, and nothing to read it with.',
        action: expect.stringContaining('authProvider google'),
      },
      'kubernetes-own': ok('own', 'acts there as kubernetes-admin.'),
      'kubernetes-people': ok(
        'people',
        'acts there in the name of the person who asked.',
      ),
      'kubernetes-barred': {
        status: 'attention',
        sentence: `${answers(
          'barred',
        )} is to act there in the name of people, and what it acts with may not impersonate them.`,
        action: expect.stringContaining('impersonate users and groups'),
      },
      'kubernetes-renewed': failed(
        /^The cluster renewed does not accept the credential of what Understudy (reads|acts) with \(401\)\. Whoever runs this Backstage must renew it\.$/,
        'renewed',
      ),
      'kubernetes-gone': failed(
        /^The cluster gone cannot be reached \(ECONNREFUSED\)\./,
        'gone',
      ),
      'kubernetes-hanging': failed(
        /^The cluster hanging did not answer within 4 s\.$/,
        'hanging',
      ),
    });
    const all = JSON.stringify([
      said,
      await connectors.connectors()[0].clusters!(),
    ]);
    for (const token of [...Object.values(tokens), cluster.adminToken]) {
      expect(all).not.toContain(token);
    }
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('warns where plans would not survive a restart, and starts without any cluster', async () => {
    const acting = await start({
      understudy: {
        kubernetes: {
          clusters: [{ name: 'own', url: cluster.url, token: 't' }],
        },
      },
    });
    expect(acting.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('understudy.kubernetes.commitmentKey is not set'),
    );
    const none = await start({});
    expect(none.checks).toEqual([]);
    expect(none.connectors.connectors()).toHaveLength(1);
    expect(none.logger.warn).not.toHaveBeenCalled();
  });

  it('does not start with a configuration that could mean something else', async () => {
    await expect(
      start({
        understudy: {
          kubernetes: {
            clusters: [
              { name: 'own', url: cluster.url, token: 't', impersonation: {} },
            ],
          },
        },
      }),
    ).rejects.toThrow('has no setting impersonation');
  });
});
