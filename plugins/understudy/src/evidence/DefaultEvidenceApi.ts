import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { answerOf } from '../api/answerOf';
import { BackendClient } from '../api/BackendClient';
import type { EvidenceApi, EvidenceRequest } from './EvidenceApi';

/** Asks the backend for packages of evidence. */
export class DefaultEvidenceApi implements EvidenceApi {
  readonly #backend: BackendClient;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#backend = new BackendClient(options);
  }

  async listExports() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/evidence/exports')).items;
  }

  async createExport(request: EvidenceRequest) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/evidence/exports', { body: request }),
    );
  }

  async cancelExport(exportId: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/evidence/exports/{exportId}/cancel', {
        params: { path: { exportId } },
      }),
    );
  }

  async download(exportId: string) {
    const response = await this.#backend.raw(
      `/evidence/exports/${encodeURIComponent(exportId)}/download`,
      { type: 'application/zip' },
    );
    return response.blob();
  }
}
