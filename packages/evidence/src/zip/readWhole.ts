import { EvidenceError } from '../EvidenceError';
import type { HashedReader } from './HashedReader';
import { limits } from './limits';

/** A small file as a whole. */
export async function readWhole(
  reader: HashedReader,
  path: string,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reader.read(path)) {
    bytes += chunk.length;
    if (bytes > limits.wholeBytes) {
      throw new EvidenceError(
        `${path} is larger than ${limits.wholeBytes} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
