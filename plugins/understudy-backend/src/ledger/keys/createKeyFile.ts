import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from '../sinks/file/syncDirectory';

/**
 * Writes a file that only its owner may read, whole or not at all. Of several
 * processes that do so at once one wins; returns whether this one did.
 */
export async function createKeyFile(
  path: string,
  text: string,
): Promise<boolean> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const written = `${path}.${randomUUID()}`;
  try {
    const file = await open(written, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // Unlike a rename, a link does not replace what another process put there.
    await link(written, path);
    await syncDirectory(directory);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await rm(written, { force: true });
  }
}
