import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { answerOf } from '../api/answerOf';
import { BackendClient } from '../api/BackendClient';
import type { ReviewApi } from './ReviewApi';
import type { ReviewActInput, ReviewParameters } from './ReviewTypes';

/** Asks the backend about reviews and summaries. */
export class DefaultReviewApi implements ReviewApi {
  readonly #backend: BackendClient;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#backend = new BackendClient(options);
  }

  async listFlags(query: ReviewParameters) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/reviews', { params: { query } }),
    );
  }

  async getFlag(flagId: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/reviews/{flagId}', {
        params: { path: { flagId } },
      }),
    );
  }

  async act(flagId: string, act: ReviewActInput) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/reviews/{flagId}/acts', {
        params: { path: { flagId } },
        body: act,
      }),
    );
  }

  async listSummaries(query: { before?: string }) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/audit/summaries', { params: { query } }),
    ).items;
  }

  async listOpenIntents() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/audit/open-intents')).items;
  }
}
