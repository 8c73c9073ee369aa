import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers with all that a careless system repeats: a secret, and what it was asked with. */
function repeat(code: number, type: string) {
  return (secret: string): Answer =>
    ({ headers }, response) => {
      const message = `${secret} ${JSON.stringify(headers)}`;
      response.writeHead(code, { 'content-type': type });
      response.end(
        type === 'text/html' ? message : JSON.stringify({ message }),
      );
    };
}

const JSON_TYPE = 'application/json';

const BEHAVIOURS = {
  'nothing listens': undefined,
  'it takes requests and never answers': () => () => {},
  'it stops in the middle of its answer': () => (_, response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE });
    response.write('{"kind":"Something",');
  },
  'it fails': repeat(500, JSON_TYPE),
  'it refuses': repeat(403, JSON_TYPE),
  'it finds things invalid': repeat(422, JSON_TYPE),
  'it answers pages for people': repeat(200, 'text/html'),
  'it answers empty objects': () => (_, response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE });
    response.end('{}');
  },
} satisfies Record<string, ((secret: string) => Answer) | undefined>;

/** How a system can be that is none, or is ill. */
export type Strangeness = keyof typeof BEHAVIOURS;

/** All of them. */
export const strangenesses = Object.keys(BEHAVIOURS) as Strangeness[];

/** Something at an HTTP address that is not the system that a connector knows. */
export class StrangeSystem {
  readonly url: string;
  /** Settles with the first request. */
  readonly asked: Promise<unknown>;
  readonly #close: () => Promise<void>;

  private constructor(
    url: string,
    asked: Promise<unknown>,
    close: () => Promise<void>,
  ) {
    this.url = url;
    this.asked = asked;
    this.#close = close;
  }

  /** Starts one that knows a secret. */
  static async start(
    strangeness: Strangeness,
    options: { secret: string },
  ): Promise<StrangeSystem> {
    const answer = BEHAVIOURS[strangeness]?.(options.secret);
    const server = createServer(answer);
    const asked = once(server, 'request');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const close = async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    };
    if (!answer) {
      await close();
    }
    return new StrangeSystem(
      `http://127.0.0.1:${port}`,
      asked,
      answer ? close : async () => {},
    );
  }

  async close(): Promise<void> {
    await this.#close();
  }
}
