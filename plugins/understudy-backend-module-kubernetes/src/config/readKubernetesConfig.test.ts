import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readKubernetesConfig } from './readKubernetesConfig';

const read = (
  ours: JsonObject | undefined,
  ...backstage: JsonObject[]
): ReturnType<typeof readKubernetesConfig> =>
  readKubernetesConfig(
    mockServices.rootConfig({
      data: {
        ...(ours && { understudy: { kubernetes: ours } }),
        kubernetes: { clusterLocatorMethods: backstage },
      },
    }),
  );
const one = (cluster: JsonObject) =>
  read({
    clusters: [{ name: 'prod', url: 'https://k8s.example.test', ...cluster }],
  });
const configured = (...clusters: JsonObject[]) => ({
  type: 'config',
  clusters,
});
const known = {
  name: 'prod',
  url: 'https://k8s.example.test',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'reads',
  caData: 'Q0E=',
};

describe('readKubernetesConfig', () => {
  it('given nothing, then there is no cluster', () => {
    expect(read(undefined)).toEqual({ clusters: [] });
    expect(readKubernetesConfig(mockServices.rootConfig())).toEqual({
      clusters: [],
    });
  });

  it('given a cluster of Backstage alone, then it is only read', () => {
    expect(read(undefined, configured(known)).clusters).toEqual([
      {
        name: 'prod',
        url: 'https://k8s.example.test',
        caData: 'Q0E=',
        skipTlsVerify: false,
        reader: { kind: 'token', token: 'reads' },
        timeoutMs: 10_000,
      },
    ]);
  });

  it('given the same cluster in both, then Backstage’s token reads and ours acts', () => {
    const { clusters, commitmentKey } = read(
      {
        commitmentKey: 'key',
        requestTimeoutSeconds: 3,
        clusters: [
          {
            name: 'prod',
            tokenFile: '/run/token',
            impersonate: {
              groupPrefix: 'company:',
              users: [
                { user: 'sam', as: 'sam@example.test' },
                { user: 'User:Partners/Eve', as: 'eve@partner.test' },
              ],
            },
          },
        ],
      },
      configured(known),
    );
    expect(commitmentKey).toBe('key');
    expect(clusters).toMatchObject([
      {
        name: 'prod',
        caData: 'Q0E=',
        timeoutMs: 3_000,
        reader: { kind: 'token', token: 'reads' },
        runner: {
          credential: { kind: 'tokenFile', file: '/run/token' },
          impersonate: {
            usernamePrefix: '',
            groupPrefix: 'company:',
            users: new Map([
              ['user:default/sam', 'sam@example.test'],
              ['user:partners/eve', 'eve@partner.test'],
            ]),
          },
        },
      },
    ]);
  });

  it('given how Backstage gets in, then what Understudy can use of it is used, and the rest is explained', () => {
    const { clusters } = read(
      undefined,
      { type: 'localKubectlProxy' },
      configured(
        { name: 'inside', url: 'https://k8s', authProvider: 'serviceAccount' },
        { name: 'cloud', url: 'https://cloud', authProvider: 'google' },
        { name: 'odd' },
      ),
      { type: 'gke', projectId: 'p' },
    );
    expect(clusters).toMatchObject([
      { name: 'local', reader: { kind: 'none' } },
      {
        name: 'inside',
        reader: { kind: 'tokenFile' },
        caFile: expect.stringMatching(/ca\.crt$/),
      },
      {
        name: 'cloud',
        reader: undefined,
        note: expect.stringMatching(/google gives tokens to people's browsers/),
      },
    ]);
    const { clusters: own } = read(
      { clusters: [{ name: 'cloud', token: 'ours' }] },
      configured({ name: 'cloud', url: 'https://c', authProvider: 'google' }),
    );
    expect(own).toMatchObject([
      { reader: { kind: 'token', token: 'ours' }, note: undefined },
    ]);
  });

  it('given an address in plain text elsewhere, then no token travels to it', () => {
    const { clusters } = read({
      clusters: [
        { name: 'plain', url: 'http://10.0.0.7:8080', token: 't' },
        { name: 'here', url: 'http://127.0.0.1:8080', token: 't' },
      ],
    });
    expect(clusters).toMatchObject([
      {
        reader: undefined,
        runner: undefined,
        note: expect.stringContaining('plain text'),
      },
      { reader: { kind: 'token' }, runner: {} },
    ]);
  });

  it.each<[message: RegExp, config: () => unknown]>([
    [
      /clusters, prod has a token and a tokenFile; keep one/,
      () => one({ token: 't', tokenFile: '/f' }),
    ],
    [
      /clusters, prod: it is there twice/,
      () =>
        read({
          clusters: [
            { name: 'prod', url: 'https://a' },
            { name: 'prod', url: 'https://a' },
          ],
        }),
    ],
    [
      /clusters, prod: it has no url, and kubernetes\.clusterLocatorMethods does not name it/,
      () => read({ clusters: [{ name: 'prod', token: 't' }] }),
    ],
    [
      /its url is https:\/\/other, and that of the same name .* is https:\/\/k8s\.example\.test/,
      () =>
        read(
          { clusters: [{ name: 'prod', url: 'https://other', token: 't' }] },
          configured(known),
        ),
    ],
    [
      /has the address ftp:\/\/k8s, which is none/,
      () => one({ url: 'ftp://k8s' }),
    ],
    [
      /has the address https:\/\/k8s, which is none: .* without a user in it/,
      () => one({ url: `https://sam:${['p', 'w'].join('')}@k8s` }),
    ],
    [
      /clusters, prod: to impersonate it needs a token or a tokenFile that may/,
      () => one({ impersonate: {} }),
    ],
    [
      /impersonate\.usernamePrefix is "system:"\. Names that begin with system:/,
      () => one({ token: 't', impersonate: { usernamePrefix: 'system:' } }),
    ],
    [
      /impersonate\.groupPrefix is "system:masters:"/,
      () =>
        one({ token: 't', impersonate: { groupPrefix: 'system:masters:' } }),
    ],
    [
      /impersonate\.users is "system:admin"/,
      () =>
        one({
          token: 't',
          impersonate: { users: [{ user: 'sam', as: 'system:admin' }] },
        }),
    ],
    [
      /impersonate\.users names group:default\/sre, which is no user of the catalog/,
      () =>
        one({
          token: 't',
          impersonate: { users: [{ user: 'group:default/sre', as: 'sre' }] },
        }),
    ],
    [
      /clusters, prod has no setting impersonation; there are name, url, token/,
      () => one({ token: 't', impersonation: {} }),
    ],
    [
      /understudy\.kubernetes has no setting timeout; there are requestTimeoutSeconds/,
      () => read({ timeout: 5 }),
    ],
    [
      /impersonate has no setting prefix; there are usernamePrefix/,
      () => one({ token: 't', impersonate: { prefix: 'x' } }),
    ],
    ...[0, -1, 61].map((seconds): [RegExp, () => unknown] => [
      /requestTimeoutSeconds must be more than 0 and at most 60/,
      () => read({ requestTimeoutSeconds: seconds }),
    ]),
    [
      /'understudy\.kubernetes\.clusters\[0\]\.name'/,
      () => read({ clusters: [{}] }),
    ],
  ])('refuses to start: %s', (message, config) => {
    expect(config).toThrow(message);
    // What is secret of a configuration is not repeated.
    expect(config).not.toThrow(/sam:pw/);
  });
});
