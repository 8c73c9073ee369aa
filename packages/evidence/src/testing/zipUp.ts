import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Writes files into a zip, whatever they are. */
export async function zipUp(
  file: string,
  files: ReadonlyMap<string, Buffer | string>,
): Promise<string> {
  const zip = new ZipFile();
  for (const [path, content] of files) {
    zip.addBuffer(Buffer.from(content), path, { compressionLevel: 1 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}
