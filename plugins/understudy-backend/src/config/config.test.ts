import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readClusters } from './readClusters';
import { readUnderstudyConfig } from './readUnderstudyConfig';
import { refuseGuestInProduction } from './refuseGuestInProduction';

const config = (data: JsonObject) => mockServices.rootConfig({ data });

describe('readUnderstudyConfig', () => {
  it('needs nothing', () => {
    expect(readUnderstudyConfig(config({}))).toMatchObject({
      permissionEnabled: false,
      roles: [],
      clusters: { names: [], elsewhere: [] },
      requestsPerMinute: 300,
    });
  });

  it.each([
    [{ roles: [{ group: 'sre', roles: ['king'] }] }, 'understudy.roles[0]'],
    [{ environments: [{ name: 'prod' }] }, 'understudy.environments[0].name'],
    [{ api: { requestsPerMinute: 0 } }, 'understudy.api.requestsPerMinute'],
    [{ api: { requestsPerMinute: 1.5 } }, 'understudy.api.requestsPerMinute'],
  ])('says which key is wrong in %j', (understudy, key) => {
    expect(() => readUnderstudyConfig(config({ understudy }))).toThrow(key);
  });
});

describe('readClusters', () => {
  const read = (kubernetes: JsonObject) => readClusters(config({ kubernetes }));

  it('lists the clusters of the configuration, each once', () => {
    expect(
      read({
        clusterLocatorMethods: [
          { type: 'config', clusters: [{ name: 'a' }, { name: 'b' }] },
          { type: 'localKubectlProxy' },
          { type: 'config', clusters: [{ name: 'b' }] },
        ],
      }),
    ).toEqual({ names: ['a', 'b', 'local'], elsewhere: [] });
  });

  it('says where others come from', () => {
    expect(
      read({
        clusterLocatorMethods: [
          { type: 'catalog' },
          { type: 'gke', projectId: 'x' },
          { type: 'ours' },
        ],
      }),
    ).toEqual({
      names: [],
      elsewhere: [
        'the catalog',
        'Google Kubernetes Engine',
        'the locator ours',
      ],
    });
  });

  it.each([
    [{}],
    [{ clusterLocatorMethods: {} }],
    [{ clusterLocatorMethods: ['config', 7, { clusters: [{ name: 'a' }] }] }],
    [{ clusterLocatorMethods: [{ type: 'config', clusters: 'a' }] }],
    [{ clusterLocatorMethods: [{ type: 'config', clusters: [{}, 'a'] }] }],
  ])('passes over what is not ours to judge: %j', kubernetes => {
    expect(read(kubernetes as JsonObject)).toEqual({
      names: [],
      elsewhere: [],
    });
  });
});

describe('refuseGuestInProduction', () => {
  const environments = [{ name: 'production', clusters: ['eu-1'] }];
  const attempt = (data: JsonObject) => {
    const root = config(data);
    return () => refuseGuestInProduction(root, readUnderstudyConfig(root));
  };
  const outside = { dangerouslyAllowOutsideDevelopment: true };

  afterEach(() => {
    process.env.NODE_ENV = 'test';
  });

  it('refuses guests beside a real production cluster', () => {
    expect(
      attempt({
        auth: { providers: { guest: outside } },
        understudy: { environments },
      }),
    ).toThrow('understudy.environments has eu-1 as production');

    process.env.NODE_ENV = 'development';
    expect(
      attempt({
        auth: { providers: { guest: {} } },
        understudy: { environments },
      }),
    ).toThrow('auth.providers.guest lets anybody in');
  });

  it('does not mind where nobody enters as a guest, or nothing real is at stake', () => {
    // Backstage's guest provider lets nobody in outside development.
    expect(
      attempt({
        auth: { providers: { guest: {} } },
        understudy: { environments },
      }),
    ).not.toThrow();
    expect(attempt({ understudy: { environments } })).not.toThrow();
    expect(attempt({ auth: { providers: { guest: outside } } })).not.toThrow();
    expect(
      attempt({
        auth: { providers: { guest: outside } },
        understudy: {
          environments,
          practice: { clusters: [{ name: 'eu-1', url: 'http://127.0.0.1:1' }] },
        },
      }),
    ).not.toThrow();
  });
});
