import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  testCheckpointSink,
  TestLog,
} from '@understudy/plugin-understudy-node/testUtils';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileCheckpointSink } from './FileCheckpointSink';

const { signal } = new AbortController();

describe('FileCheckpointSink', () => {
  const folder = createMockDirectory();
  let path: string;

  beforeEach(async () => {
    path = await mkdtemp(join(folder.path, 'place-'));
  });
  const open = () => new FileCheckpointSink({ type: 'file', id: 'file', path });

  it('keeps to the rules of a sink', async () => {
    await expect(
      testCheckpointSink({
        async createPlace() {
          const place = await mkdtemp(join(folder.path, 'place-'));
          return async () =>
            new FileCheckpointSink({
              type: 'file',
              id: 'file',
              path: join(place, 'made'),
            });
        },
      }),
    ).resolves.toBeUndefined();
  });

  it('writes one read-only file for each checkpoint, a copy of the newest, and nothing else', async () => {
    const log = await TestLog.create({});
    const offers = [await log.offer(2), await log.offer(30)];
    for (const offer of offers) {
      await open().push(offer, { signal });
    }

    expect(readdirSync(path).sort()).toEqual([
      '000000000001.checkpoint',
      '000000000002.checkpoint',
      'latest',
    ]);
    const read = (name: string) => readFileSync(join(path, name), 'utf8');
    expect(read('000000000001.checkpoint')).toBe(offers[0].note);
    expect(read('000000000002.checkpoint')).toBe(offers[1].note);
    expect(read('latest')).toBe(offers[1].note);
    expect(statSync(join(path, '000000000001.checkpoint')).mode % 0o1000).toBe(
      0o444,
    );
  });

  it('given a process that ended before the copy was made, then the next one makes it', async () => {
    const log = await TestLog.create({});
    const [first, second] = [await log.offer(2), await log.offer(3)];
    await open().push(first, { signal });
    await writeFile(join(path, '000000000002.checkpoint'), second.note);
    await writeFile(join(path, '000000000003.checkpoint.0.new'), 'torn');

    await expect(open().latest({ origin: log.origin, signal })).resolves.toBe(
      second.note,
    );
    await open().push(second, { signal });
    expect(readFileSync(join(path, 'latest'), 'utf8')).toBe(second.note);
  });

  it('given somebody who takes the newest away, changes it or tears it, then nothing more is kept and it says why', async () => {
    const log = await TestLog.create({});
    await open().push(await log.offer(2), { signal });
    await open().push(await log.offer(5), { signal });
    const second = join(path, '000000000002.checkpoint');
    const note = readFileSync(second, 'utf8');
    const next = await log.offer(8);
    const attempts = async (words: string) => {
      await expect(open().push(next, { signal })).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(words),
      });
      await expect(
        open().latest({ origin: log.origin, signal }),
      ).rejects.toThrow(words);
    };

    await rm(second);
    await attempts('files were taken away');
    await writeFile(second, (await log.fork(4).offer(5)).note);
    await attempts('files were taken away or changed');
    await writeFile(second, note.slice(0, 20));
    await attempts('is no checkpoint any more');
    await rm(second);
    await writeFile(second, note);
    await open().push(next, { signal });
  });

  it('given a place that cannot be used, then it says so', async () => {
    const log = await TestLog.create({});
    await writeFile(join(path, 'occupied'), '');
    const sink = new FileCheckpointSink({
      type: 'file',
      id: 'file',
      path: join(path, 'occupied', 'below'),
    });
    await expect(
      sink.push(await log.offer(1), { signal }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('cannot be used: mkdir fails with'),
    });
  });
});
