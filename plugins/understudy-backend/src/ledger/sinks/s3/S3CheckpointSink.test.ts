import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockServices } from '@backstage/backend-test-utils';
import {
  testCheckpointSink,
  TestLog,
} from '@understudy/plugin-understudy-node/testUtils';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { readLedgerConfig } from '../../config/readLedgerConfig';
import type { S3SinkConfig } from '../../config/SinkConfig';
import { createS3Client } from './createS3Client';
import { S3Bucket } from './S3Bucket';
import { S3CheckpointSink } from './S3CheckpointSink';
import { fixedSigningKey } from './__testUtils__/fixedSigningKey';
import { Tape } from './__testUtils__/Tape';

jest.setTimeout(300_000);

const { signal } = new AbortController();
const TAPE = resolve(__dirname, '__testUtils__/moto-5.2.5.json');
/** A store that speaks S3, as `npm run test:store` starts one. */
const STORE = process.env.UNDERSTUDY_TEST_S3_ENDPOINT;
const RECORD = process.env.UNDERSTUDY_TEST_S3_RECORD ? TAPE : undefined;
const IN_2090 = Date.UTC(2090, 0, 1);
const secret = ['a', 'secret', 'key'].join('-');

function configFor(
  endpoint: string,
  rest: Partial<S3SinkConfig> = {},
): S3SinkConfig {
  return {
    type: 's3',
    id: 's3',
    bucket: 'anchors',
    prefix: 'understudy/eu/',
    region: 'eu-central-1',
    endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: 'tester', secretAccessKey: secret },
    ...rest,
  };
}

async function newBucket(
  client: S3Client,
  name: string,
  options: { lock: boolean },
) {
  await client.send(
    new CreateBucketCommand({
      Bucket: name,
      ObjectLockEnabledForBucket: options.lock,
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    }),
  );
}

async function keepVersions(client: S3Client, name: string) {
  await client.send(
    new PutBucketVersioningCommand({
      Bucket: name,
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
}

async function refusalOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error('It was not refused');
    },
    error => error,
  );
}

// Recorded from a real store: the same requests must come, and get the same answers.
describe('S3CheckpointSink and what a store answered', () => {
  let tape: Tape;
  beforeAll(async () => {
    tape = await (STORE ? Tape.record(RECORD, STORE) : Tape.play(TAPE));
  });

  it('given a bucket with object lock, when checkpoints are kept, tampered with and offered again, then the store is asked what is recorded', async () => {
    const log = await TestLog.create({
      signingKey: fixedSigningKey('log.example/recorded'),
    });
    const config = configFor(tape.url, {
      bucket: 'recorded',
      retention: { mode: 'COMPLIANCE', days: 30 },
    });
    const client = createS3Client(config);
    await newBucket(client, 'recorded', { lock: true });
    const open = () => new S3CheckpointSink(config, { now: () => IN_2090 });
    const { origin } = log;

    await expect(open().latest({ origin, signal })).resolves.toBeUndefined();
    const first = await log.offer(3);
    await open().push(first, { signal });
    await expect(open().latest({ origin, signal })).resolves.toBe(first.note);
    const second = await log.offer(12);
    await open().push(second, { signal });
    await open().push(second, { signal });
    await expect(open().latest({ origin, signal })).resolves.toBe(second.note);
    for (const offer of [first, await log.fork(5).offer(20)]) {
      await expect(
        refusalOf(open().push(offer, { signal })),
      ).resolves.toMatchObject({ name: 'ConflictError' });
    }

    // Who may delete hides the newest, so that an older one could be extended.
    const newest = 'understudy/eu/999999999997.checkpoint';
    await client.send(
      new DeleteObjectCommand({ Bucket: 'recorded', Key: newest }),
    );
    const hidden = await refusalOf(
      open().push(await log.fork(5).offer(20), { signal }),
    );
    expect(hidden.name).toBe('ConflictError');
    expect(hidden.message).toContain(`${newest} in the bucket recorded`);
    expect(hidden.message).toContain('was deleted or written over');
    await client.send(
      new PutObjectCommand({
        Bucket: 'recorded',
        Key: newest,
        Body: first.note,
      }),
    );
    const over = await refusalOf(open().latest({ origin, signal }));
    expect(over.message).toContain('was deleted or written over');

    const nowhere = await refusalOf(
      new S3CheckpointSink(configFor(tape.url, { bucket: 'nowhere' })).push(
        first,
        { signal },
      ),
    );
    expect(nowhere).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('there is no such bucket'),
    });
  });

  afterAll(() => tape.end());
});

if (STORE) {
  describe('S3CheckpointSink and a store', () => {
    const client = createS3Client(configFor(STORE));
    const nameOf = (() => {
      let buckets = 0;
      return () => `bucket-${process.pid}-${(buckets += 1)}`;
    })();

    it.each([
      ['with object lock', { mode: 'GOVERNANCE', days: 1 } as const],
      ['without', undefined],
    ])('keeps to the rules of a sink, in a bucket %s', async (_, retention) => {
      await expect(
        testCheckpointSink({
          async createPlace() {
            const bucket = nameOf();
            await newBucket(client, bucket, { lock: retention !== undefined });
            await keepVersions(client, bucket);
            return async () =>
              new S3CheckpointSink(
                configFor(STORE, { bucket, ...(retention && { retention }) }),
              );
          },
        }),
      ).resolves.toBeUndefined();
    });

    it('does not let a checkpoint be deleted before its time', async () => {
      const bucket = nameOf();
      await newBucket(client, bucket, { lock: true });
      await new S3CheckpointSink(
        configFor(STORE, {
          bucket,
          prefix: '',
          retention: { mode: 'COMPLIANCE', days: 1 },
        }),
      ).push(await (await TestLog.create({})).offer(2), { signal });
      const { VersionId } = await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: 'free', Body: 'free' }),
      );

      await client.send(
        new DeleteObjectCommand({ Bucket: bucket, Key: 'free', VersionId }),
      );
      const key = '999999999998.checkpoint';
      const { versions } = await listed(client, bucket, key);
      await expect(
        client.send(
          new DeleteObjectCommand({
            Bucket: bucket,
            Key: key,
            VersionId: versions[0],
          }),
        ),
      ).rejects.toMatchObject({ name: 'AccessDenied' });
    });

    it('wants a bucket that keeps versions', async () => {
      const bucket = nameOf();
      await newBucket(client, bucket, { lock: false });
      const error = await refusalOf(
        new S3CheckpointSink(configFor(STORE, { bucket })).push(
          await (await TestLog.create({})).offer(2),
          { signal },
        ),
      );
      expect(error.message).toContain('does not keep versions');
    });

    it('says so where the bucket has no object lock', async () => {
      const bucket = nameOf();
      await newBucket(client, bucket, { lock: false });
      await keepVersions(client, bucket);
      const sink = new S3CheckpointSink(
        configFor(STORE, {
          bucket,
          retention: { mode: 'COMPLIANCE', days: 1 },
        }),
      );
      const offer = await (await TestLog.create({})).offer(2);
      for (const attempt of [1, 2]) {
        const error = await refusalOf(sink.push(offer, { signal }));
        expect([attempt, error.name, error.message]).toEqual([
          attempt,
          'ServiceUnavailableError',
          expect.stringMatching(/object lock/),
        ]);
      }
    });
  });
}

describe('S3CheckpointSink without a store', () => {
  const offer = async () => (await TestLog.create({})).offer(1);

  it('given nobody listens, then it says so, and tells no secret', async () => {
    const error = await refusalOf(
      new S3CheckpointSink(configFor('http://127.0.0.1:1')).push(
        await offer(),
        {
          signal,
        },
      ),
    );
    expect(error).toMatchObject({
      name: 'ServiceUnavailableError',
      message:
        'The bucket anchors/understudy/eu cannot be reached: ECONNREFUSED',
    });
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(secret);
  });

  it.each([
    [403, 'AccessDenied', 's3:ListBucketVersions'],
    [403, 'SignatureDoesNotMatch', 'the secret access key is another one'],
    [403, 'InvalidAccessKeyId', 'does not know the access key'],
    [404, 'NoSuchBucket', 'there is no such bucket'],
    [400, 'SomethingElse', 'the store answers SomethingElse'],
  ])(
    'given it answers %d %s, then it says what that means',
    async (status, code, words) => {
      const server = createServer((_, response) =>
        response
          .writeHead(status, { 'content-type': 'application/xml' })
          .end(`<Error><Code>${code}</Code><Message>no</Message></Error>`),
      );
      await new Promise<void>(done =>
        server.listen(0, '127.0.0.1', () => done()),
      );
      const { port } = server.address() as AddressInfo;
      const error = await refusalOf(
        new S3CheckpointSink(configFor(`http://127.0.0.1:${port}`)).push(
          await offer(),
          { signal },
        ),
      );
      server.closeAllConnections();
      server.close();
      expect(error.name).toBe('ServiceUnavailableError');
      expect(error.message).toContain(words);
      expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(secret);
    },
  );

  it('given it never answers, when nobody waits any longer, then it does not either', async () => {
    const ending = new AbortController();
    const server = createServer(() => ending.abort(new Error('nobody waits')));
    await new Promise<void>(done =>
      server.listen(0, '127.0.0.1', () => done()),
    );
    const { port } = server.address() as AddressInfo;
    await expect(
      new S3CheckpointSink(configFor(`http://127.0.0.1:${port}`)).push(
        await offer(),
        { signal: ending.signal },
      ),
    ).rejects.toThrow('nobody waits');
    server.closeAllConnections();
    server.close();
  });

  it('takes its configuration as it is read', () => {
    const { sinks } = readLedgerConfig(
      mockServices.rootConfig({
        data: {
          understudy: {
            ledger: {
              sinks: [{ type: 's3', bucket: 'anchors', region: 'eu-north-1' }],
            },
          },
        },
      }),
    );
    expect(new S3CheckpointSink(sinks[0] as S3SinkConfig)).toMatchObject({
      id: 's3',
      title: 'bucket anchors',
    });
  });
});

async function listed(client: S3Client, bucket: string, prefix: string) {
  const versions = await new S3Bucket(bucket, client).versions({
    prefix,
    signal,
  });
  return { versions: versions.map(({ id }) => id) };
}
