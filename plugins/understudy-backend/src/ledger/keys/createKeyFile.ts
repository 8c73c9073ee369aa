import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeNewFile } from '../sinks/file/writeNewFile';

/**
 * Writes a file that only its owner may read, unless there is one; returns
 * whether this process was the one that wrote it.
 */
export async function createKeyFile(
  path: string,
  text: string,
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return writeNewFile(path, text, 0o600);
}
