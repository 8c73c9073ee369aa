import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { readListenAddress } from '../ground/readListenAddress';
import { isLoopbackHostname } from './isLoopback';

/**
 * Refuses requests that were not meant for this server.
 *
 * @remarks
 *
 * A page on the internet can have its own name resolve to a loopback address and so talk to a server that
 * listens on this machine only (DNS rebinding). What such a request cannot hide is the name in its Host header.
 *
 * @public
 */
export class HostHeaderGuard {
  readonly #hosts: ReadonlySet<string>;

  /**
   * The guard for a backend that listens on loopback; `undefined` for any other, where names are the
   * business of what stands in front of it.
   */
  static forBackend(config: RootConfigService): HostHeaderGuard | undefined {
    const { host, port } = readListenAddress(config);
    if (!isLoopbackHostname(host)) {
      return undefined;
    }
    const configured = ['app.baseUrl', 'backend.baseUrl'].flatMap(key => {
      const url = config.getOptionalString(key);
      return url && URL.canParse(url) ? [new URL(url).host] : [];
    });
    return HostHeaderGuard.forHosts([
      `localhost:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      ...configured,
    ]);
  }

  /** The guard for a server that is known by exactly these names, each with its port. */
  static forHosts(hosts: readonly string[]): HostHeaderGuard {
    return new HostHeaderGuard(hosts);
  }

  private constructor(hosts: readonly string[]) {
    this.#hosts = new Set(hosts.map(host => host.toLocaleLowerCase('en-US')));
  }

  /** Whether the Host header of a request is one of this server's names. */
  accepts(request: IncomingMessage): boolean {
    const { host } = request.headers;
    return (
      host !== undefined && this.#hosts.has(host.toLocaleLowerCase('en-US'))
    );
  }

  /** Middleware that answers a foreign request with 421 and a sentence. */
  middleware(): (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ) => void {
    return (request, response, next) => {
      if (this.accepts(request)) {
        next();
        return;
      }
      response.writeHead(421, {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        Connection: 'close',
      });
      response.end(
        `This server answers to ${[...this.#hosts].join(
          ', ',
        )} only. Open it by one of these names.\n`,
      );
    };
  }

  /** Closes connections that ask a server for an upgrade, to a WebSocket for instance, by a foreign name. */
  guardUpgrades(server: Server): void {
    const refuse = (request: IncomingMessage, socket: Duplex) => {
      if (!this.accepts(request)) {
        socket.destroy();
      }
    };
    // Not before somebody listens: a server without a listener hands the request to the middleware above,
    // and plugins wait for that first one to subscribe.
    const onNewListener = (event: string | symbol) => {
      if (event === 'upgrade') {
        server.off('newListener', onNewListener);
        server.prependListener('upgrade', refuse);
      }
    };
    server.on('newListener', onNewListener);
  }
}
