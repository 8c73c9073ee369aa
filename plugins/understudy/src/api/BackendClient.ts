import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  createUnderstudyClient,
  type UnderstudyClient,
} from '@understudy/plugin-understudy-common';
import { BackendMissingError } from './BackendMissingError';

/** Calls the backend plugin `understudy` as the signed-in person, and tells apart what can go wrong. */
export class BackendClient {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** The typed client of the JSON routes. */
  async typed(): Promise<UnderstudyClient> {
    return createUnderstudyClient({
      baseUrl: await this.#baseUrl(),
      fetch: request => this.#fetch(request, 'json'),
    });
  }

  /** Routes that answer with something else: a tile, a stream, a file. */
  async raw(
    path: string,
    options: { type: string; signal?: AbortSignal; accept?: string },
  ): Promise<Response> {
    const { type, signal, accept = type } = options;
    const request = new Request(`${await this.#baseUrl()}${path}`, {
      headers: { accept },
      signal,
    });
    return this.#fetch(request, type);
  }

  async #baseUrl(): Promise<string> {
    return `${await this.#discoveryApi.getBaseUrl('understudy')}/v1`;
  }

  async #fetch(request: Request, type: string): Promise<Response> {
    const response = await this.#fetchApi.fetch(
      request.url,
      await initOf(request),
    );
    const given = response.headers.get('content-type') ?? '';
    const expected =
      response.status === 204 || given.includes(response.ok ? type : 'json');
    // A Backstage without the backend plugin answers with an empty 404, or with the page of the app.
    if (!expected && (response.ok || response.status === 404)) {
      throw new BackendMissingError();
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

/**
 * Backstage's fetch makes a `Request` of what it is given more than once, which
 * one that has a body does not survive.
 */
async function initOf(request: Request): Promise<RequestInit> {
  const { method, headers, signal, cache } = request;
  return {
    method,
    headers,
    signal,
    cache,
    ...(method !== 'GET' && { body: await request.text() }),
  };
}
