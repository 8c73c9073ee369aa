import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** One lamp, as its system answers it. */
export interface Lamp {
  uid: string;
  version: number;
  brightness: number;
  /** What opens its box; only the system itself knows it. */
  code: string;
  /** The changes that were asked for by a key. */
  done: string[];
}

/** What somebody asks of a lamp. */
export interface LampChange {
  brightness?: number;
  uid?: string;
  version?: number;
  key?: string;
}

/** A small system with an HTTP API: one lamp, called north. */
export class Lamps {
  readonly lamp: Lamp;
  readonly token: string;
  readonly #server: Server;

  private constructor(server: Server, lamp: Lamp, token: string) {
    this.#server = server;
    this.lamp = lamp;
    this.token = token;
  }

  static async start(secret: string): Promise<Lamps> {
    const server = createServer();
    const lamps = new Lamps(
      server,
      { uid: 'lamp-1', version: 1, brightness: 3, code: secret, done: [] },
      `token-of-${secret.slice(-8)}-lamps`,
    );
    server.on('request', (request, response) =>
      lamps.#answer(request, response),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return lamps;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Changes the lamp; says what stands against it. */
  change({ uid, version, key, brightness }: LampChange): number {
    if (key !== undefined && this.lamp.done.includes(key)) {
      return 200;
    }
    if (
      (uid !== undefined && uid !== this.lamp.uid) ||
      (version !== undefined && version !== this.lamp.version)
    ) {
      return 409;
    }
    this.lamp.version += 1;
    this.lamp.brightness = brightness ?? this.lamp.brightness;
    if (key !== undefined) {
      this.lamp.done.push(key);
    }
    return 200;
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    let text = '';
    for await (const part of request) {
      text += part;
    }
    const known = request.url === '/lamps/north';
    let code = known ? 200 : 404;
    if (known && request.method === 'PATCH') {
      code = this.change(JSON.parse(text));
    }
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? { lamp: this.lamp } : {}));
  }
}
