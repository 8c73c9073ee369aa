import {
  createServer,
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { denied } from '../auth/denied';
import { impersonate } from '../auth/impersonate';
import { AccessAttributes } from '../auth/Rbac';
import { badRequest, internalError } from '../status/errors';
import { StatusError } from '../status/StatusError';
import { UserInfo } from '../types';
import { Exchange } from './Exchange';
import { ExecServer, planExec } from './handleExec';
import { ForwardSockets, planForward } from './handleForward';
import { isOwnName } from './isOwnName';
import { parseRequest, RequestInfo } from './RequestInfo';
import { respondError } from './respond';
import { route } from './route';
import { RouteContext } from './RouteContext';
import { WatchSockets } from './WatchSockets';

/** A key and its certificate in PEM. */
export interface TlsMaterial {
  key: string;
  cert: string;
}

/** Serves one cluster over HTTP or HTTPS on loopback. */
export class ClusterServer {
  readonly #context: RouteContext;
  readonly #server: Server;
  readonly #exec = new ExecServer();
  readonly #watches = new WatchSockets();
  readonly #forwards = new ForwardSockets();
  readonly #tls: boolean;

  constructor(context: RouteContext, tls?: TlsMaterial) {
    this.#context = context;
    this.#tls = tls !== undefined;
    const listener: RequestListener = (request, response) =>
      void this.#handle(request, response);
    this.#server = tls
      ? (createTlsServer(tls, listener) as unknown as Server)
      : createServer(listener);
    this.#server.keepAliveTimeout = 65_000;
    this.#server.on('upgrade', (request, socket, head) =>
      this.#upgrade(request, socket, head),
    );
  }

  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    return `${this.#tls ? 'https' : 'http'}://127.0.0.1:${
      (this.#server.address() as AddressInfo).port
    }`;
  }

  async close(): Promise<void> {
    this.#exec.close();
    this.#watches.close();
    this.#forwards.close();
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #authorize(request: IncomingMessage, info: RequestInfo): UserInfo {
    const { identities, rbac } = this.#context;
    const caller = identities.authenticate(request.headers);
    const attributes: AccessAttributes = info.isResource
      ? {
          verb: info.verb,
          group: info.group,
          version: info.version,
          resource: info.resource,
          subresource: info.subresource,
          namespace: info.namespace,
          name: info.name,
        }
      : { verb: info.verb, path: info.path };
    const user = impersonate(
      caller,
      request.headers,
      request.rawHeaders,
      rbac,
      attributes,
    );
    const decision = rbac.authorize(user, attributes);
    if (!decision.allowed) throw denied(user, attributes, decision.reason);
    return user;
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (!isOwnName(request.headers.host)) {
      response.writeHead(421, {
        'content-type': 'text/plain; charset=utf-8',
        connection: 'close',
      });
      response.end('This server answers to names of this machine only.\n');
      return;
    }
    const url = new URL(request.url ?? '/', 'http://cluster');
    const exchange: Exchange = {
      request,
      response,
      url,
      query: url.searchParams,
      info: parseRequest(
        request.method ?? 'GET',
        url.pathname,
        url.searchParams,
      ),
      user: { username: '', groups: [] },
      warnings: [],
    };
    try {
      if (await this.#struck(exchange)) return;
      exchange.user = this.#authorize(request, exchange.info);
      await route(this.#context, exchange);
    } catch (error) {
      respondError(
        exchange,
        error instanceof StatusError
          ? error
          : internalError(
              error instanceof Error ? error.message : String(error),
            ),
      );
      if (!(error instanceof StatusError))
        process.emitWarning(
          error instanceof Error ? error.stack ?? error.message : String(error),
          'PracticeClusterError',
        );
    }
  }

  /** Lets faults strike; true if the request is over. */
  async #struck({ info, request }: Exchange): Promise<boolean> {
    // Who asked for a fault must be able to end it.
    if (info.path.startsWith('/practice/')) return false;
    for (const fault of this.#context.faults.strike(info.verb, info.resource)) {
      switch (fault.kind) {
        case 'latency':
          await new Promise(resolve =>
            setTimeout(resolve, fault.delayMs ?? 1000),
          );
          break;
        case 'tooManyRequests':
          throw new StatusError(
            429,
            'TooManyRequests',
            'The server has received too many requests and has asked us to try again later',
            { retryAfterSeconds: fault.retryAfterSeconds ?? 1 },
          );
        case 'serverError':
          throw internalError('etcdserver: request timed out');
        default:
          request.socket.resetAndDestroy();
          return true;
      }
    }
    return false;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!isOwnName(request.headers.host)) {
      socket.destroy();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://cluster');
    const info = parseRequest('GET', url.pathname, url.searchParams);
    const isWebSocket =
      String(request.headers.upgrade).toLowerCase() === 'websocket';
    const { registry } = this.#context.engine;
    const watched =
      isWebSocket && info.verb === 'watch'
        ? registry.find(info.group, info.version, info.resource)
        : undefined;
    const streams =
      info.resource === 'pods' &&
      ['exec', 'attach', 'portforward'].includes(info.subresource ?? '');
    if (!watched && !streams) {
      // Nothing that changes its protocol: an upgrade is a wish, and the answer an ordinary one.
      const response = new ServerResponse(request);
      response.assignSocket(socket as Socket);
      response.shouldKeepAlive = false;
      response.once('finish', () => socket.end());
      void this.#handle(request, response);
      return;
    }
    try {
      this.#authorize(request, {
        ...info,
        verb: watched || request.method !== 'POST' ? info.verb : 'create',
      });
      if (watched) {
        this.#watches.accept(
          this.#context,
          watched,
          info,
          url.searchParams,
          request,
          socket,
          head,
        );
        return;
      }
      const def = registry.byStorage('pods');
      // What cannot be is said first, in whatever way it was asked for.
      const plan =
        info.subresource === 'portforward'
          ? undefined
          : planExec(this.#context, def, info, url.searchParams);
      if (!isWebSocket)
        throw badRequest('practice clusters speak WebSocket, not SPDY');
      if (!plan) {
        this.#forwards.accept(
          planForward(this.#context, def, info, url.searchParams),
          request,
          socket,
          head,
        );
        return;
      }
      this.#exec.accept(this.#context, plan, request, socket, head);
    } catch (error) {
      const status =
        error instanceof StatusError ? error : internalError(String(error));
      const text = JSON.stringify(status.toStatus());
      socket.end(
        `HTTP/1.1 ${status.code} ${
          status.reason
        }\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(
          text,
        )}\r\nconnection: close\r\n\r\n${text}`,
      );
    }
  }
}
