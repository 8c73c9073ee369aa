import { ServiceUnavailableError } from '@backstage/errors';
import { spawn } from 'node:child_process';
import { GitError } from './GitError';

const MOST_BYTES = 64 * 1024 * 1024;
// Of the variables that steer git, those that say how to reach a server.
const KEPT =
  /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|SSL_.*|EXEC_PATH|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM)$/;

function environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_') || KEPT.test(name),
  );
  return {
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    // Never "ext", which runs commands.
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    ...extra,
  };
}

/**
 * Runs git without a shell, and gives what it wrote. Throws a GitError with its
 * exit code where it fails; nothing of it is left running when `signal` aborts.
 */
export async function runGit(
  args: readonly string[],
  options: {
    signal: AbortSignal;
    env: NodeJS.ProcessEnv;
    input?: string;
  },
): Promise<string> {
  const { signal, env, input } = options;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(
      'git',
      // Hooks of the repository have no say in what is kept.
      ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', ...args],
      {
        env: environment(env),
        // A group of its own, since git starts ssh and helpers for HTTP.
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    const stop = () => {
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
    };
    signal.addEventListener('abort', stop, { once: true });
    const out: Buffer[] = [];
    let bytes = 0;
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) {
        stop();
      } else {
        out.push(chunk);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString('utf8')).slice(-4000);
    });
    // It need not read what it is given.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    child.on('error', (error: NodeJS.ErrnoException) => {
      signal.removeEventListener('abort', stop);
      reject(
        new ServiceUnavailableError(
          error.code === 'ENOENT'
            ? 'The command git is not there; install git beside the backend'
            : `git cannot be run: ${error.code}`,
          error,
        ),
      );
    });
    child.on('close', code => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) {
        reject(signal.reason);
      } else if (code === 0) {
        resolve(Buffer.concat(out).toString('utf8'));
      } else {
        const command = args.find(word => /^[a-z]+(-[a-z]+)*$/.test(word));
        reject(new GitError(`git ${command}`, code ?? -1, complaints.trim()));
      }
    });
  });
}
