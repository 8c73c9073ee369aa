import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readLedgerConfig } from './readLedgerConfig';

const read = (ledger: JsonObject, rest: JsonObject = {}) =>
  readLedgerConfig(
    mockServices.rootConfig({ data: { ...rest, understudy: { ledger } } }),
  );
const bucket = { type: 's3', bucket: 'anchors', region: 'eu-central-1' };

describe('readLedgerConfig', () => {
  it('needs nothing', () => {
    expect(readLedgerConfig(mockServices.rootConfig())).toEqual({
      origin: 'localhost/understudy',
      originConfigured: false,
      checkpointEvery: { entries: 1000, seconds: 60 },
      retentionDays: 365,
      sinks: [],
    });
  });

  it('names the log after the address that people use, without its port', () => {
    const app = { baseUrl: 'https://portal.example.com:8443/backstage' };
    const backend = { baseUrl: 'http://10.0.0.7:7007' };
    expect(read({}, { app, backend }).origin).toBe(
      'portal.example.com/understudy',
    );
    expect(read({}, { backend }).origin).toBe('10.0.0.7/understudy');
    expect(read({ origin: 'ops.example.com/log' }, { app })).toMatchObject({
      origin: 'ops.example.com/log',
      originConfigured: true,
    });
  });

  it('reads several keys of one secret', () => {
    expect(read({ signingKey: ' new  old\nolder\n' }).signingKeys).toEqual([
      'new',
      'old',
      'older',
    ]);
  });

  it('reads every kind of sink', () => {
    expect(
      read({
        sinks: [
          { type: 'file', path: '/mnt/anchors' },
          { type: 'git', directory: '/var/anchors.git' },
          {
            type: 'git',
            id: 'git-github',
            directory: '/var/github.git',
            branch: 'anchors/eu',
            remote: 'https://git.example.com/anchors.git',
            credentials: { username: 'bot', password: 'p' },
            author: { name: 'The Log', email: 'log@example.com' },
          },
          bucket,
          {
            ...bucket,
            id: 's3-minio',
            prefix: 'understudy/eu',
            endpoint: 'http://127.0.0.1:9000',
            credentials: { accessKeyId: 'a', secretAccessKey: 's' },
            retention: { mode: 'COMPLIANCE', days: 400 },
          },
        ],
      }).sinks,
    ).toEqual([
      { type: 'file', id: 'file', path: '/mnt/anchors' },
      {
        type: 'git',
        id: 'git',
        directory: '/var/anchors.git',
        branch: 'understudy-checkpoints',
        author: { name: 'Understudy', email: 'understudy@localhost' },
      },
      {
        type: 'git',
        id: 'git-github',
        directory: '/var/github.git',
        branch: 'anchors/eu',
        remote: 'https://git.example.com/anchors.git',
        credentials: { username: 'bot', password: 'p' },
        author: { name: 'The Log', email: 'log@example.com' },
      },
      { ...bucket, id: 's3', prefix: '', forcePathStyle: false },
      {
        ...bucket,
        id: 's3-minio',
        prefix: 'understudy/eu/',
        endpoint: 'http://127.0.0.1:9000',
        forcePathStyle: true,
        credentials: { accessKeyId: 'a', secretAccessKey: 's' },
        retention: { mode: 'COMPLIANCE', days: 400 },
      },
    ]);
  });

  const file = { type: 'file', path: '/a' };
  const git = { type: 'git', directory: '/a' };
  it.each<[JsonObject, string]>([
    [{ origin: 'two words' }, 'origin names the log'],
    [{ origin: 'a+b' }, 'origin names the log'],
    [{ signingKey: 'k', signingKeyFile: '/k' }, 'in one place'],
    [{ checkpoint: { entries: 0 } }, 'checkpoint.entries must be'],
    [{ checkpoint: { seconds: 1.5 } }, 'checkpoint.seconds must be'],
    [{ retentionDays: 0 }, 'retentionDays must be'],
    [{ sinks: [{}] }, 'sinks[0].type'],
    [{ sinks: [file, { type: 'tape' }] }, 'sinks[1].type is one of'],
    [{ sinks: [{ type: 'constructor' }] }, 'sinks[0].type is one of'],
    [{ sinks: [{ ...file, path: 'here' }] }, 'sinks[0].path must be'],
    [{ sinks: [{ ...file, id: 'A b' }] }, 'sinks[0].id must be'],
    [{ sinks: [{ ...file, id: 'a'.repeat(65) }] }, 'sinks[0].id must be'],
    [{ sinks: [file, file] }, 'sinks[1].id: two sinks are called file'],
    [{ sinks: [{ ...file, mode: 1 }] }, 'sinks[0].mode is not known'],
    [{ sinks: [{ ...git, branch: '--force' }] }, 'sinks[0].branch must be'],
    [{ sinks: [{ ...git, branch: 'a..b' }] }, 'sinks[0].branch must be'],
    [{ sinks: [{ ...git, branch: 'a.lock' }] }, 'sinks[0].branch must be'],
    [{ sinks: [{ ...git, remote: '--upload-pack=x' }] }, 'sinks[0].remote'],
    [{ sinks: [{ ...git, remote: 'ext::sh -c x' }] }, 'sinks[0].remote'],
    [
      { sinks: [{ ...git, remote: 'https://a:b@example.com/x' }] },
      'sinks[0].remote holds a password',
    ],
    [
      {
        sinks: [
          {
            ...git,
            remote: 'http://example.com/x',
            credentials: { username: 'a', password: 'b' },
          },
        ],
      },
      'sinks[0].credentials need',
    ],
    [{ sinks: [{ ...bucket, bucket: 'A' }] }, 'sinks[0].bucket must be'],
    [{ sinks: [{ ...bucket, prefix: '/a' }] }, 'sinks[0].prefix must be'],
    [{ sinks: [{ ...bucket, endpoint: 'minio' }] }, 'sinks[0].endpoint must'],
    [
      { sinks: [{ ...bucket, retension: { days: 3 } }] },
      'sinks[0].retension is not known',
    ],
    [
      { sinks: [{ ...bucket, retention: { mode: 'NONE', days: 3 } }] },
      'sinks[0].retention.mode is',
    ],
    [
      { sinks: [{ ...bucket, retention: { mode: 'COMPLIANCE', days: 0 } }] },
      'sinks[0].retention.days must be',
    ],
  ])('says which key is wrong in %j', (ledger, words) => {
    expect(() => read(ledger)).toThrow(words);
    expect(() => read(ledger)).toThrow('understudy.ledger.');
  });
});
