import { randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from './syncDirectory';

/**
 * Writes a file that is not there yet, whole or not at all, and returns when it
 * survives a loss of power. Of several processes that do so at once one wins;
 * returns whether this one did.
 */
export async function writeNewFile(
  path: string,
  text: string,
  mode = 0o444,
): Promise<boolean> {
  const written = `${path}.${randomUUID()}.new`;
  try {
    const file = await open(written, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // Unlike a rename, a link does not replace what another process put there.
    await link(written, path);
    await syncDirectory(dirname(path));
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
