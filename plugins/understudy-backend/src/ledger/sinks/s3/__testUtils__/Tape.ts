import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';

/** What the sink asked, as far as it means something. */
type Asked = { method: string; url: string; headers: Record<string, string> };
type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
};
type Exchange = { asked: Asked; answer: Answer };

const ASKED =
  /^(if-|x-amz-(object-lock|checksum-sha256|bucket-object-lock)|content-type$)/;
const ANSWERED =
  /^(etag|content-type|x-amz-(version-id|object-lock.*|delete-marker))$/;

/**
 * Stands between a client and an object store, and writes down what they say to
 * each other; or, without the store, answers as it did, as long as the client
 * asks exactly the same.
 */
export class Tape {
  readonly #path: string | undefined;
  readonly #store: string | undefined;
  readonly #server: Server;
  readonly #exchanges: Exchange[];
  #at = 0;
  #wrong: string | undefined;

  private constructor(path: string | undefined, store: string | undefined) {
    this.#path = path;
    this.#store = store;
    this.#exchanges =
      store === undefined && path !== undefined && existsSync(path)
        ? JSON.parse(readFileSync(path, 'utf8')).exchanges
        : [];
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const body = Buffer.concat(chunks);
      const asked: Asked = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: pick(request.headers, ASKED),
      };
      if (body.length > 0) {
        asked.headers.sha256 = createHash('sha256').update(body).digest('hex');
      }
      const {
        status,
        headers,
        body: text,
      } = await this.#answer(
        asked,
        request.headers as Record<string, string>,
        body,
      );
      response.writeHead(status, headers).end(text);
    });
  }

  /** Asks a store, and writes down what it answers if there is a path. */
  static async record(path: string | undefined, store: string): Promise<Tape> {
    return new Tape(path, store).#listen();
  }

  /** Answers as it was written down. */
  static async play(path: string): Promise<Tape> {
    return new Tape(path, undefined).#listen();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Throws if anything was asked otherwise, or not asked at all. */
  async end(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
    if (this.#store !== undefined && this.#path !== undefined) {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(
        this.#path,
        `${JSON.stringify({ exchanges: this.#exchanges }, undefined, 2)}\n`,
      );
    } else if (
      !this.#store &&
      !this.#wrong &&
      this.#at < this.#exchanges.length
    ) {
      const { method, url } = this.#exchanges[this.#at].asked;
      this.#wrong = `${method} ${url} was not asked`;
    }
    if (this.#wrong !== undefined) {
      throw new Error(this.#wrong);
    }
  }

  async #listen(): Promise<this> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', () => resolve()),
    );
    return this;
  }

  async #answer(
    asked: Asked,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<Answer> {
    if (this.#store === undefined) {
      const next = this.#exchanges[this.#at];
      this.#at += 1;
      if (JSON.stringify(next?.asked) === JSON.stringify(asked)) {
        return next.answer;
      }
      this.#wrong ??= `${JSON.stringify(asked)} was asked instead of ${
        JSON.stringify(next?.asked) ?? 'nothing'
      }`;
      return { status: 400, headers: {}, body: '' };
    }
    const { connection, 'content-length': _, ...passed } = headers;
    const response = await fetch(new URL(asked.url, this.#store), {
      method: asked.method,
      headers: passed,
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const answer: Answer = {
      status: response.status,
      headers: pick(Object.fromEntries(response.headers), ANSWERED),
      body: await response.text(),
    };
    this.#exchanges.push({ asked, answer });
    return answer;
  }
}

function pick(
  headers: NodeJS.Dict<string | string[]>,
  wanted: RegExp,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => wanted.test(name))
      .map(([name, value]): [string, string] => [name, String(value)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
