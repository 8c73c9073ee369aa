import type { IncomingMessage } from 'node:http';

const MAX_BYTES = 2048;

/** Reads a small HTML form; `undefined` when it is too big or not a form. */
export async function readForm(
  request: IncomingMessage,
): Promise<URLSearchParams | undefined> {
  const type = request.headers['content-type']?.split(';')[0].trim();
  if (type !== 'application/x-www-form-urlencoded') {
    return undefined;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
