import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  testCheckpointSink,
  TestLog,
} from '@understudy/plugin-understudy-node/testUtils';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { GitCheckpointSink } from './GitCheckpointSink';

// Each of hundreds of git commands is a process.
jest.setTimeout(300_000);

const { signal } = new AbortController();
const BRANCH = 'understudy-checkpoints';

describe('GitCheckpointSink', () => {
  const folder = createMockDirectory();
  const logger = mockServices.logger.mock();
  const newFolder = () => mkdtempSync(join(folder.path, 'place-'));

  function git(directory: string, ...args: string[]): string {
    return execFileSync('git', ['-C', directory, ...args], {
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        GIT_AUTHOR_NAME: 'Mallory',
        GIT_AUTHOR_EMAIL: 'mallory@example.com',
        GIT_COMMITTER_NAME: 'Mallory',
        GIT_COMMITTER_EMAIL: 'mallory@example.com',
      },
    }).trim();
  }

  function sinkFor(
    directory: string,
    rest: Partial<ConstructorParameters<typeof GitCheckpointSink>[0]> = {},
  ) {
    return new GitCheckpointSink(
      {
        type: 'git',
        id: 'git',
        directory,
        branch: BRANCH,
        author: { name: 'The Log', email: 'log@example.com' },
        ...rest,
      },
      { logger },
    );
  }

  function newRemote(): string {
    const remote = newFolder();
    git(remote, 'init', '--quiet', '--bare');
    return remote;
  }

  /** Commits something onto the branch of a bare repository by hand. */
  function tamper(repository: string, act: (clone: string) => void): void {
    const clone = newFolder();
    git(clone, 'clone', '--quiet', '--branch', BRANCH, repository, '.');
    act(clone);
    git(clone, 'add', '--all');
    git(clone, 'commit', '--quiet', '--message', 'As it was');
    git(clone, 'push', '--quiet');
  }

  it('keeps to the rules of a sink, alone', async () => {
    await expect(
      testCheckpointSink({
        async createPlace() {
          const directory = join(newFolder(), 'made.git');
          return async () => sinkFor(directory);
        },
      }),
    ).resolves.toBeUndefined();
  });

  it('keeps to the rules of a sink, with a remote and a clone for each replica', async () => {
    await expect(
      testCheckpointSink({
        async createPlace() {
          const remote = newRemote();
          return async () => sinkFor(newFolder(), { remote });
        },
      }),
    ).resolves.toBeUndefined();
  });

  it('writes a commit for each checkpoint, beside what is there already, and leaves a working tree alone', async () => {
    const clone = newFolder();
    git(clone, 'init', '--quiet', '--initial-branch', 'main');
    writeFileSync(join(clone, 'README.md'), 'Anchors');
    git(clone, 'add', '.');
    git(clone, 'commit', '--quiet', '--message', 'Begin');
    git(clone, 'branch', BRANCH);
    const log = await TestLog.create({ origin: 'log.example' });
    const offers = [await log.offer(2), await log.offer(30)];
    for (const offer of offers) {
      await sinkFor(clone).push(offer, { signal });
    }

    expect(git(clone, 'log', '--format=%an <%ae> %s', BRANCH)).toBe(
      [
        'The Log <log@example.com> Checkpoint of log.example over 30 entries',
        'The Log <log@example.com> Checkpoint of log.example over 2 entries',
        'Mallory <mallory@example.com> Begin',
      ].join('\n'),
    );
    expect(git(clone, 'ls-tree', '--name-only', BRANCH)).toBe(
      'README.md\ncheckpoint',
    );
    expect(`${git(clone, 'show', `${BRANCH}~1:checkpoint`)}\n`).toBe(
      offers[0].note,
    );
    expect(git(clone, 'status', '--porcelain')).toBe('');

    git(clone, 'checkout', '--quiet', BRANCH);
    await expect(sinkFor(clone).push(offers[1], { signal })).rejects.toThrow(
      'is checked out',
    );
    const below = join(clone, 'below');
    mkdirSync(below);
    writeFileSync(join(below, 'file'), '');
    await expect(sinkFor(below).push(offers[1], { signal })).rejects.toThrow(
      'not a git repository',
    );
  });

  it('given a remote that was set back, then its commits are put back; given one that was rewritten, then it is refused and never forced', async () => {
    const log = await TestLog.create({});
    const remote = newRemote();
    const directory = newFolder();
    for (const size of [2, 5]) {
      await sinkFor(directory, { remote }).push(await log.offer(size), {
        signal,
      });
    }
    git(remote, 'update-ref', `refs/heads/${BRANCH}`, `${BRANCH}~1`);
    await sinkFor(directory, { remote }).push(await log.offer(6), { signal });
    expect(git(remote, 'rev-list', '--count', BRANCH)).toBe('3');

    const kept = git(remote, 'rev-parse', BRANCH);
    git(remote, 'update-ref', `refs/heads/${BRANCH}`, `${BRANCH}~1`);
    await sinkFor(newFolder(), { remote }).push(await log.fork(5).offer(7), {
      signal,
    });
    const forged = git(remote, 'rev-parse', BRANCH);
    await expect(
      sinkFor(directory, { remote }).push(await log.offer(8), { signal }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('its history was rewritten'),
    });
    expect(git(remote, 'rev-parse', BRANCH)).toBe(forged);
    expect(git(directory, 'rev-parse', BRANCH)).toBe(kept);
  });

  it('given a commit on top that puts an old checkpoint back or takes the file away, then nothing more is kept', async () => {
    const log = await TestLog.create({});
    const attempts: Array<[string, (clone: string) => void]> = [
      [
        'a commit put another checkpoint over it',
        clone =>
          git(clone, 'checkout', '--quiet', 'HEAD~1', '--', 'checkpoint'),
      ],
      ['was taken away', clone => git(clone, 'rm', '--quiet', 'checkpoint')],
      [
        'is no checkpoint any more',
        clone => writeFileSync(join(clone, 'checkpoint'), 'nothing'),
      ],
    ];
    for (const [words, act] of attempts) {
      const remote = newRemote();
      const running = sinkFor(newFolder(), { remote });
      await running.push(await log.offer(2), { signal });
      await running.push(await log.offer(5), { signal });
      tamper(remote, act);

      for (const sink of [running, sinkFor(newFolder(), { remote })]) {
        await expect(
          sink.push(await log.fork(3).offer(6), { signal }),
        ).rejects.toMatchObject({
          name: 'ConflictError',
          message: expect.stringContaining(words),
        });
      }
    }
  });

  it('given a commit on top that changes something else, then it goes on', async () => {
    const log = await TestLog.create({});
    const remote = newRemote();
    const running = sinkFor(newFolder(), { remote });
    await running.push(await log.offer(2), { signal });
    tamper(remote, clone => writeFileSync(join(clone, 'README.md'), 'Anchors'));

    await expect(running.latest({ origin: log.origin, signal })).resolves.toBe(
      (
        await log.offer(2)
      ).note,
    );
    await running.push(await log.offer(5), { signal });
    expect(git(remote, 'ls-tree', '--name-only', BRANCH)).toBe(
      'README.md\ncheckpoint',
    );
  });

  it('given calls at once, then they do not take each other for somebody who sets the branch back', async () => {
    const log = await TestLog.create({});
    const sink = sinkFor(newFolder());
    const offers = await Promise.all([1, 2, 3, 4].map(size => log.offer(size)));
    const all = await Promise.allSettled(
      offers.flatMap(offer => [
        sink.push(offer, { signal }),
        sink.latest({ origin: log.origin, signal }),
      ]),
    );
    expect(all.filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  it('given a branch that was set back under a running sink, then it is noticed', async () => {
    const log = await TestLog.create({});
    const directory = newFolder();
    const running = sinkFor(directory);
    await running.push(await log.offer(2), { signal });
    await running.push(await log.offer(5), { signal });
    git(directory, 'update-ref', `refs/heads/${BRANCH}`, `${BRANCH}~1`);

    await expect(
      running.push(await log.fork(3).offer(6), { signal }),
    ).rejects.toThrow('was set back');
  });

  describe('with a remote over HTTP', () => {
    const seen: IncomingMessage[] = [];
    let answer = 401;
    const server = createServer((request, response) => {
      seen.push(request);
      if (answer > 0) {
        response.writeHead(answer, { location: 'http://127.0.0.1:1/' }).end();
      }
    });
    const credentials = { username: 'bot', password: ['s3', 'cret'].join('') };
    let remote: string;

    beforeAll(async () => {
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', () => resolve()),
      );
      const { port } = server.address() as AddressInfo;
      remote = `http://127.0.0.1:${port}/anchors.git`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });
    beforeEach(() => {
      seen.length = 0;
    });

    it.each([401, 403, 302, 500])(
      'given it answers %d, then it says so without the password',
      async code => {
        answer = code;
        const error = await sinkFor(newFolder(), { remote, credentials })
          .push(await (await TestLog.create({})).offer(1), { signal })
          .catch(reason => reason);
        expect(error.name).toBe('ServiceUnavailableError');
        expect(error.message).toContain('git ls-remote ended with');
        expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(
          credentials.password,
        );
        expect(seen[0].headers.authorization).toBe(
          `Basic ${Buffer.from(
            `${credentials.username}:${credentials.password}`,
          ).toString('base64')}`,
        );
      },
    );

    it('given it never answers, when nobody waits any longer, then git does not either', async () => {
      answer = 0;
      const ending = new AbortController();
      const pushing = sinkFor(newFolder(), { remote }).push(
        await (await TestLog.create({})).offer(1),
        { signal: ending.signal },
      );
      const gone = new Promise<void>(resolve =>
        server.once('request', request => {
          request.socket.once('close', () => resolve());
          ending.abort(new Error('nobody waits'));
        }),
      );
      await expect(pushing).rejects.toThrow('nobody waits');
      await gone;
    });
  });
});
