import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3SinkConfig } from '../config/SinkConfig';
import { S3Files } from './S3Files';

/** As much of an object store as these tests need, and as strict as a real one. */
class SmallStore {
  readonly objects = new Map<string, Buffer>();
  headers: IncomingHttpHeaders = {};
  readonly #server: Server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) {
      chunks.push(chunk);
    }
    const key = (req.url ?? '').split('?')[0];
    const content = Buffer.concat(chunks);
    if (req.method === 'PUT') {
      this.headers = req.headers;
      const digest = createHash('sha256').update(content).digest('base64');
      if (req.headers['x-amz-checksum-sha256'] !== digest) {
        res.writeHead(400).end('<Error><Code>BadDigest</Code></Error>');
        return;
      }
      this.objects.set(key, content);
      res.writeHead(200).end();
    } else if (req.method === 'DELETE') {
      this.objects.delete(key);
      res.writeHead(204).end();
    } else if (this.objects.has(key)) {
      res.writeHead(200).end(this.objects.get(key));
    } else {
      res.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    }
  });

  async listen(): Promise<string> {
    await new Promise<void>(done => {
      this.#server.listen(0, '127.0.0.1', done);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe('S3Files', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3-files-'));
  const store = new SmallStore();
  let config: S3SinkConfig;
  const { signal } = new AbortController();
  const content = Buffer.alloc(3_000_000, 'evidence');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = join(folder, 'package.zip');

  beforeAll(async () => {
    config = {
      type: 's3',
      id: 's3',
      bucket: 'evidence',
      prefix: 'audit/',
      region: 'eu-central-1',
      endpoint: await store.listen(),
      forcePathStyle: true,
      credentials: {
        accessKeyId: 'tester',
        secretAccessKey: ['a', 'secret', 'key'].join('-'),
      },
      retention: { mode: 'COMPLIANCE', days: 365 },
    };
  });
  beforeEach(() => writeFileSync(file, content));
  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('given a package, when put, then it lies there under its lock, and comes back as it was', async () => {
    const files = new S3Files(config);
    await files.put({ id: 'a', file, bytes: content.length, sha256, signal });
    expect([...store.objects.keys()]).toEqual(['/evidence/audit/a.zip']);
    expect(store.headers).toMatchObject({
      'x-amz-object-lock-mode': 'COMPLIANCE',
      'content-length': String(content.length),
    });
    const until = Date.parse(
      String(store.headers['x-amz-object-lock-retain-until-date']),
    );
    expect(Math.round((until - Date.now()) / 86_400_000)).toBe(365);
    expect(existsSync(file)).toBe(false);

    const chunks: Uint8Array[] = [];
    for await (const chunk of await files.open('a')) {
      chunks.push(chunk);
    }
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
    expect(files.store).toBe('bucket evidence');
    await files.remove('a');
    await expect(files.open('a')).rejects.toThrow(
      'The package is not in the bucket evidence any more',
    );
  });

  it('given a file that is not what it is said to be, or no store, when put, then it fails and the file stays', async () => {
    const files = new S3Files(config);
    await expect(
      files.put({
        id: 'b',
        file,
        bytes: content.length,
        sha256: 'ff'.repeat(32),
        signal,
      }),
    ).rejects.toThrow();
    expect(store.objects.size).toBe(0);
    expect(existsSync(file)).toBe(true);
    const nowhere = new S3Files({ ...config, endpoint: 'http://127.0.0.1:1' });
    await expect(nowhere.open('a')).rejects.toThrow(
      'The bucket evidence does not answer just now',
    );
  });
});
