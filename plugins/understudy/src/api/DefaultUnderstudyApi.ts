import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  EntityOperations,
  HealthReport,
  MyPermissions,
} from '@understudy/plugin-understudy-common';
import { answerOf } from './answerOf';
import { BackendClient } from './BackendClient';
import type { UnderstudyApi } from './UnderstudyApi';

/**
 * Talks to the backend plugin `understudy` as the signed-in person.
 *
 * @public
 */
export class DefaultUnderstudyApi implements UnderstudyApi {
  readonly #backend: BackendClient;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#backend = new BackendClient(options);
  }

  async getMyPermissions(): Promise<MyPermissions> {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/me/permissions'));
  }

  async getHealth(): Promise<HealthReport> {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/health'));
  }

  async getEntityOperations(
    entity: CompoundEntityRef,
  ): Promise<EntityOperations> {
    const client = await this.#backend.typed();
    const path = {
      kind: entity.kind.toLocaleLowerCase('en-US'),
      namespace: entity.namespace,
      name: entity.name,
    };
    return answerOf(
      await client.request(
        'get',
        '/entities/{kind}/{namespace}/{name}/operations',
        { params: { path } },
      ),
    );
  }
}
