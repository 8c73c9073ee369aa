import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { answerOf } from '../api/answerOf';
import { BackendClient } from '../api/BackendClient';
import type { PresenceApi } from './PresenceApi';

/** Asks the backend for proofs of presence. */
export class DefaultPresenceApi implements PresenceApi {
  readonly #backend: BackendClient;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#backend = new BackendClient(options);
  }

  async get(planHash: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/presence', {
        params: { query: { planHash } },
      }),
    );
  }

  async begin(planHash: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/presence', { body: { planHash } }),
    );
  }
}
