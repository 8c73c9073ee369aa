import { readFileSync, statSync } from 'node:fs';
import { CliError } from './CliError';
import { exitCodes } from './exitCodes';

const MOST = 2 ** 20;

/** The text of a key or note. */
export function readSmallFile(path: string): string {
  try {
    if (statSync(path).size > MOST) {
      throw new Error('it is larger than 1 MiB');
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${(error as Error).message}`, {
      exitCode: exitCodes.usage,
    });
  }
}
