import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { RawAnswer } from './RawAnswer';

/**
 * Sends what is not JSON. A stream is read only as fast as the other side
 * takes it, and is left alone when the other side goes away.
 */
export async function sendRaw(res: Response, answer: RawAnswer): Promise<void> {
  const { contentType, body, headers } = answer;
  res.setHeader('Content-Type', contentType);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  for (const [name, value] of Object.entries(headers ?? {})) {
    res.setHeader(name, value);
  }
  if (typeof body === 'string' || body instanceof Uint8Array) {
    res.send(Buffer.from(body as Uint8Array));
    return;
  }
  res.flushHeaders();
  try {
    await pipeline(Readable.from(body, { objectMode: true }), res);
  } catch (error) {
    if (!res.destroyed && !res.closed) {
      throw error;
    }
  }
}
