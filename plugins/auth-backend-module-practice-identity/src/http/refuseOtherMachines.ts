import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopbackAddress } from './isLoopback';

/** Middleware that answers a request from anywhere but this machine with 403 and a sentence. */
export function refuseOtherMachines(
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void {
  if (isLoopbackAddress(request.socket.remoteAddress)) {
    next();
    return;
  }
  response.writeHead(403, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(
    'The practice identity provider answers to this machine only.\n',
  );
}
