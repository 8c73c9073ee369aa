import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { EvidenceError } from '../EvidenceError';
import { limits } from './limits';

const SYMBOLIC_LINK = 0o120000;
const KIND = 0o170000;
const namePattern =
  /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/**
 * A zip from somebody who may wish us ill. Everything in its directory is
 * checked before anything is unpacked; nothing is ever written to disk.
 */
export class EvidenceZip {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  static async open(path: string): Promise<EvidenceZip> {
    let zip: ZipFile;
    try {
      zip = await openPromise(path, {
        autoClose: false,
        strictFileNames: true,
        validateEntrySizes: true,
      });
    } catch (error) {
      throw unreadable(error);
    }
    try {
      return new EvidenceZip(zip, await readDirectory(zip));
    } catch (error) {
      zip.close();
      throw error instanceof EvidenceError ? error : unreadable(error);
    }
  }

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  get paths(): string[] {
    return [...this.#entries.keys()];
  }

  /** The size that the directory states; never more comes out of it. */
  sizeOf(path: string): number | undefined {
    return this.#entries.get(path)?.uncompressedSize;
  }

  /** The bytes of a file as they come. */
  async *read(path: string): AsyncGenerator<Buffer, void, void> {
    const entry = this.#entries.get(path);
    if (!entry) {
      throw new EvidenceError(`${path} is not in the package`);
    }
    let stream: Readable | undefined;
    try {
      stream = await this.#zip.openReadStreamPromise(entry);
      yield* stream;
    } catch (error) {
      throw new EvidenceError(
        `${path} cannot be unpacked: ${messageOf(error)}`,
        { cause: error },
      );
    } finally {
      stream?.destroy();
    }
  }

  close(): void {
    this.#zip.close();
  }
}

async function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.files) {
    throw new EvidenceError(
      `The zip claims to hold ${zip.entryCount} files; a package has at most ${limits.files}`,
    );
  }
  if (zip.comment !== '') {
    throw new EvidenceError('The zip carries a comment, which no package does');
  }
  const entries = new Map<string, Entry>();
  const folded = new Set<string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = checkName(entry);
    if (folded.has(name.toLowerCase())) {
      throw new EvidenceError(`The zip holds ${name} twice`);
    }
    folded.add(name.toLowerCase());
    total += entry.uncompressedSize;
    if (total > limits.unpackedBytes) {
      throw new EvidenceError(
        `The zip claims to unpack to more than ${limits.unpackedBytes} bytes`,
      );
    }
    entries.set(name, entry);
  }
  await checkPlaces(zip, entries);
  return entries;
}

function checkName(entry: Entry): string {
  const name = entry.fileName;
  const shown = JSON.stringify(name.slice(0, 100));
  if (name.length > 200 || !namePattern.test(name)) {
    throw new EvidenceError(
      `The zip holds a file named ${shown}, which no package has`,
    );
  }
  // The upper half holds the mode where the zip was made on Unix.
  if (((entry.externalFileAttributes >>> 16) & KIND) === SYMBOLIC_LINK) {
    throw new EvidenceError(`${shown} in the zip is a symbolic link`);
  }
  if (entry.isEncrypted()) {
    throw new EvidenceError(`${shown} in the zip is encrypted`);
  }
  if (![0, 8].includes(entry.compressionMethod)) {
    throw new EvidenceError(
      `${shown} in the zip is packed in a way that is not read here`,
    );
  }
  return name;
}

/**
 * Two programs must not see two different packages in one zip: what stands in
 * front of each file says the same as the directory, and no two files share
 * bytes.
 */
async function checkPlaces(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
): Promise<void> {
  const inOrder = [...entries].sort(
    ([, a], [, b]) =>
      a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  let end = 0;
  for (const [name, entry] of inOrder) {
    const header = await zip.readLocalFileHeaderPromise(entry);
    if (
      !header.fileName.equals(entry.fileNameRaw) ||
      header.compressionMethod !== entry.compressionMethod ||
      header.generalPurposeBitFlag !== entry.generalPurposeBitFlag
    ) {
      throw new EvidenceError(
        `The zip describes ${name} in two ways that do not agree`,
      );
    }
    if (entry.relativeOffsetOfLocalHeader < end) {
      throw new EvidenceError(`${name} shares bytes with another file`);
    }
    end = header.fileDataStart + entry.compressedSize;
    if (end > zip.fileSize) {
      throw new EvidenceError(`${name} reaches beyond the end of the zip`);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unreadable(error: unknown): EvidenceError {
  return new EvidenceError(
    `This is not a zip that can be read: ${messageOf(error)}`,
    { cause: error },
  );
}
