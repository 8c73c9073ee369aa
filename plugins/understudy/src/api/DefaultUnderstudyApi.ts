import type { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  createUnderstudyClient,
  type EntityOperations,
  type HealthReport,
  type MyPermissions,
} from '@understudy/plugin-understudy-common';
import { BackendMissingError } from './BackendMissingError';
import type { UnderstudyApi } from './UnderstudyApi';

/**
 * Talks to the backend plugin `understudy` as the signed-in person.
 *
 * @public
 */
export class DefaultUnderstudyApi implements UnderstudyApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getMyPermissions(): Promise<MyPermissions> {
    const client = await this.#client();
    return answer(await client.request('get', '/me/permissions'));
  }

  async getHealth(): Promise<HealthReport> {
    const client = await this.#client();
    return answer(await client.request('get', '/health'));
  }

  async getEntityOperations(
    entity: CompoundEntityRef,
  ): Promise<EntityOperations> {
    const client = await this.#client();
    const path = {
      kind: entity.kind.toLocaleLowerCase('en-US'),
      namespace: entity.namespace,
      name: entity.name,
    };
    return answer(
      await client.request(
        'get',
        '/entities/{kind}/{namespace}/{name}/operations',
        {
          params: { path },
        },
      ),
    );
  }

  async #client() {
    const baseUrl = await this.#discoveryApi.getBaseUrl('understudy');
    return createUnderstudyClient({
      baseUrl: `${baseUrl}/v1`,
      fetch: request => this.#fetch(request),
    });
  }

  async #fetch(request: Request): Promise<Response> {
    const response = await this.#fetchApi.fetch(request);
    const isJson = response.headers.get('content-type')?.includes('json');
    // A Backstage without the backend plugin answers with an empty 404, or with the page of the app.
    if (!isJson && (response.ok || response.status === 404)) {
      throw new BackendMissingError();
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function answer<T>(result: { data?: T }): T {
  if (result.data === undefined) {
    throw new Error('The Understudy backend answered without any content.');
  }
  return result.data;
}
