import type { GitSinkConfig } from './SinkConfig';
import type { SinkReader } from './SinkReader';

const BRANCH = 'understudy-checkpoints';

function readRemote(reader: SinkReader): string | undefined {
  const remote = reader.optionalText('remote');
  if (remote === undefined) {
    return undefined;
  }
  // "ext::" and its like run commands; a hyphen would be taken for an option.
  if (/^-|::|[\s\p{Cc}]/u.test(remote)) {
    throw reader.wrong(
      'remote',
      'must be a URL, an absolute path, or the name of a remote of the repository',
    );
  }
  if (/^[a-z+]+:\/\/[^/]*:[^/]*@/i.test(remote)) {
    throw reader.wrong(
      'remote',
      'holds a password, which others on the machine can read while git runs; put it into credentials beside it',
    );
  }
  return remote;
}

function readCredentials(
  reader: SinkReader,
  remote: string | undefined,
): GitSinkConfig['credentials'] {
  if (!reader.has('credentials')) {
    return undefined;
  }
  if (!remote?.startsWith('https://') && !isLoopback(remote)) {
    throw reader.wrong(
      'credentials',
      'need a remote that is a URL with https://',
    );
  }
  const inner = reader.in('credentials');
  inner.only(['username', 'password']);
  return { username: inner.text('username'), password: inner.text('password') };
}

function isLoopback(remote: string | undefined): boolean {
  return /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(remote ?? '');
}

/** Reads a sink that is a git repository. */
export function readGitSink(reader: SinkReader): GitSinkConfig {
  reader.only([
    'type',
    'id',
    'directory',
    'branch',
    'remote',
    'credentials',
    'author',
  ]);
  const remote = readRemote(reader);
  const credentials = readCredentials(reader, remote);
  const author = reader.has('author') ? reader.in('author') : undefined;
  author?.only(['name', 'email']);
  const oneLine = /^[^\p{Cc}<>]{1,128}$/u;
  return {
    type: 'git',
    id: reader.id('git'),
    directory: reader.absolutePath('directory'),
    branch: reader.has('branch')
      ? reader.matching(
          'branch',
          /^(?!.*(\.\.|\/\/|\.lock(\/|$)|\/\.|@\{))[A-Za-z0-9_][A-Za-z0-9_./@-]{0,127}(?<![./])$/,
          'must be the name of a branch',
        )
      : BRANCH,
    ...(remote !== undefined && { remote }),
    ...(credentials && { credentials }),
    author: {
      name:
        author?.matching('name', oneLine, 'must be a name in one line') ??
        'Understudy',
      email:
        author?.matching('email', oneLine, 'must be an e-mail address') ??
        'understudy@localhost',
    },
  };
}
