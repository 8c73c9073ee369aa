import { NotFoundError } from '@backstage/errors';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { EvidenceFiles } from './EvidenceFiles';

/** Packages in a folder of this machine. */
export class FolderFiles implements EvidenceFiles {
  readonly store = undefined;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async put(options: { id: string; file: string }): Promise<void> {
    await rename(options.file, this.#path(options.id));
  }

  async open(id: string): Promise<Readable> {
    const path = this.#path(id);
    const handle = await open(path).catch(() => undefined);
    if (!handle) {
      throw new NotFoundError(
        'The package is not on this server: it was made on another replica, or its folder was emptied. Set understudy.evidence.directory to a folder that all replicas share, or understudy.evidence.store',
      );
    }
    return createReadStream(path, { fd: handle });
  }

  async remove(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  #path(id: string): string {
    return join(this.#directory, `${id}.zip`);
  }
}
