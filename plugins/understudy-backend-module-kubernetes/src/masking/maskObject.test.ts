import type { JsonObject } from '@backstage/types';
import { maskObject } from './maskObject';
import { SecretCommitments } from './SecretCommitments';

// Made up from parts, since this repository is searched for secrets.
const secret = ['Tr0ub4dor', '3', 'xk'].join('-');
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJzYW0ifQ', 'c2ln'].join('.');
const pem = `-----BEGIN ${'EC PRIVATE'} KEY-----\n${secret}`;
const url = `postgres://app:${secret}@db.example.test/app`;

const commit = new SecretCommitments('a key for tests').of({
  clusterUid: 'c',
  uid: 'u',
});
const mask = (object: JsonObject, kind?: string) => {
  const { object: seen, masked } = maskObject(object, commit, { kind });
  return { seen, masked: [...masked], text: JSON.stringify(seen) };
};
const pod = (container: JsonObject): JsonObject => ({
  kind: 'Pod',
  spec: { containers: [{ name: 'app', ...container }] },
});

describe('maskObject', () => {
  it.each<[what: string, object: JsonObject, places: string[]]>([
    [
      'every value of a Secret, also in what kubectl applied last',
      {
        kind: 'Secret',
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': `{"data":"${secret}"}`,
          },
        },
        data: { anything: btoa(secret), empty: '' },
        stringData: { 'a/b~c': secret },
      },
      [
        '/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration',
        '/data/anything',
        '/data/empty',
        '/stringData/a~1b~0c',
      ],
    ],
    [
      'values of a ConfigMap by their names, and by what is in them',
      {
        kind: 'ConfigMap',
        data: {
          DB_PASSWORD: secret,
          LEVEL: 'info',
          'app.yaml': `level: info\npassword: ${secret}\n`,
          'app.properties': `db.api-key=${secret}`,
          'app.json': `{"clientSecret": "${secret}"}`,
          url,
        },
      },
      [
        '/data/DB_PASSWORD',
        '/data/app.yaml',
        '/data/app.properties',
        '/data/app.json',
        '/data/url',
      ],
    ],
    [
      'environment variables',
      pod({
        env: [
          { name: 'MODE', value: 'fast' },
          { name: 'apiKey', value: secret },
          { name: 'TARGET', value: url },
          {
            name: 'TOKEN',
            valueFrom: { secretKeyRef: { name: 'keys', key: 'word' } },
          },
        ],
      }),
      ['/spec/containers/0/env/1/value', '/spec/containers/0/env/2/value'],
    ],
    [
      'flags, after an equals sign and after a blank, and scripts',
      pod({
        command: ['sh', '-c', `PGPASSWORD=${secret} psql`],
        args: [`--token=${secret}`, '--password', secret, '--verbose', 'yes'],
      }),
      [
        '/spec/containers/0/command/2',
        '/spec/containers/0/args/0',
        '/spec/containers/0/args/2',
      ],
    ],
    [
      'headers of probes',
      pod({
        livenessProbe: {
          httpGet: {
            path: '/live',
            httpHeaders: [
              { name: 'Accept', value: 'text/plain' },
              { name: 'Authorization', value: `Bearer ${secret}` },
            ],
          },
        },
      }),
      ['/spec/containers/0/livenessProbe/httpGet/httpHeaders/1/value'],
    ],
    [
      'fields of custom resources by their names',
      {
        kind: 'Database',
        spec: {
          adminPassword: secret,
          auth: { clientSecret: secret, secretName: 'keys' },
          users: [{ name: 'app', password: secret }],
          passwordSecretRef: { name: 'keys', key: 'word' },
        },
      },
      [
        '/spec/adminPassword',
        '/spec/auth/clientSecret',
        '/spec/users/0/password',
      ],
    ],
    [
      'annotations by their names, and keys wherever they stand',
      {
        kind: 'Anything',
        metadata: { annotations: { 'example.test/token': secret, note: jwt } },
        status: { conditions: [{ message: `sent ${jwt}` }], log: pem },
      },
      [
        '/metadata/annotations/example.test~1token',
        '/metadata/annotations/note',
        '/status/conditions/0/message',
        '/status/log',
      ],
    ],
  ])('hides %s', (_, object, places) => {
    const { masked, text } = mask(object);
    expect(masked).toEqual(places);
    for (const hidden of [secret, btoa(secret), jwt]) {
      expect(text).not.toContain(hidden);
    }
  });

  it('leaves alone what only tells where a secret is kept', () => {
    const object = {
      kind: 'Deployment',
      metadata: { name: 'tokens', labels: { app: 'secret-service' } },
      spec: {
        template: {
          spec: {
            serviceAccountName: 'tokens',
            imagePullSecrets: [{ name: 'registry' }],
            tolerations: [{ key: 'auth', operator: 'Equal', value: 'yes' }],
            volumes: [{ name: 'keys', secret: { secretName: 'keys' } }],
            containers: [
              {
                image: 'registry.example.test/token-service:1',
                args: ['--secret-name', '--level=info', '$(TOKEN)'],
                envFrom: [{ secretRef: { name: 'keys' } }],
              },
            ],
          },
        },
      },
    };
    expect(mask(object)).toMatchObject({ seen: object, masked: [] });
  });

  it('takes a Secret for one where either the question or the answer calls it so', () => {
    const data = { word: secret };
    expect(mask({ data }, 'Secret').masked).toEqual(['/data/word']);
    expect(mask({ kind: 'Secret', data }, 'ConfigMap').masked).toEqual([
      '/data/word',
    ]);
  });

  it('shows that a value was swapped, and nothing else about it', () => {
    const of = (value: string, place = 'a') =>
      mask({ kind: 'Secret', data: { [place]: value } }).text;
    expect(of(secret)).toBe(of(secret));
    expect(of(secret)).not.toBe(of(`${secret}!`));
    const one = new SecretCommitments('one');
    const object = { clusterUid: 'c', uid: 'u' };
    const seen = [
      one.of(object)('/data/a', secret),
      one.of(object)('/data/b', secret),
      one.of({ ...object, uid: 'v' })('/data/a', secret),
      one.of({ ...object, clusterUid: 'd' })('/data/a', secret),
      new SecretCommitments('two').of(object)('/data/a', secret),
    ];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen[0]).toMatch(/^masked:[0-9a-f]{32}$/);
  });
});
