import { createHash } from 'node:crypto';
import type { EvidenceZip } from './EvidenceZip';

/** What a file turned out to be. */
export interface FileDigest {
  bytes: number;
  sha256: string;
}

/** Reads files of a zip, each once, and remembers their hashes. */
export class HashedReader {
  readonly #zip: EvidenceZip;
  readonly #digests = new Map<string, FileDigest>();

  constructor(zip: EvidenceZip) {
    this.#zip = zip;
  }

  /** The bytes of a file; once they have all passed, its digest is known. */
  async *read(path: string): AsyncGenerator<Buffer, void, void> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of this.#zip.read(path)) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    this.#digests.set(path, { bytes, sha256: hash.digest('hex') });
  }

  /** The digest of a file, which is read if it was not read to its end. */
  async digest(path: string): Promise<FileDigest> {
    if (!this.#digests.has(path)) {
      for await (const _ of this.read(path)) {
        // Only the hash counts.
      }
    }
    return this.#digests.get(path)!;
  }
}
