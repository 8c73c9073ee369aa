import type { JsonObject } from '@backstage/types';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Whose API a test talks to. */
export interface ApiServer {
  url: string;
  /** The certificate to trust, where it serves HTTPS. */
  ca?: string;
  /** Of somebody who may do everything, impersonation included. */
  adminToken: string;
}

/** The administrator of a cluster, by hand: what the connector under test does is not asked by itself. */
export class ApiClient {
  readonly #server: ApiServer;

  constructor(server: ApiServer) {
    this.#server = server;
  }

  get(path: string): Promise<JsonObject> {
    return this.#send('GET', path);
  }

  create(path: string, object: JsonObject): Promise<JsonObject> {
    return this.#send('POST', path, object);
  }

  merge(path: string, patch: JsonObject): Promise<JsonObject> {
    return this.#send('PATCH', path, patch, 'application/merge-patch+json');
  }

  delete(path: string): Promise<JsonObject> {
    return this.#send('DELETE', path);
  }

  #send(
    method: string,
    path: string,
    body?: JsonObject,
    contentType = 'application/json',
  ): Promise<JsonObject> {
    const { url, ca, adminToken } = this.#server;
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const sent = send(
        `${url}${path}`,
        {
          method,
          ca,
          agent: false,
          headers: {
            authorization: `Bearer ${adminToken}`,
            ...(body && { 'content-type': contentType }),
          },
        },
        response => {
          let text = '';
          response.setEncoding('utf8').on('data', part => {
            text += part;
          });
          response.on('error', reject);
          response.on('end', () => {
            if ((response.statusCode ?? 0) < 300) {
              resolve(JSON.parse(text));
            } else {
              reject(
                new Error(`${method} ${path}: ${response.statusCode} ${text}`),
              );
            }
          });
        },
      );
      sent.on('error', reject);
      sent.end(body && JSON.stringify(body));
    });
  }
}
