import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Thrown when an answer is larger than allowed. */
export class TooLargeError extends Error {}

/** Reads an answer whole, and gives up where it gets too large, also when unpacked. */
export async function readBounded(
  response: IncomingMessage,
  limit: number,
): Promise<string> {
  const packed = response.headers['content-encoding'] === 'gzip';
  const unzip = packed ? createGunzip() : undefined;
  if (unzip) {
    response.on('error', error => unzip.destroy(error));
    response.on('aborted', () => unzip.destroy(new Error('aborted')));
  }
  const body: Readable = unzip ? response.pipe(unzip) : response;
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      size += part.length;
      if (size > limit) {
        throw new TooLargeError(`more than ${limit} bytes`);
      }
      parts.push(part);
    }
  } catch (error) {
    response.destroy();
    throw error;
  }
  return Buffer.concat(parts).toString('utf8');
}
