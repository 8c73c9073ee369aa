import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { merge } from 'lodash';
import { findRefusals } from './findRefusals';

const here: JsonObject = {
  app: { baseUrl: 'http://localhost:7007' },
  backend: {
    baseUrl: 'http://127.0.0.1:7007',
    listen: { host: '127.0.0.1', port: 7007 },
  },
};

const practiceCluster = {
  name: 'development',
  url: 'http://127.0.0.1:6443',
};

function kubernetes(...methods: JsonObject[]): JsonObject {
  return { kubernetes: { clusterLocatorMethods: methods } };
}

function configured(...clusters: JsonObject[]): JsonObject {
  return kubernetes({ type: 'config', clusters });
}

function practising(...clusters: JsonObject[]): JsonObject {
  return { understudy: { practice: { clusters } } };
}

function refusals(config: JsonObject, env: NodeJS.ProcessEnv = {}): string[] {
  const data = merge({}, here, config);
  return findRefusals(mockServices.rootConfig({ data }), env);
}

describe('findRefusals', () => {
  it.each([
    ['loopback addresses', {}],
    ['a listen address in one string', { backend: { listen: '127.0.0.1:80' } }],
    ['IPv6 loopback', { backend: { listen: { host: '::1' } } }],
    ['an https base URL', { app: { baseUrl: 'https://[::1]:3000/here' } }],
    ['no cluster at all', kubernetes()],
    ['a config locator without clusters', configured()],
    [
      'practice clusters',
      {
        ...configured(practiceCluster),
        ...practising({ ...practiceCluster, url: 'http://127.0.0.1:6443/' }),
      },
    ],
    [
      'practice clusters of Understudy',
      merge(
        { understudy: { kubernetes: { clusters: [practiceCluster] } } },
        practising(practiceCluster),
      ),
    ],
    [
      'settings of Understudy that give access to nothing',
      { understudy: { kubernetes: { timeout: '10s', impersonate: true } } },
    ],
  ])('has nothing against %s', (_, config) => {
    expect(refusals(config, { NODE_ENV: 'development' })).toEqual([]);
  });

  it('refuses in production', () => {
    expect(refusals({}, { NODE_ENV: 'production' })).toEqual([
      'NODE_ENV is production',
    ]);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'an app for others',
      { app: { baseUrl: 'https://backstage.example.com' } },
      /^app\.baseUrl is https:\/\/backstage\.example\.com, /,
    ],
    [
      'a name that only looks like loopback',
      { app: { baseUrl: 'http://127.0.0.1.example.com' } },
      /^app\.baseUrl is /,
    ],
    [
      'a backend for others',
      { backend: { baseUrl: 'http://10.0.0.7:7007' } },
      /^backend\.baseUrl is http:\/\/10\.0\.0\.7:7007, /,
    ],
    [
      'a backend without base URL',
      { backend: { baseUrl: null } },
      /^backend\.baseUrl is not set, /,
    ],
    [
      'listening on an address of the network',
      { backend: { listen: { host: '0.0.0.0', port: 7007 } } },
      /^backend\.listen is 0\.0\.0\.0, which others can reach/,
    ],
    [
      'listening on an address of the network, in one string',
      { backend: { listen: '192.168.0.2:7007' } },
      /^backend\.listen is 192\.168\.0\.2, /,
    ],
    [
      'listening on every address with nothing but a port',
      { backend: { listen: ':7007' } },
      /^backend\.listen names no host, .* set backend\.listen\.host to 127\.0\.0\.1/,
    ],
    [
      'listening on every address for want of configuration',
      { backend: { listen: null } },
      /^backend\.listen names no host/,
    ],
    [
      'a cluster of a real kubeconfig',
      configured({ name: 'production', url: 'https://k8s.example.com:6443' }),
      /^kubernetes\.clusterLocatorMethods\[0\]\.clusters\[0\] gives access to the cluster production at https:\/\/k8s\.example\.com:6443, which is no practice cluster/,
    ],
    [
      'a cluster on this machine that nobody called a practice cluster',
      configured(practiceCluster),
      /the cluster development at http:\/\/127\.0\.0\.1:6443/,
    ],
    [
      'a practice cluster at another address',
      merge(
        configured({ ...practiceCluster, url: 'http://127.0.0.1:6444' }),
        practising(practiceCluster),
      ),
      /the cluster development at http:\/\/127\.0\.0\.1:6444/,
    ],
    [
      'a practice cluster at another port of the same name, for writing',
      merge(
        configured(practiceCluster),
        {
          understudy: {
            kubernetes: {
              clusters: [{ ...practiceCluster, url: 'http://127.0.0.1:6444' }],
            },
          },
        },
        practising(practiceCluster),
      ),
      /^understudy\.kubernetes\.clusters\[0\] gives access to the cluster development at http:\/\/127\.0\.0\.1:6444/,
    ],
    [
      'a practice cluster without its TLS',
      merge(
        configured(practiceCluster),
        practising({ ...practiceCluster, url: 'https://127.0.0.1:6443' }),
      ),
      /the cluster development at http:\/\/127\.0\.0\.1:6443/,
    ],
    [
      'a real cluster beside the practice clusters',
      merge(
        configured(practiceCluster, {
          name: 'production',
          url: 'https://k8s.example.com',
        }),
        practising(practiceCluster),
      ),
      /^kubernetes\.clusterLocatorMethods\[0\]\.clusters\[1\] gives access to the cluster production/,
    ],
    [
      'a practice cluster under another name',
      merge(
        configured({ ...practiceCluster, name: 'production' }),
        practising(practiceCluster),
      ),
      /the cluster production/,
    ],
    [
      'a cluster elsewhere, whatever it is called',
      merge(
        configured({ name: 'development', url: 'https://k8s.example.com' }),
        practising({ name: 'development', url: 'https://k8s.example.com' }),
      ),
      /the cluster development at https:\/\/k8s\.example\.com/,
    ],
    ...['catalog', 'gke', 'localKubectlProxy', 'something new'].map(
      (type): [string, JsonObject, RegExp] => [
        `clusters that ${type} finds`,
        merge(kubernetes({ type }), practising(practiceCluster)),
        /^kubernetes\.clusterLocatorMethods\[0\] gives access to clusters that it does not name/,
      ],
    ),
    [
      'locators that are no list',
      { kubernetes: { clusterLocatorMethods: { type: 'catalog' } } },
      /^kubernetes\.clusterLocatorMethods gives access/,
    ],
    [
      'a cluster of Understudy',
      {
        understudy: {
          kubernetes: { clusters: [{ name: 'production' }] },
        },
      },
      /^understudy\.kubernetes\.clusters\[0\] gives access to the cluster production/,
    ],
    [
      'a cluster of Understudy by its address',
      { understudy: { kubernetes: { writer: { url: 'https://k8s.test' } } } },
      /^understudy\.kubernetes\.writer gives access .* at https:\/\/k8s\.test/,
    ],
    [
      'a kubeconfig of Understudy',
      { understudy: { kubernetes: { kubeConfigPath: '/etc/kubeconfig' } } },
      /^understudy\.kubernetes\.kubeConfigPath gives access to clusters that it does not name/,
    ],
  ])('refuses %s', (_, config, reason) => {
    expect(refusals(config)).toEqual([expect.stringMatching(reason)]);
  });

  it('gives every reason at once', () => {
    expect(
      refusals(
        {
          app: { baseUrl: 'https://backstage.example.com' },
          backend: {
            baseUrl: 'https://backstage.example.com',
            listen: ':7007',
          },
          ...kubernetes({ type: 'gke' }, { type: 'catalog' }),
        },
        { NODE_ENV: 'production' },
      ),
    ).toHaveLength(6);
  });
});
