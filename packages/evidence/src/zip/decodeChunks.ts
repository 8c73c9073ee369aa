import { EvidenceError } from '../EvidenceError';

/** The text of a file, refused where it is not UTF-8. */
export async function* decodeChunks(
  chunks: AsyncIterable<Buffer>,
  path: string,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new EvidenceError(`${path} is not valid UTF-8`);
    }
  };
  for await (const chunk of chunks) {
    yield decode(chunk);
  }
  yield decode();
}
