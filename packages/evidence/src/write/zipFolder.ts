import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Puts files of a folder into a zip, one after the other. */
export async function zipFolder(options: {
  folder: string;
  paths: readonly string[];
  output: string;
  mtime: Date;
  compress: boolean;
  signal?: AbortSignal;
}): Promise<{ bytes: number; sha256: string }> {
  const { folder, paths, output, mtime, compress, signal } = options;
  const zip = new ZipFile();
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(undefined, chunk);
    },
  });
  zip.on('error', error => count.destroy(error as Error));
  for (const path of paths) {
    zip.addFile(join(folder, path), path, {
      mtime,
      mode: 0o100644,
      compress,
    });
  }
  zip.end();
  await pipeline(
    zip.outputStream,
    count,
    createWriteStream(output, { mode: 0o600, flags: 'wx' }),
    { signal },
  );
  return { bytes, sha256: hash.digest('hex') };
}
