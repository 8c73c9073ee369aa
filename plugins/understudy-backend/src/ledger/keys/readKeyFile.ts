import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { open } from 'node:fs/promises';
import { LedgerKeyError } from './LedgerKeyError';

const MOST_BYTES = 64 * 1024;
const OTHERS = 0o007;

/**
 * The keys in a file, one per line, newest first; empty lines and lines that
 * begin with # do not count. Undefined if there is no such file.
 */
export async function readKeyFile(
  path: string,
  options: { logger: LoggerService },
): Promise<string[] | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const { mode, size } = await file.stat();
      if (size > MOST_BYTES) {
        throw new LedgerKeyError(
          'malformed',
          `${path} is too large to be a file of signing keys.`,
          'Point understudy.ledger.signingKeyFile at the right file.',
        );
      }
      // Windows keeps rights elsewhere.
      if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
        options.logger.warn(
          `Everybody on this machine may use ${path}, which holds the signing keys of the ledger; take their rights away with chmod 600`,
        );
      }
      const text = await file.readFile('utf8');
      return text
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '' && !line.startsWith('#'));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof LedgerKeyError) {
      throw error;
    }
    const { code } = toError(error) as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      return undefined;
    }
    throw new LedgerKeyError(
      'unreadable',
      `The signing keys in ${path} cannot be read (${
        code ?? 'unknown error'
      }).`,
      'Give the user that runs the backend the right to read the file.',
      error,
    );
  }
}
