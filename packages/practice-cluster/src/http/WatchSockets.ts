import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { ResourceDef } from '../registry/ResourceDef';
import { ClusterContext } from './ClusterContext';
import { beginWatch } from './handleWatch';
import { RequestInfo } from './RequestInfo';

/** Sends watches over WebSockets, one message for each event. */
export class WatchSockets {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    // The real server takes whatever protocol it is offered first.
    handleProtocols: offered => [...offered][0] ?? false,
  });

  accept(
    context: ClusterContext,
    def: ResourceDef,
    info: RequestInfo,
    query: URLSearchParams,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    if (!request.headers.origin) {
      // As the real server, whose WebSockets are for browsers.
      socket.end(
        'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
      );
      return;
    }
    const watch = beginWatch(context, def, { request, info, query });
    // A handshake that fails leaves a closed connection and nothing else.
    socket.once('close', watch.abandon);
    this.#sockets.handleUpgrade(request, socket, head, client => {
      client.on('error', () => client.terminate());
      watch.stream({
        write: line => client.send(line),
        end: () => client.close(1000),
        cut: () => client.terminate(),
        onClose: listener => void client.on('close', listener),
      });
    });
  }

  close(): void {
    for (const client of this.#sockets.clients) client.terminate();
    this.#sockets.close();
  }
}
