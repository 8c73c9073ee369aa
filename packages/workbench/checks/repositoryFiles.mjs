// @ts-check
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Every file that is, or is about to be, part of the repository: tracked and new ones, without what git ignores.
 *
 * @param {string} root
 * @returns {Promise<string[]>} paths relative to the root, with forward slashes
 */
export async function repositoryFiles(root) {
  const { stdout } = await run(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  );
  return [...new Set(stdout.split('\0').filter(Boolean))].sort();
}

/**
 * The text of a file; undefined if it is gone, binary, or larger than a person would write.
 *
 * @param {string} root
 * @param {string} file
 * @param {number} [largest]
 * @returns {Promise<string | undefined>}
 */
export async function readText(root, file, largest = 1024 * 1024) {
  const full = path.join(root, file);
  const info = await stat(full).catch(() => undefined);
  if (!info?.isFile() || info.size > largest) {
    return undefined;
  }
  const bytes = await readFile(full);
  return bytes.includes(0) ? undefined : bytes.toString('utf8');
}
