import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  FreezeInput,
  GuardrailData,
} from '@understudy/plugin-understudy-common';
import { answerOf } from '../api/answerOf';
import { BackendClient } from '../api/BackendClient';
import type { PolicyApi } from './PolicyApi';
import type { LevelInput, LevelVote } from './PolicyTypes';

/** The document says that it is an object; what is in it, GuardrailData says. */
type Wire = Record<string, never>;

/** Asks the backend about policies, freezes and levels. */
export class DefaultPolicyApi implements PolicyApi {
  readonly #backend: BackendClient;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#backend = new BackendClient(options);
  }

  async getStatus() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/policy/status'));
  }

  async getActive() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/guardrails'));
  }

  async getVersion(version: number) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/guardrails/versions/{version}', {
        params: { path: { version } },
      }),
    );
  }

  async listVersions(cursor?: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/guardrails/versions', {
        params: { query: { cursor, limit: 20 } },
      }),
    );
  }

  async draft(draft: { data: GuardrailData; reason: string; basedOn: number }) {
    const client = await this.#backend.typed();
    const { data, reason, basedOn } = draft;
    return answerOf(
      await client.request('post', '/guardrails/versions', {
        body: { data: data as unknown as Wire, reason, basedOn },
      }),
    );
  }

  async simulate(what: { version: number } | { data: GuardrailData }) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/guardrails/simulate', {
        body: what as { version: number } | { data: Wire },
      }),
    );
  }

  async activate(version: number, body: { digest: string; reason: string }) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/guardrails/versions/{version}/activate', {
        params: { path: { version } },
        body,
      }),
    );
  }

  async listFreezes() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/freezes'));
  }

  async freeze(body: FreezeInput) {
    const client = await this.#backend.typed();
    return answerOf(await client.request('post', '/freezes', { body }));
  }

  async unfreeze(freezeId: string, reason: string) {
    const client = await this.#backend.typed();
    await client.request('delete', '/freezes/{freezeId}', {
      params: { path: { freezeId }, query: { reason } },
    });
  }

  async getLevels(entityRef: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('get', '/levels', {
        params: { query: { entityRef } },
      }),
    );
  }

  async setLevel(body: LevelInput) {
    const client = await this.#backend.typed();
    return answerOf(await client.request('put', '/levels', { body }));
  }

  async voteLevel(changeId: string, body: LevelVote) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/levels/changes/{changeId}/votes', {
        params: { path: { changeId } },
        body,
      }),
    );
  }
}
