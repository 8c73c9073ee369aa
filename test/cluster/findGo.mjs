// @ts-check
import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

const wanted = [1, 26];

/** The places where a Go toolchain usually stands, the PATH first. */
function candidates() {
  return [
    'go',
    '/usr/local/go/bin/go',
    join(homedir(), 'go/bin/go'),
    join(homedir(), '.local/go/bin/go'),
    '/usr/lib/go/bin/go',
    '/usr/lib/go-1.26/bin/go',
    '/opt/homebrew/bin/go',
  ];
}

/**
 * The command of a Go toolchain that can build the test servers.
 *
 * @returns {{ go: string, version: string }}
 */
export function findGo() {
  const seen = [];
  for (const go of candidates()) {
    try {
      const version = execFileSync(go, ['env', 'GOVERSION'], {
        encoding: 'utf8',
        env: { ...process.env, GOTOOLCHAIN: 'local' },
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
      const [major, minor] = version.replace(/^go/, '').split('.').map(Number);
      if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) {
        return { go, version };
      }
      seen.push(`${go} is ${version}`);
    } catch {
      // Not there: the next candidate.
    }
  }
  const found = seen.length > 0 ? ` Found only: ${seen.join(', ')}.` : '';
  throw new Error(
    `A real Kubernetes control plane is built by Go ${wanted.join(
      '.',
    )} or newer.${found} ` +
      'Install it from your distribution or from go.dev and put it on the PATH, ' +
      'or name a disposable cluster by UNDERSTUDY_TEST_KUBECONFIG.',
  );
}
