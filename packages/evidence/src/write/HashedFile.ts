import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';

const BUFFER = 256 * 1024;

/** A file that is hashed and counted while it is written. */
export class HashedFile {
  readonly #path: string;
  readonly #hash = createHash('sha256');
  readonly #stream: WriteStream;
  #pending: string[] = [];
  #pendingLength = 0;
  #bytes = 0;

  constructor(options: { folder: string; path: string }) {
    const file = join(options.folder, options.path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    this.#path = options.path;
    this.#stream = createWriteStream(file, { mode: 0o600, flags: 'wx' });
    // Waited for in close(); until then a write that fails says so there.
    this.#stream.on('error', () => {});
  }

  /** Adds text; the promise is there where the disk must catch up first. */
  write(text: string): Promise<void> | undefined {
    this.#pending.push(text);
    this.#pendingLength += text.length;
    return this.#pendingLength > BUFFER ? this.#flush() : undefined;
  }

  async close(): Promise<{ path: string; bytes: number; sha256: string }> {
    await this.#flush();
    this.#stream.end();
    await finished(this.#stream);
    const sha256 = this.#hash.digest('hex');
    return { path: this.#path, bytes: this.#bytes, sha256 };
  }

  destroy(): void {
    this.#stream.destroy();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    this.#pendingLength = 0;
    this.#bytes += bytes.length;
    this.#hash.update(bytes);
    if (this.#stream.errored) {
      throw this.#stream.errored;
    }
    if (!this.#stream.write(bytes)) {
      await once(this.#stream, 'drain');
    }
  }
}
