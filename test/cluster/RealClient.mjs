// @ts-check
import { Agent, request } from 'node:https';

/** The few calls that starting a cluster needs; tests bring their own client. */
export class RealClient {
  #server;
  #token;
  #agent;

  /** @param {{ server: string, ca: string, token: string }} options */
  constructor({ server, ca, token }) {
    this.#server = server;
    this.#token = token;
    this.#agent = new Agent({ ca, keepAlive: false });
  }

  async ready() {
    return (await this.#send('GET', '/readyz')).status === 200;
  }

  /** @param {string} path */
  async get(path) {
    const { status, body } = await this.#send('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${body}`);
    return JSON.parse(body);
  }

  /**
   * @param {string} path
   * @param {object} object
   */
  async create(path, object) {
    const { status, body } = await this.#send(
      'POST',
      path,
      JSON.stringify(object),
    );
    if (status !== 201 && status !== 409) {
      throw new Error(`POST ${path}: ${status} ${body}`);
    }
    return JSON.parse(body);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string} [payload]
   * @returns {Promise<{ status: number, body: string }>}
   */
  #send(method, path, payload) {
    return new Promise((resolve, reject) => {
      const call = request(
        `${this.#server}${path}`,
        {
          method,
          agent: this.#agent,
          timeout: 10_000,
          headers: {
            authorization: `Bearer ${this.#token}`,
            ...(payload ? { 'content-type': 'application/json' } : {}),
          },
        },
        response => {
          let body = '';
          response.setEncoding('utf8');
          response.on('data', part => (body += part));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body }),
          );
        },
      );
      call.on('timeout', () =>
        call.destroy(new Error(`${method} ${path}: no answer in 10 s`)),
      );
      call.on('error', reject);
      call.end(payload);
    });
  }
}
