import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from './syncDirectory';

/** Puts a text in the place of what a file held: readers see the one or the other. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const written = `${path}.${randomUUID()}.new`;
  try {
    const file = await open(written, 'wx', 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(written, path);
    await syncDirectory(dirname(path));
  } finally {
    await rm(written, { force: true });
  }
}
