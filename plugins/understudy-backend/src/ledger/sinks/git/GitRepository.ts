import { ConflictError, InputError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GitSinkConfig } from '../../config/SinkConfig';
import { GitError } from './GitError';
import { runGit } from './runGit';

/** A commit that a branch stands at, and where the branch of the remote stands. */
export type GitHeads = {
  /** The commit to build on. */
  base?: string;
  /** Where the branch of this repository stands. */
  local?: string;
  /** Where the branch of the remote stands. */
  remote?: string;
};

/** What the sink asks of git: plumbing only, no working tree, never force. */
export class GitRepository {
  readonly #config: GitSinkConfig;
  readonly #ref: string;
  #prepared = false;

  constructor(config: GitSinkConfig) {
    this.#config = config;
    this.#ref = `refs/heads/${config.branch}`;
  }

  /** Makes a bare repository if there is nothing, and refuses what is none. */
  async prepare(signal: AbortSignal): Promise<void> {
    if (this.#prepared) {
      return;
    }
    const { directory, branch } = this.#config;
    if (!(await this.exists())) {
      await this.#create(signal);
    }
    const bare = await this.#git(['rev-parse', '--is-bare-repository'], {
      signal,
    });
    if (bare !== 'true') {
      const head = await this.#maybe(['symbolic-ref', '--quiet', 'HEAD'], 1, {
        signal,
      });
      if (head === this.#ref) {
        throw new InputError(
          `The branch ${branch} is checked out in ${directory}; take a bare repository, or another branch`,
        );
      }
    }
    this.#prepared = true;
  }

  /** Of several processes that do so at once, one puts its repository there. */
  async #create(signal: AbortSignal): Promise<void> {
    const { directory } = this.#config;
    const made = `${directory}.${randomUUID()}`;
    await mkdir(made, { recursive: true });
    try {
      await runGit(['init', '--quiet', '--bare', '--', made], {
        signal,
        env: {},
      });
      await rename(made, directory);
    } catch (error) {
      if (!(await this.exists())) {
        throw error;
      }
    } finally {
      await rm(made, { recursive: true, force: true });
    }
  }

  /** Whether there is a repository at all. */
  async exists(): Promise<boolean> {
    const names = await readdir(this.#config.directory).catch(error => {
      if (error.code === 'ENOENT') {
        return [];
      }
      throw error;
    });
    return names.length > 0;
  }

  /** Finds where to build on; refuses a remote whose history is another one. */
  async heads(signal: AbortSignal): Promise<GitHeads> {
    const local = await this.#maybe(
      ['rev-parse', '--verify', '--quiet', `${this.#ref}^{commit}`],
      1,
      { signal },
    );
    if (this.#config.remote === undefined) {
      return { base: local, local };
    }
    const remote = await this.#remoteHead(signal);
    if (!remote || remote === local) {
      return { base: local, local, remote };
    }
    if (!(await this.#has(remote, signal))) {
      await this.#git(
        [
          'fetch',
          '--quiet',
          '--no-tags',
          '--no-write-fetch-head',
          '--no-recurse-submodules',
          '--',
          this.#config.remote,
          this.#ref,
        ],
        { signal },
      );
    }
    if (!local || (await this.isAncestor(local, remote, signal))) {
      return { base: remote, local, remote };
    }
    if (await this.isAncestor(remote, local, signal)) {
      return { base: local, local, remote };
    }
    throw new ConflictError(
      `The branch ${
        this.#config.branch
      } of the remote is not what was pushed to it: its history was rewritten, or it has another one`,
    );
  }

  /** The notes of the newest commits that changed a file, newest first; undefined where a commit took it away. */
  async history(
    file: string,
    options: {
      from: string;
      after?: string;
      most: number;
      signal: AbortSignal;
    },
  ): Promise<Array<string | undefined>> {
    const { from, after, most, signal } = options;
    const commits = await this.#git(
      [
        'rev-list',
        '--first-parent',
        `--max-count=${most}`,
        from,
        ...(after === undefined ? [] : [`^${after}`]),
        '--',
        file,
      ],
      { signal },
    );
    if (commits === '') {
      return [];
    }
    const batch = await this.#git(['cat-file', '--batch'], {
      signal,
      input: commits.replace(/$/gm, `:${file}`),
      raw: true,
    });
    return readBatch(batch);
  }

  /** Makes a commit on top of another, with one file changed; it stands on no branch yet. */
  async commit(options: {
    base: string | undefined;
    file: string;
    text: string;
    message: string;
    signal: AbortSignal;
  }): Promise<string> {
    const { base, file, text, message, signal } = options;
    const blob = await this.#git(['hash-object', '-w', '--stdin'], {
      signal,
      input: text,
    });
    const others = base
      ? (await this.#git(['ls-tree', '-z', base], { signal, raw: true }))
          .split('\0')
          .filter(line => line !== '' && !line.endsWith(`\t${file}`))
      : [];
    const tree = await this.#git(['mktree', '-z'], {
      signal,
      input: [...others, `100644 blob ${blob}\t${file}`]
        .map(line => `${line}\0`)
        .join(''),
    });
    return this.#git(
      ['commit-tree', tree, ...(base ? ['-p', base] : []), '-m', message],
      { signal },
    );
  }

  /** Puts a commit on the branch, also of the remote; false if the branch has moved meanwhile. */
  async publish(
    commit: string,
    { local, remote }: GitHeads,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (this.#config.remote === undefined) {
      return this.#moveTo(commit, local, signal);
    }
    try {
      await this.#git(
        [
          'push',
          '--quiet',
          '--',
          this.#config.remote,
          `${commit}:${this.#ref}`,
        ],
        { signal },
      );
    } catch (error) {
      if (!(error instanceof GitError)) {
        throw error;
      }
      const now = await this.#remoteHead(signal);
      // The lock of the branch may be held by who is about to move it.
      const raced = now !== remote || /cannot lock ref/.test(error.message);
      if (now !== commit && raced) {
        return false;
      }
      if (now !== commit) {
        throw error;
      }
    }
    await this.follow({ base: commit, local }, signal);
    return true;
  }

  /** Moves the branch here to where the remote stands; whoever was faster is right as well. */
  async follow({ base, local }: GitHeads, signal: AbortSignal): Promise<void> {
    if (base !== undefined && base !== local) {
      await this.#moveTo(base, local, signal);
    }
  }

  async #moveTo(
    commit: string,
    from: string | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      await this.#git(['update-ref', this.#ref, commit, from ?? ''], {
        signal,
      });
      return true;
    } catch (error) {
      const now = await this.#maybe(
        ['rev-parse', '--verify', '--quiet', `${this.#ref}^{commit}`],
        1,
        { signal },
      );
      // The lock of the branch may be held by who moves it.
      if (now !== from || /lock/i.test(String(error))) {
        return false;
      }
      throw error;
    }
  }

  async #remoteHead(signal: AbortSignal): Promise<string | undefined> {
    const line = await this.#git(
      ['ls-remote', '--quiet', '--', this.#config.remote!, this.#ref],
      { signal },
    );
    return line === '' ? undefined : line.split('\t')[0];
  }

  async #has(commit: string, signal: AbortSignal): Promise<boolean> {
    return this.#git(['cat-file', '-e', `${commit}^{commit}`], { signal }).then(
      () => true,
      error => {
        if (error instanceof GitError) {
          return false;
        }
        throw error;
      },
    );
  }

  /** Whether a commit is in the history of another. */
  async isAncestor(
    older: string,
    newer: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const found = await this.#maybe(
      ['merge-base', '--is-ancestor', older, newer],
      1,
      { signal },
    );
    return found !== undefined;
  }

  /** As git answers; undefined where it ends with the code that means no. */
  async #maybe(
    args: readonly string[],
    no: number,
    options: { signal: AbortSignal },
  ): Promise<string | undefined> {
    return this.#git(args, options).catch(error => {
      if (error instanceof GitError && error.code === no) {
        return undefined;
      }
      throw error;
    });
  }

  async #git(
    args: readonly string[],
    options: { signal: AbortSignal; input?: string; raw?: boolean },
  ): Promise<string> {
    const { directory, author } = this.#config;
    const out = await runGit(
      [
        '-C',
        directory,
        '-c',
        'core.fsync=committed,loose-object,reference',
        ...args,
      ],
      {
        signal: options.signal,
        input: options.input,
        env: {
          // Or git would take a repository above this directory.
          GIT_CEILING_DIRECTORIES: dirname(directory),
          GIT_AUTHOR_NAME: author.name,
          GIT_AUTHOR_EMAIL: author.email,
          GIT_COMMITTER_NAME: author.name,
          GIT_COMMITTER_EMAIL: author.email,
          ...this.#credentials(),
        },
      },
    );
    return options.raw ? out : out.trimEnd();
  }

  /** By the environment, since others on the machine can read arguments. */
  #credentials(): NodeJS.ProcessEnv {
    const { credentials } = this.#config;
    if (!credentials) {
      return {};
    }
    const basic = Buffer.from(
      `${credentials.username}:${credentials.password}`,
    ).toString('base64');
    return {
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
      // The header would go along to wherever the server points.
      GIT_CONFIG_KEY_1: 'http.followRedirects',
      GIT_CONFIG_VALUE_1: 'false',
    };
  }
}

/** Takes the answer of `git cat-file --batch` apart. */
function readBatch(batch: string): Array<string | undefined> {
  const bytes = Buffer.from(batch, 'utf8');
  const texts: Array<string | undefined> = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    const [, type, size] = bytes.toString('utf8', at, end).split(' ');
    at = end + 1;
    if (type === 'blob') {
      texts.push(bytes.toString('utf8', at, at + Number(size)));
      at += Number(size) + 1;
    } else {
      texts.push(undefined);
    }
  }
  return texts;
}
